/** Replacements in a text, and their composition: edits made one after another become edits of the first text. */

export interface TextEdit {
  /** In UTF-16 units of the text before any of the edits. */
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The text after the edits, which must not overlap; of several at one offset the earlier in the list comes first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.offset - b.edit.offset || a.index - b.index);
  let result = '';
  let position = 0;
  for (const { edit } of sorted) {
    result += text.slice(position, edit.offset) + edit.text;
    position = edit.offset + edit.length;
  }
  return result + text.slice(position);
}

/** Part of the current text: kept from the original where `origin` says, or new (`origin` null). */
interface Piece {
  readonly text: string;
  readonly origin: number | null;
}

/** Collects edits each of which refers to the text the ones before it left. */
export class EditChain {
  readonly #original: string;
  #pieces: Piece[];

  constructor(text: string) {
    this.#original = text;
    this.#pieces = [{ text, origin: 0 }];
  }

  /** The text as it now stands. */
  get text(): string {
    return this.#pieces.map((piece) => piece.text).join('');
  }

  /** Applies edits that refer to `this.text`. */
  push(edits: readonly TextEdit[]): void {
    for (const edit of [...edits].reverse().sort((a, b) => b.offset - a.offset)) {
      const before = this.#cut(0, edit.offset);
      const after = this.#cut(edit.offset + edit.length, Number.POSITIVE_INFINITY);
      this.#pieces = [...before, { text: edit.text, origin: null }, ...after];
    }
  }

  /** The same change as edits of the original text, sorted, none of them empty. */
  edits(): TextEdit[] {
    const result: TextEdit[] = [];
    let position = 0;
    let added = '';
    for (const piece of [...this.#pieces, { text: '', origin: this.#original.length }]) {
      if (piece.origin === null) {
        added += piece.text;
        continue;
      }
      if (piece.origin > position || added !== '')
        result.push({ offset: position, length: piece.origin - position, text: added });
      position = piece.origin + piece.text.length;
      added = '';
    }
    return result;
  }

  /** The pieces between two offsets of the current text. */
  #cut(start: number, end: number): Piece[] {
    const result: Piece[] = [];
    let offset = 0;
    for (const piece of this.#pieces) {
      const from = Math.max(0, start - offset);
      const to = Math.min(piece.text.length, end - offset);
      if (from < to)
        result.push({ text: piece.text.slice(from, to), origin: piece.origin === null ? null : piece.origin + from });
      offset += piece.text.length;
    }
    return result;
  }
}
