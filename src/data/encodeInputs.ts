/**
 * Columns → rows of X: numbers as they are, yes/no as 0 and 1, a category as one row a word (one-hot). Missing values are
 * replaced and scales are fitted from the training examples alone; what validation holds is never looked at.
 */
import type { Column } from './table.ts';

export interface Scaling {
  /** What was subtracted from each input, and what it was divided by: 0 and 1 where nothing was done. */
  readonly mean: Float64Array;
  readonly std: Float64Array;
}

export interface InputName {
  /** "petal_length" or "island = Torgersen". */
  readonly name: string;
  readonly column: string;
}

/** Names of the inputs that a column gives. */
export function inputsOf(column: Pick<Column, 'name' | 'type' | 'categories'>, isNumber: boolean): InputName[] {
  const { name, categories } = column;
  if (isNumber || column.type === 'boolean') return [{ name, column: name }];
  return categories.map((word) => ({ name: `${name} = ${word}`, column: name }));
}

/** What replaces a missing value of the column, and how many examples need it. */
export interface Imputation {
  readonly column: Column;
  /** A number, or the code of a category. */
  readonly value: number;
  readonly replaced: number;
}

/**
 * Writes the value of each example: numbers or codes, missing ones replaced by the mean (numbers) or the most frequent word (ties
 * to the first) of the training examples.
 */
function fill(column: Column, { rows, isTraining }: ExampleRows, values: Float64Array): Imputation {
  let replaced = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const code = column.codes ? (column.codes[row] as number) : 0;
    const value = column.numbers ? (column.numbers[row] as number) : code < 0 ? NaN : code;
    values[i] = value;
    if (value !== value) replaced++;
  }
  if (replaced === 0) return { column, value: NaN, replaced };
  const value = column.numbers ? trainingMean(values, isTraining) : mostFrequent(values, isTraining, column.categories.length);
  for (let i = 0; i < values.length; i++) if (values[i] !== values[i]) values[i] = value;
  return { column, value, replaced };
}

/** 0 when no training example has a value. */
export function trainingMean(values: Float64Array, isTraining: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (isTraining[i] !== 1 || x !== x) continue;
    sum += x;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

/** Code of the most frequent value of the training examples; the first of equals. */
export function mostFrequent(values: Float64Array, isTraining: Uint8Array, categories: number): number {
  const counts = new Float64Array(categories);
  for (let i = 0; i < values.length; i++) {
    const code = values[i] as number;
    if (isTraining[i] === 1 && code === code) counts[code] = (counts[code] as number) + 1;
  }
  return counts.indexOf(Math.max(...counts));
}

/** Mean and population standard deviation of the training examples; a value that never changes keeps the scale 1. */
export function fitScale(values: Float64Array, isTraining: Uint8Array): { mean: number; std: number } {
  const mean = trainingMean(values, isTraining);
  let squares = 0;
  let count = 0;
  let first = NaN;
  let constant = true;
  for (let i = 0; i < values.length; i++) {
    if (isTraining[i] !== 1) continue;
    const x = values[i] as number;
    if (count++ === 0) first = x;
    else if (x !== first) constant = false;
    squares += (x - mean) ** 2;
  }
  if (count === 0 || constant) return { mean: count === 0 ? mean : first, std: 1 };
  return { mean, std: Math.sqrt(squares / count) || 1 };
}

export interface EncodedColumn {
  readonly inputs: readonly InputName[];
  /** One an input. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
  readonly imputation: Imputation;
}

/** Which rows of the table become examples. */
export interface ExampleRows {
  /** Table row of each example. */
  readonly rows: Uint32Array;
  /** 1 for training examples. */
  readonly isTraining: Uint8Array;
}

/** Encodes columns one after the other in the same room, so that a wide table is not in memory once more. */
export class InputEncoder {
  readonly #examples: ExampleRows;
  readonly #standardize: boolean;
  readonly #values: Float64Array;
  readonly #coded: Float64Array;

  constructor(examples: ExampleRows, standardize: boolean) {
    this.#examples = examples;
    this.#standardize = standardize;
    this.#values = new Float64Array(examples.rows.length);
    this.#coded = new Float64Array(examples.rows.length);
  }

  /**
   * The inputs of one column. Only numbers are standardized: 0 and 1 are on one scale already.
   * @param take gets each input's row, one value an example, which is good until it returns
   */
  encode(column: Column, take: (row: Float64Array) => void): EncodedColumn {
    const values = this.#values;
    const imputation = fill(column, this.#examples, values);
    const inputs = inputsOf(column, column.numbers !== null);
    if (column.numbers && this.#standardize) {
      const { mean, std } = fitScale(values, this.#examples.isTraining);
      for (let i = 0; i < values.length; i++) values[i] = ((values[i] as number) - mean) / std;
      take(values);
      return { inputs, mean: [mean], std: [std], imputation };
    }
    if (column.numbers || column.type === 'boolean') take(values);
    else for (let code = 0; code < column.categories.length; code++) take(indicators(values, code, this.#coded));
    return { inputs, mean: inputs.map(() => 0), std: inputs.map(() => 1), imputation };
  }
}

/** 1 where the value is that code, else 0. */
function indicators(values: Float64Array, code: number, into: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) into[i] = values[i] === code ? 1 : 0;
  return into;
}

/** One row a code: 1 where the value is that code. */
export function oneHot(values: Float64Array, codes: number): Float64Array[] {
  return Array.from({ length: codes }, (_, code) => values.map((value) => (value === code ? 1 : 0)));
}
