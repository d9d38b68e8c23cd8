/** How the cells of the rows go with the names of the header: row names without a name of their own, delimiters at the end. */
import { looksLikeId } from '../columns/columnTyping.ts';
import { filledCells } from './cellForm.ts';
import type { SampleRow } from './sampleRows.ts';
import { commonWidth } from './widths.ts';

export interface ColumnShape {
  /** A name for each column; "" where the file gives none. */
  readonly names: readonly string[];
  /** The first column holds names of rows, and the header has none for it. */
  readonly rowNames: boolean;
  /** Cells of an ordinary row: more than columns where empty ones end every row. */
  readonly width: number;
  /** Empty cells at the end of every row, of the header or of both, which are no columns. */
  readonly trailing: number;
}

const rowsLooked = 200;
/** Rows that must have one cell more than the header for that to be its fault. */
const nearlyAll = 0.9;

/** @param header names as the header gives them; `null` without one */
export function columnShape(header: readonly string[] | null, values: readonly SampleRow[]): ColumnShape {
  const rows = values.slice(0, rowsLooked);
  const { cells: width, share } = commonWidth(rows);
  if (!header) return unnamed(rows);
  if (rows.length === 0) return { ...trimmed(header, rows), rowNames: false };
  const regular = share >= nearlyAll || (rows.length < 10 && share > 0.7);
  if (regular && width === header.length + 1) {
    if (lastIsEmpty(rows, width)) return { names: header, rowNames: false, width, trailing: 1 };
    if (nameRows(header, rows)) return { names: ['', ...header], rowNames: true, width, trailing: 0 };
  }
  return { ...trimmed(header, rows), rowNames: false };
}

/** Whether the first cells name the rows: no two alike, and no name of the header is meant for them. */
function nameRows([first = '']: readonly string[], rows: readonly SampleRow[]): boolean {
  if (looksLikeId(first.trim())) return false;
  // A delimiter at the end of most rows and a note behind it in some: the names stand where they belong.
  const noted = rows.filter((row) => (row.cells[row.cells.length - 1] ?? '').trim() !== '').length;
  if (noted * 2 < rows.length) return false;
  const cells = rows.map((row) => row.cells[0] ?? '');
  return new Set(cells).size === cells.length && cells.every((cell) => cell.trim() !== '');
}

/** Columns at the end without a name and without a value are none. */
function trimmed(header: readonly string[], rows: readonly SampleRow[]) {
  let columns = header.length;
  while (columns > 1 && (header[columns - 1] ?? '').trim() === '' && lastIsEmpty(rows, columns)) columns--;
  return { names: header.slice(0, columns), width: header.length, trailing: header.length - columns };
}

function unnamed(rows: readonly SampleRow[]): ColumnShape {
  const width = rows.slice(0, 100).reduce((most, { cells }) => Math.max(most, cells.length), 0);
  let columns = width;
  while (columns > 1 && rows.length > 2 && lastIsEmpty(rows, columns)) columns--;
  return { names: Array.from({ length: columns }, () => ''), rowNames: false, width, trailing: width - columns };
}

/** Whether no row has a value in this column (1-based) or beyond. */
function lastIsEmpty(rows: readonly SampleRow[], column: number): boolean {
  return rows.every(({ cells }) => filledCells(cells.slice(column - 1)) === 0);
}
