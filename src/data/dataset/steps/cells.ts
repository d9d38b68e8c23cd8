/** Where steps get the cells of rows from: the typed columns of a table, or single values as someone writes them. */
import { dressedNumber } from '../../csv/numbers/dressedNumber.ts';
import { numberOfText } from '../../csv/numbers/numberParser.ts';
import type { RawValue } from '../../columns/cellOfTable.ts';
import type { Column } from '../../columns/table.ts';
import { daysOf, daysOfEpoch } from '../../columns/dates.ts';
import { wordKey } from '../../columns/spelling.ts';
import type { NumberStep, ReadStep, WordsStep } from './step.ts';

/** Cells of some rows. */
export interface CellSource {
  readonly rows: number;
  /** Writes what the step makes of its column's cells: a value a row, NaN where it is missing. */
  read(step: ReadStep, into: Float64Array): void;
}

/** @param find the column of a name; a column that is not there has no value in any row */
export function tableCells(find: (name: string) => Column | undefined, rows: Uint32Array): CellSource {
  return {
    rows: rows.length,
    read: (step, into) => {
      const column = find(step.column);
      if (column) readColumn(step, column, rows, into);
      else into.fill(Number.NaN, 0, rows.length);
    },
  };
}

/** One row of values by column; a value that is not there is missing. */
export function valueCells(values: (column: string) => RawValue | undefined): CellSource {
  return {
    rows: 1,
    read: (step, into) => {
      into[0] = stepValue(step, values(step.column) ?? null);
    },
  };
}

function readColumn(step: ReadStep, column: Column, rows: Uint32Array, into: Float64Array): void {
  const { numbers, codes, categories } = column;
  if (numbers && step.step === 'number') gather(numbers, rows, into);
  else if (codes) {
    const values = isSameList(step, categories) ? null : categories.map((word) => stepValue(step, word));
    for (let i = 0; i < rows.length; i++) {
      const code = codes[rows[i]!]!;
      if (code < 0) into[i] = Number.NaN;
      else into[i] = values ? values[code]! : code;
    }
  } else if (numbers) for (let i = 0; i < rows.length; i++) into[i] = stepValue(step, known(numbers[rows[i]!]!));
  else into.fill(Number.NaN, 0, rows.length);
}

function isSameList(step: ReadStep, categories: readonly string[]): boolean {
  if (step.step !== 'words') return false;
  return (
    step.words === categories ||
    (step.words.length === categories.length && step.words.every((word, k) => word === categories[k]))
  );
}

function gather(numbers: ArrayLike<number>, rows: Uint32Array, into: Float64Array): void {
  for (let i = 0; i < rows.length; i++) into[i] = numbers[rows[i]!]!;
}

function known(value: number): RawValue {
  return Number.isNaN(value) ? null : value;
}

/** What a reading step makes of one value: NaN where it is missing. */
export function stepValue(step: ReadStep, value: RawValue): number {
  if (value === null) return Number.NaN;
  if (step.step === 'date') return typeof value === 'number' ? daysOfEpoch(value) : daysOf(value, step.order);
  return step.step === 'number' ? numberValue(step, value) : wordValue(step, String(value));
}

function numberValue({ decimal }: NumberStep, value: number | string): number {
  const comma = decimal === ',';
  const plain = typeof value === 'number' ? value : numberOfText(value, comma);
  const number =
    typeof value === 'string' && Number.isNaN(plain) ? (dressedNumber(value, comma)?.value ?? plain) : plain;
  return Number.isFinite(number) ? number : Number.NaN;
}

function wordValue({ words, fold, unknown }: WordsStep, value: string): number {
  let code = words.indexOf(value);
  if (code < 0 && fold !== 'exact') code = words.findIndex((word) => wordKey(word, fold) === wordKey(value, fold));
  return code < 0 && unknown === 'missing' ? Number.NaN : code;
}
