/** How a file is written: its delimiter, its decimal mark, whether the first row names the columns. Found out from its first rows. */
import { isMissing } from '../csv/missing.ts';
import { decimalEvidence } from '../csv/dressedNumber.ts';
import { numberOfText } from '../csv/numberParser.ts';
import { type SampleRow, sampleRows } from './sampleRows.ts';
import { encodeUtf8 } from '../csv/textCodec.ts';
import { isDate } from '../columns/wordPatterns.ts';

/** In the order in which a draw is decided: a comma may be a decimal mark or part of a text, a tab never is. */
export const delimiters = ['\t', ';', '|', ',', ' '] as const;

const rowsLooked = 200;

/** The delimiter that cuts most rows into the same number of cells, at least two; a comma when none does. `bytes[end]` must be 0. */
export function detectDelimiter(bytes: Uint8Array, end: number): string {
  let best = ',';
  let bestShare = 0.5;
  for (const delimiter of delimiters) {
    if (delimiter === ' ' && bestShare > 0.5) break;
    const { rows } = sampleRows(bytes, end, delimiter, rowsLooked);
    const { cells, share } = commonWidth(rows);
    if (cells < 2 || share <= bestShare) continue;
    if (delimiter === ' ' && (share < 1 || rows.length < 2 || !hasNumbers(rows))) continue;
    best = delimiter;
    bestShare = share;
  }
  return best;
}

/** Rows of a text that must agree before it is taken for a table. */
const shareOfTable = 0.9;

/** Whether a text that nobody called a table is one: two rows at least, nearly all of as many cells as the others. @param start whole lines */
export function looksLikeTable(start: string): boolean {
  const bytes = encodeUtf8(`${start}\0`);
  const end = bytes.length - 1;
  const { rows } = sampleRows(bytes, end, detectDelimiter(bytes, end), rowsLooked);
  const { cells, share } = commonWidth(rows);
  return rows.length > 1 && cells > 1 && share >= shareOfTable;
}

/** The most frequent number of cells in a row and the share of rows that have it. */
function commonWidth(rows: readonly SampleRow[]): { cells: number; share: number } {
  const times = new Map<number, number>();
  let cells = 0;
  for (const row of rows) {
    const width = row.cells.length;
    times.set(width, (times.get(width) ?? 0) + 1);
    if ((times.get(width) ?? 0) > (times.get(cells) ?? 0)) cells = width;
  }
  return { cells, share: rows.length === 0 ? 0 : (times.get(cells) ?? 0) / rows.length };
}

/** Words separated by spaces are a sentence; a table has numbers. */
function hasNumbers(rows: readonly SampleRow[]): boolean {
  return rows.at(-1)?.cells.some((cell) => !Number.isNaN(numberOfText(cell, false))) ?? false;
}

/**
 * Whether numbers are written 3,14. More cells must look like that than like 3.14; in a comma-separated file (where they
 * stand in quotes) 1,234 is far more likely one thousand and something.
 */
export function detectDecimalComma(rows: readonly SampleRow[], delimiter: string): boolean {
  const times = { comma: 0, point: 0, 'either comma': 0, 'either point': 0 };
  for (const { cells } of rows) {
    for (const cell of cells) {
      const evidence = decimalEvidence(cell);
      if (evidence) times[evidence]++;
    }
  }
  if (times.comma !== times.point) return times.comma > times.point;
  return delimiter !== ',' && times['either comma'] > times['either point'];
}

/**
 * Whether the first row holds names. A number in it says no. Otherwise a column of numbers or dates below says yes; in a
 * table of words alone, a first row whose words occur again below in their own columns is an ordinary row.
 */
export function detectHeader(rows: readonly SampleRow[], decimalComma: boolean): boolean {
  const [first, ...rest] = rows;
  if (!first || first.cells.every((cell) => cell.trim() === '')) return false;
  const quantity = (cell: string) => !Number.isNaN(numberOfText(cell, decimalComma)) || isDate(cell);
  if (first.cells.some(quantity)) return false;
  if (rest.length === 0) return true;
  const below = (column: number) => rest.map((row) => row.cells[column] ?? '').filter((cell) => !isMissing(cell));
  if (first.cells.some((_, column) => mostly(below(column), quantity))) return true;
  return !first.cells.some((cell, column) => cell !== '' && below(column).includes(cell));
}

function mostly(cells: readonly string[], test: (cell: string) => boolean): boolean {
  return cells.length > 0 && cells.filter(test).length > cells.length / 2;
}
