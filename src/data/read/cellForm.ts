/** What a cell looks like, before anything is known of its column: what tells names from values. */
import { isDate } from '../columns/wordPatterns.ts';
import { dressedNumber } from '../csv/numbers/dressedNumber.ts';
import { isMissing, isMissingNumber } from '../csv/missing.ts';
import { numberOfText } from '../csv/numbers/numberParser.ts';

export type CellForm = 'missing' | 'integer' | 'decimal' | 'dressed' | 'date' | 'word';

export function formOf(cell: string, decimalComma: boolean): CellForm {
  if (isMissing(cell)) return 'missing';
  const text = cell.trim();
  if (/^[+-]?\d+$/.test(text)) return 'integer';
  const number = numberOfText(text, decimalComma);
  if (number === number) return 'decimal';
  if (isDate(text)) return 'date';
  const dress = dressedNumber(text, decimalComma);
  return dress && !/^\p{L}/u.test(dress.unit) ? 'dressed' : 'word';
}

/** Whether the cell is a number in any dress, or a date. */
export function isQuantity(cell: string, decimalComma: boolean): boolean {
  const form = formOf(cell, decimalComma);
  return form !== 'missing' && form !== 'word';
}

/** The same for cells among values, where a unit behind the number is no name. */
export function isQuantityBelow(cell: string, decimalComma: boolean): boolean {
  return isQuantity(cell, decimalComma) || dressedNumber(cell.trim(), decimalComma) !== null;
}

/** Cells of a column that say something, be it that a number is not known. */
export function valuesOf(rows: readonly { readonly cells: readonly string[] }[], column: number): string[] {
  return rows.map(({ cells }) => cells[column] ?? '').filter((cell) => !isMissing(cell));
}

/** Whether more than half of the values are numbers or dates; words that can only stand for a missing number do not count. */
export function isQuantityColumn(values: readonly string[], decimalComma: boolean): boolean {
  const known = values.filter((cell) => !isMissingNumber(cell));
  return known.length > 0 && known.filter((cell) => isQuantityBelow(cell, decimalComma)).length > known.length / 2;
}

export function filledCells(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}
