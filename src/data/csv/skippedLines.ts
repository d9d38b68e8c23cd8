/** Lines among the rows that are none: comments, and the header said once more. */
import { carriageReturn, lineFeed } from './cellLexer.ts';
import { encodeUtf8 } from './textCodec.ts';

/** Of UTF-8. */
const byteOrderMark = Uint8Array.of(0xef, 0xbb, 0xbf);

export type SkippedKind = 'comment' | 'repeatedHeader';

export class SkippedLines {
  readonly #comment: Uint8Array | null;
  readonly #header: Uint8Array | null;
  /** Whether a line that begins with this byte is worth a look. */
  readonly suspect = new Uint8Array(256);

  /**
   * @param comment what begins a comment; "" for nothing
   * @param header the bytes of the header's line without its end; `null` when it cannot be recognised by them
   */
  constructor(comment: string, header: Uint8Array | null) {
    this.#comment = comment === '' ? null : encodeUtf8(comment);
    this.#header = header;
    for (const start of [this.#comment, this.#header, header && byteOrderMark])
      if (start && start.length > 0) this.suspect[start[0] as number] = 1;
  }

  /** What the line at `i` is; `null` when it is a row. The line is here as a whole. */
  kindOf(bytes: Uint8Array, i: number, stop: number): SkippedKind | null {
    if (this.#comment && startsWith(bytes, i, this.#comment)) return 'comment';
    // Where one file was put behind another.
    const from = startsWith(bytes, i, byteOrderMark) ? i + byteOrderMark.length : i;
    if (this.#header && stop - from === this.#header.length && startsWith(bytes, from, this.#header))
      return 'repeatedHeader';
    return null;
  }
}

function startsWith(bytes: Uint8Array, at: number, start: Uint8Array): boolean {
  for (let k = 0; k < start.length; k++) if (bytes[at + k] !== start[k]) return false;
  return true;
}

/** Where the line at `from` ends; −1 when the bytes end first. */
export function lineStop(bytes: Uint8Array, from: number, end: number): number {
  for (let i = from; i < end; i++) if (bytes[i] === lineFeed || bytes[i] === carriageReturn) return i;
  return -1;
}
