/**
 * One row's raw values → its inputs, just as the data set encodes its own rows: the same scales, the same words, the same
 * stand-ins for what is missing.
 */
import type { Dataset } from './dataset.ts';
import { meanOf, mostFrequent } from './encodeInputs.ts';
import type { Column, Table } from '../columns/table.ts';

/** A value as the file has it; `null` where it has none. */
export type RawValue = number | string | null;

export interface ColumnEncoder {
  readonly column: Column;
  /** The column's first input, and how many it has: one for numbers and yes/no, one a word otherwise. */
  readonly first: number;
  readonly width: number;
  /** What stands in for a missing value: a number, or the code of a word. */
  readonly fill: number;
  /** Extent over the training examples; both NaN when there is none, or for words. */
  readonly min: number;
  readonly max: number;
}

/** One encoder a feature column, in the order of the inputs. */
export function encodersOf(table: Table, dataset: Dataset): ColumnEncoder[] {
  const rows = Uint32Array.from(dataset.trainLines, (line) => rowOfLine(table, line));
  const encoders: ColumnEncoder[] = [];
  dataset.inputs.forEach(({ column: name }, first) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (!column || encoders.some((encoder) => encoder.column === column)) return;
    const width = dataset.inputs.filter((input) => input.column === name).length;
    encoders.push({ column, first, width, ...factsOf(column, rows) });
  });
  return encoders;
}

/** The table's row that begins at this line. @throws RangeError when there is none */
export function rowOfLine({ lineOfRow }: Table, line: number): number {
  let low = 0;
  let high = lineOfRow.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = lineOfRow[middle] ?? 0;
    if (found === line) return middle;
    if (found < line) low = middle + 1;
    else high = middle - 1;
  }
  throw new RangeError(`No row of the table begins at line ${line}.`);
}

export function rawValue({ numbers, codes, categories }: Column, row: number): RawValue {
  if (numbers) return Number.isNaN(numbers[row]) ? null : (numbers[row] ?? null);
  const code = codes?.[row] ?? -1;
  return code < 0 ? null : (categories[code] ?? null);
}

/**
 * Writes the inputs of one column into x.
 * @returns a sentence when the value is none the column can have; x then holds no word, or the stand-in of a number
 */
export function encodeValue(
  { column, first, width, fill }: ColumnEncoder,
  value: RawValue,
  { inputScaling }: Dataset,
  x: Float64Array,
): string | null {
  if (column.numbers) {
    const number = typeof value === 'string' ? Number(value.trim() || Number.NaN) : (value ?? fill);
    const usable = Number.isFinite(number) ? number : fill;
    x[first] = (usable - (inputScaling.mean[first] ?? 0)) / (inputScaling.std[first] ?? 1);
    return usable === number ? null : `"${column.name}": expected a number, found "${String(value)}".`;
  }
  const code = value === null ? fill : column.categories.indexOf(String(value));
  if (width === 1 && column.type === 'boolean') x[first] = code < 0 ? fill : code;
  else for (let k = 0; k < width; k++) x[first + k] = k === code ? 1 : 0;
  if (code >= 0) return null;
  return `"${column.name}": "${String(value)}" is none of its words (${column.categories.slice(0, 8).join(', ')}${column.categories.length > 8 ? ', …' : ''}).`;
}

function factsOf(column: Column, rows: Uint32Array): Pick<ColumnEncoder, 'fill' | 'min' | 'max'> {
  const { numbers, codes } = column;
  if (!numbers) {
    const values = Float64Array.from(rows, (row) =>
      (codes?.[row] ?? -1) < 0 ? Number.NaN : (codes?.[row] ?? Number.NaN),
    );
    return { fill: mostFrequent(values, column.categories.length), min: Number.NaN, max: Number.NaN };
  }
  const values = Float64Array.from(rows, (row) => numbers[row] ?? Number.NaN);
  const known = values.filter((value) => !Number.isNaN(value));
  const min = known.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const max = known.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return { fill: meanOf(values), min: known.length > 0 ? min : Number.NaN, max: known.length > 0 ? max : Number.NaN };
}
