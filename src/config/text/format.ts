/**
 * Formats the text of a `.nnconfig`: indentation and blanks, nothing else. Lines stay the lines they are, because a layer on one line is
 * meant to be one; comments stay where they stand.
 */
import { configDocument } from './configDocument.ts';
import type { TextEdit } from './textEdit.ts';
import { isComment, type Token, token, tokensOf } from './tokens.ts';

/** Edits of blanks only. None while the syntax is broken. @param indent one level of indentation */
export function formatEdits(text: string, indent: string, eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'): TextEdit[] {
  if (configDocument(text).syntax.length > 0) return [];
  const tokens = [...tokensOf(text)].filter(({ kind }) => isComment(kind) || kind < token.lineComment);
  const edits: TextEdit[] = [];
  const levels: number[] = [];
  /** Level of the line that is being written. */
  let line = 0;
  let before: Token | null = null;
  for (const next of tokens) {
    const start = before ? before.offset + before.length : startOf(text);
    const gap = text.slice(start, next.offset);
    const closes = isCloser(next);
    const inner = levels.at(-1);
    if (before && /[\r\n]/.test(gap)) {
      line = inner === undefined ? 0 : inner + Number(!closes);
      const blank = (gap.match(/\r\n|\r|\n/g)?.length ?? 0) > 1 && !closes && !isOpener(before) ? eol : '';
      push(edits, start, gap, blank + eol + indent.repeat(line));
    } else push(edits, start, gap, before ? inlineGap(before, next, gap) : '');
    if (isOpener(next)) levels.push(line);
    else if (closes) levels.pop();
    before = next;
  }
  const end = before ? before.offset + before.length : startOf(text);
  push(edits, end, text.slice(end), before && /[\r\n]/.test(text.slice(end)) ? eol : '');
  return edits;
}

/** Behind a byte order mark. */
function startOf(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}

function push(edits: TextEdit[], offset: number, gap: string, expected: string): void {
  if (gap !== expected) edits.push({ offset, length: gap.length, text: expected });
}

/** The blanks between two tokens of a line: `{ "units": [1, 2] } // as they like it`. */
function inlineGap(before: Token, next: Token, gap: string): string {
  if (isComment(next.kind)) return gap === '' ? ' ' : gap;
  if (next.kind === token.comma || next.kind === token.colon) return '';
  if (isOpener(before) && isCloser(next)) return '';
  return before.kind === token.openBracket || next.kind === token.closeBracket ? '' : ' ';
}

function isOpener({ kind }: Token): boolean {
  return kind === token.openBrace || kind === token.openBracket;
}

function isCloser({ kind }: Token): boolean {
  return kind === token.closeBrace || kind === token.closeBracket;
}
