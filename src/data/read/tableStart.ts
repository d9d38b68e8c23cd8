/** Where the table begins: titles, notes and blank rows above it are no part of it. */
import { filledCells, isQuantity } from './cellForm.ts';
import { detectHeader } from './header/detectHeader.ts';
import type { SampleRow } from './sampleRows.ts';
import { commonWidth } from './widths.ts';

/** Rows above the table, at most. */
const maxAside = 60;

/** The index of the table's first row, its header when it has one. */
export function tableStart(rows: readonly SampleRow[], decimalComma: boolean): number {
  const { cells: width } = commonWidth(rows);
  if (width < 2) return 0;
  let first = 0;
  while (first < rows.length && first < maxAside && isAside(rows[first] as SampleRow, width, decimalComma)) first++;
  if (first === 0 || first >= rows.length || first >= maxAside) return 0;
  if (isTable(rows.slice(0, first), decimalComma)) return 0;
  for (let k = first; k < Math.min(first + 3, rows.length); k++) {
    if (detectHeader(rows.slice(k), decimalComma)) return k;
    // Years or dates that span columns stand above the names.
    if (filledCells((rows[k] as SampleRow).cells) > width / 2) break;
  }
  // The row before may be a header with a name too few or too many.
  const before = rows[first - 1] as SampleRow;
  if (isNameRow(before, width, decimalComma)) return first - 1;
  const allText = rows.slice(0, first).every(({ cells }) => cells.length !== width || filledCells(cells) === 0);
  return allText ? first : 0;
}

/** Rows that are a table themselves: of one width, with numbers in them. */
function isTable(rows: readonly SampleRow[], decimalComma: boolean): boolean {
  const { cells: width } = commonWidth(rows);
  const alike = rows.filter(
    ({ cells }) => cells.length === width && cells.some((cell) => isQuantity(cell, decimalComma)),
  );
  return width > 1 && alike.length >= 4 && alike.length >= rows.length / 2;
}

/** A title, perhaps padded to the width of the table, a note, an empty row. */
function isAside({ cells }: SampleRow, width: number, decimalComma: boolean): boolean {
  const filled = filledCells(cells);
  if (filled === 0) return true;
  if (cells.every((cell) => cell.trim() === '' || isQuantity(cell, decimalComma))) return false;
  if (cells.length !== width) return true;
  // Filled from the left, and then no more: most of the columns have no name.
  const toTheLeft = cells.slice(0, filled).every((cell) => cell.trim() !== '');
  const isTitle = toTheLeft || (filled === 1 && width > 2);
  return isTitle && (filled <= width / 3 || filled === 1) && !cells.some((cell) => isQuantity(cell, decimalComma));
}

function isNameRow({ cells }: SampleRow, width: number, decimalComma: boolean): boolean {
  const filled = filledCells(cells);
  const enough = Math.abs(cells.length - width) <= 1 ? Math.min(2, width - 1) : Math.max(2, width / 2);
  return filled >= enough && !cells.some((cell) => isQuantity(cell, decimalComma));
}
