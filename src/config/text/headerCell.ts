/** Where in a table's text the name of a column stands, and its first value: what "go to definition" and problems lead to. */

import type { TableSummary } from '../../data/columns/summary.ts';

export interface CellPosition {
  /** Both 0-based, in UTF-16 units, as editors count. */
  readonly line: number;
  readonly character: number;
  readonly length: number;
}

/**
 * A cell of the first rows.
 * @param head the beginning of the file, at least its first lines that are not blank
 * @param delimiter as the summary has it
 * @param index of the column in the file, 0-based
 * @param row 0 is the first line that is not blank
 * @returns `null` when there is no such cell
 */
export function headerCell(head: string, delimiter: string, index: number, row = 0): CellPosition | null {
  let position = lineBegin(head, /^\uFEFF/.test(head) ? 1 : 0);
  for (let line = 0, column = 0; ; column++) {
    const { end, next } = cellAt(head, position, delimiter);
    if (line === row && column === index) return positionOf(head, trimmed(head, position, end));
    if (next !== null) position = next;
    else if (line === row || end >= head.length) return null;
    else {
      position = lineBegin(head, end);
      line++;
      column = -1;
    }
  }
}

/**
 * A column's name, or its first value, in the beginning of its file.
 * @param index of the column in the table, 0-based
 * @returns `null` when there is no such cell, or no single one
 */
export function cellInHead(
  head: string,
  { delimiter, header, location }: Pick<TableSummary, 'delimiter' | 'header' | 'location'>,
  index: number,
  row: 'header' | 'first',
): CellPosition | null {
  if (!location) return headerCell(head, delimiter, index, row === 'first' && header ? 1 : 0);
  const isHeader = row === 'header' && header;
  const line = isHeader ? location.headerLine : location.firstLine;
  const column = isHeader && location.rowNames ? index - 1 : index;
  if (line === 0 || column < 0) return null;
  const lines = [...head.matchAll(/\r\n|\r|\n/g)];
  const from = line === 1 ? 0 : lines[line - 2];
  if (from === undefined) return null;
  const rest = head.slice(from === 0 ? 0 : from.index + from[0].length);
  const cell = headerCell(rest, delimiter, column);
  return cell && { ...cell, line: cell.line + line - 1 };
}

/** Where the next line that is not blank begins, from a line's end or the beginning on. */
function lineBegin(text: string, from: number): number {
  const blank = /(?:[ \t]*(?:\r\n|\r|\n))*/y;
  blank.lastIndex = from;
  return from + (blank.exec(text)?.[0].length ?? 0);
}

/** The end of the cell at `from`, and where the next one of its row begins. */
function cellAt(text: string, from: number, delimiter: string): { end: number; next: number | null } {
  let position = from;
  while (/[ \t]/.test(text[position] ?? '') && text[position] !== delimiter) position++;
  if (text[position] === '"') {
    const quoted = /"(?:[^"]|"")*(?:"|$)/y;
    quoted.lastIndex = position;
    position += quoted.exec(text)?.[0].length ?? 0;
  }
  while (position < text.length && !/[\r\n]/.test(text[position] ?? '') && partAt(text, position, delimiter) === 0)
    position++;
  const part = partAt(text, position, delimiter);
  return { end: position, next: part > 0 ? position + part : null };
}

/** Length of the delimiter at a place; 0 when none stands there. */
function partAt(text: string, at: number, delimiter: string): number {
  if (delimiter !== 'spaces') return text.startsWith(delimiter, at) ? delimiter.length : 0;
  const blanks = /[ \t]+(?![ \t\r\n]|$)/y;
  blanks.lastIndex = at;
  return blanks.exec(text)?.[0].length ?? 0;
}

/** Without the blanks around it. */
function trimmed(text: string, from: number, to: number): { from: number; to: number } {
  let [start, end] = [from, to];
  while (start < end && /[ \t]/.test(text[start] ?? '')) start++;
  while (end > start && /[ \t]/.test(text[end - 1] ?? '')) end--;
  return { from: start, to: end };
}

function positionOf(text: string, { from, to }: { from: number; to: number }): CellPosition {
  const before = text.slice(0, from);
  const lines = before.match(/\r\n|\r|\n/g)?.length ?? 0;
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return { line: lines, character: from - lineStart, length: to - from };
}
