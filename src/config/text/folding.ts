/** What can be folded away: objects and lists over several lines, and comments. */
import { LineMap } from './position.ts';
import { token, tokensOf } from './tokens.ts';

export interface Fold {
  /** 0-based lines; the last one is hidden too. */
  readonly start: number;
  readonly end: number;
  readonly isComment: boolean;
}

/** Folds in the order in which they end; works in texts that are half typed. The line of a closing bracket stays visible. */
export function foldsOf(text: string): readonly Fold[] {
  const lines = new LineMap(text);
  const lineOf = (offset: number) => lines.positionAt(offset).line - 1;
  const open: number[] = [];
  const folds: Fold[] = [];
  /** Lines of a comment that may go on. */
  let comment: { start: number; end: number } | null = null;
  for (const { kind, offset, length } of tokensOf(text)) {
    const line = lineOf(offset);
    if (kind === token.openBrace || kind === token.openBracket) open.push(line);
    else if (kind === token.closeBrace || kind === token.closeBracket) add(folds, open.pop() ?? line, line - 1, false);
    else if (kind === token.blockComment) add(folds, line, lineOf(offset + length), true);
    if (kind !== token.lineComment) continue;
    const isAlone = text.slice(offset - lines.positionAt(offset).column + 1, offset).trim() === '';
    if (comment && isAlone && line === comment.end + 1) comment.end = line;
    else {
      if (comment) add(folds, comment.start, comment.end, true);
      comment = isAlone ? { start: line, end: line } : null;
    }
  }
  if (comment) add(folds, comment.start, comment.end, true);
  return folds;
}

function add(folds: Fold[], start: number, end: number, isComment: boolean): void {
  if (end > start) folds.push({ start, end, isComment });
}
