/** Where the table ends when more follows it: a second table, notes, a row of totals. Told from rows that reach the file's end. */
import { filledCells, isQuantity, isQuantityColumn, valuesOf } from './cellForm.ts';
import type { SampleRow } from './sampleRows.ts';

export interface TableEnd {
  /** Index of the first row that is no longer part of the table. */
  readonly row: number;
  readonly kind: 'secondTable' | 'notesBelow' | 'totalRow';
}

const totals =
  'totals?|sum|summe|gesamt|gesamtsumme|somme|suma|average|mean|median|' +
  '합계|총계|소계|총합|평균|合計|总计|合计|平均';
const totalWord = new RegExp(`^(?:grand |sub-?)?(?:${totals})\\s*:?$`, 'i');
const maxNotes = 30;

/**
 * @param rows the rows of values up to the end of the file
 * @param width cells of a row
 * @returns the cuts, the last first: each ends the table before its row
 */
export function tableEnds(rows: readonly SampleRow[], width: number, decimalComma: boolean): TableEnd[] {
  if (width < 2 || rows.length < 3) return [];
  const second = secondTable(rows, width, decimalComma);
  const ends: TableEnd[] = second > 0 ? [{ row: second, kind: 'secondTable' }] : [];
  let last = second > 0 ? second : rows.length;
  const notes = notesStart(rows, last, width, decimalComma);
  if (notes < last && notes > 1) {
    ends.push({ row: notes, kind: 'notesBelow' });
    last = notes;
  }
  const total = totalStart(rows, last);
  if (total < last && total > 1) ends.push({ row: total, kind: 'totalRow' });
  return ends;
}

/**
 * A row of names from which on every row is of another width, or one behind a gap, perhaps below a title, and above other columns; 0
 * when there is none.
 */
function secondTable(rows: readonly SampleRow[], width: number, decimalComma: boolean): number {
  const sameFrom = otherWidthFrom(rows, width);
  if (sameFrom > 1 && isNames(rows[sameFrom] as SampleRow, decimalComma)) return sameFrom;
  for (let k = 2; k < rows.length - 1; k++) {
    const [before, row] = [rows[k - 1] as SampleRow, rows[k] as SampleRow];
    const gap = row.line > before.nextLine || filledCells(before.cells) === 0;
    if (!gap) continue;
    const names = filledCells(row.cells) === 1 ? k + 1 : k;
    if (isNames(rows[names] as SampleRow, decimalComma) && standsOut(rows, k, names, decimalComma))
      return filledCells(before.cells) ? k : k - 1;
  }
  return 0;
}

/** From here to the end all rows have the same width, another than the table's: two rows at least; 0 when it is not so. */
function otherWidthFrom(rows: readonly SampleRow[], width: number): number {
  const other = rows.at(-1)?.cells.length ?? width;
  if (other === width || other < 2) return 0;
  let from = rows.length;
  while (from > 0 && rows[from - 1]?.cells.length === other) from--;
  return rows.length - from >= 2 ? from : 0;
}

function isNames({ cells }: SampleRow, decimalComma: boolean): boolean {
  return filledCells(cells) > 1 && !cells.some((cell) => isQuantity(cell, decimalComma));
}

/** Words where the columns above, up to row k, hold numbers. */
function standsOut(rows: readonly SampleRow[], k: number, names: number, decimalComma: boolean): boolean {
  const above = rows.slice(0, k);
  const { cells } = rows[names] as SampleRow;
  const inNumbers = cells.filter(
    (cell, column) => cell.trim() !== '' && isQuantityColumn(valuesOf(above, column), decimalComma),
  );
  return inNumbers.length > 1 || (inNumbers.length === 1 && cells.length === 2);
}

/** The first of the notes at the end: single cells of text, empty rows before them. */
function notesStart(rows: readonly SampleRow[], end: number, width: number, decimalComma: boolean): number {
  let first = end;
  while (first > 1 && end - first < maxNotes && isNote(rows, first - 1, width, decimalComma)) first--;
  // Empty rows alone are rows without a value.
  return rows.slice(first, end).every(({ cells }) => filledCells(cells) === 0) ? end : first;
}

function isNote(rows: readonly SampleRow[], k: number, width: number, decimalComma: boolean): boolean {
  const { cells, line } = rows[k] as SampleRow;
  const filled = filledCells(cells);
  if (filled === 0) return true;
  const text = cells.find((cell) => cell.trim() !== '') ?? '';
  if (filled > 1 || isQuantity(text, decimalComma)) return cells.length < width && /^(?:source|note)s?\b/i.test(text);
  if (cells.length < width) return true;
  // Padded to the width of the table: below full rows, behind a gap or as a sentence.
  const above = rows.slice(Math.max(0, k - 20), k).filter((row) => filledCells(row.cells) > 1);
  const full = above.filter((row) => filledCells(row.cells) > 0.75 * width);
  if (width < 3 || (cells[0] ?? '').trim() === '' || full.length < 2 || full.length < 0.9 * above.length) return false;
  const gap = line > (rows[k - 1]?.nextLine ?? line) || filledCells(rows[k - 1]?.cells ?? []) === 0;
  return gap || (full.length > 4 && /\S\s+\S/.test(text) && text.length > 9);
}

function totalStart(rows: readonly SampleRow[], end: number): number {
  const wordOf = (row: SampleRow | undefined) => row?.cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  // The word alone, beside nothing but gaps, is no example of a wider table, either.
  const isTotal = (row: SampleRow | undefined) =>
    totalWord.test(wordOf(row)) && (filledCells(row?.cells ?? []) > 1 || (row?.cells.length ?? 0) > 2);
  let first = end;
  while (first > 1 && isTotal(rows[first - 1])) first--;
  return rows.slice(0, first).some(isTotal) ? end : first;
}
