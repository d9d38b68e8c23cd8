/**
 * Columns → rows of X: numbers as they are, yes/no as 0 and 1, a category as one row a word (one-hot). Missing values are
 * replaced and scales are fitted from the training examples alone; what validation holds is never looked at.
 */
import { asDoubles } from '../csv/narrowNumbers.ts';
import type { Column } from '../columns/table.ts';

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

/** 0 when there is no value. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (x !== x) continue;
    sum += x;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

/** Code of the most frequent value; the first of equals. */
export function mostFrequent(values: Float64Array, categories: number): number {
  const counts = new Float64Array(categories);
  for (let i = 0; i < values.length; i++) {
    const code = values[i] as number;
    if (code === code) counts[code] = (counts[code] as number) + 1;
  }
  return counts.indexOf(Math.max(...counts));
}

/** Mean and population standard deviation of values that are all there; a value that never changes keeps the scale 1. */
export function fitScale(values: Float64Array): { mean: number; std: number } {
  const mean = meanOf(values);
  const first = values[0] ?? mean;
  let squares = 0;
  let constant = true;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (x !== first) constant = false;
    squares += (x - mean) ** 2;
  }
  return constant ? { mean: first, std: 1 } : { mean, std: Math.sqrt(squares / values.length) || 1 };
}

export interface EncodedColumn {
  readonly inputs: readonly InputName[];
  /** One an input. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
  readonly imputation: Imputation;
}

/** A part of the examples, whose inputs come a row at a time. */
export interface ExamplePart {
  /** Row in the table of each example. */
  readonly rows: Uint32Array;
  /** Takes the next input: a value for each example, good until it returns. */
  append(values: Float64Array): void;
}

/** Encodes columns one after the other in the same room, so that a wide table is not in memory once more. */
export class InputEncoder {
  readonly #parts: readonly ExamplePart[];
  readonly #standardize: boolean;
  readonly #values: readonly Float64Array[];
  readonly #coded: readonly Float64Array[];

  /** @param parts the training examples, then others */
  constructor(parts: readonly ExamplePart[], standardize: boolean) {
    this.#parts = parts;
    this.#standardize = standardize;
    this.#values = parts.map(({ rows }) => new Float64Array(rows.length));
    this.#coded = parts.map(({ rows }) => new Float64Array(rows.length));
  }

  /** Appends the inputs of one column. Only numbers are standardized: 0 and 1 are on one scale already. */
  encode(column: Column): EncodedColumn {
    const imputation = this.#fill(column);
    const inputs = inputsOf(column, column.numbers !== null);
    if (column.numbers && this.#standardize) {
      const { mean, std } = fitScale(this.#training);
      for (const values of this.#values)
        for (let i = 0; i < values.length; i++) values[i] = ((values[i] as number) - mean) / std;
      this.#append(this.#values);
      return { inputs, mean: [mean], std: [std], imputation };
    }
    if (column.numbers || column.type === 'boolean') this.#append(this.#values);
    else for (let code = 0; code < column.categories.length; code++) this.#append(this.#indicators(code));
    return { inputs, mean: inputs.map(() => 0), std: inputs.map(() => 1), imputation };
  }

  get #training(): Float64Array {
    return this.#values[0] ?? new Float64Array(0);
  }

  /**
   * Gathers the column's value of each example: numbers or codes, missing ones replaced by the mean (numbers) or the most frequent
   * word (ties to the first) of the training examples.
   */
  #fill(column: Column): Imputation {
    const all = valuesOf(column);
    let replaced = 0;
    this.#parts.forEach(({ rows }, k) => {
      replaced += gather(all, rows, this.#values[k] as Float64Array);
    });
    if (replaced === 0) return { column, value: NaN, replaced };
    const value = column.numbers ? meanOf(this.#training) : mostFrequent(this.#training, column.categories.length);
    for (const values of this.#values)
      for (let i = 0; i < values.length; i++) if (values[i] !== values[i]) values[i] = value;
    return { column, value, replaced };
  }

  #indicators(code: number): readonly Float64Array[] {
    this.#values.forEach((values, k) => {
      indicators(values, code, this.#coded[k] as Float64Array);
    });
    return this.#coded;
  }

  #append(rows: readonly Float64Array[]): void {
    this.#parts.forEach((part, k) => {
      part.append(rows[k] as Float64Array);
    });
  }
}

/** Numbers, or codes with NaN where they are missing; good until the next column. */
function valuesOf({ numbers, codes }: Column): Float64Array {
  return numbers ? asDoubles(numbers) : Float64Array.from(codes ?? [], (code) => (code < 0 ? NaN : code));
}

/** Copies the values of these rows; says how many are missing. */
function gather(values: Float64Array, rows: Uint32Array, into: Float64Array): number {
  let missing = 0;
  for (let i = 0; i < rows.length; i++) {
    const x = values[rows[i] as number] as number;
    into[i] = x;
    if (x !== x) missing++;
  }
  return missing;
}

/** 1 where the value is that code, else 0. */
function indicators(values: Float64Array, code: number, into: Float64Array): void {
  for (let i = 0; i < values.length; i++) into[i] = values[i] === code ? 1 : 0;
}

/** One row a code: 1 where the value is that code. */
export function oneHot(values: Float64Array, codes: number): Float64Array[] {
  return Array.from({ length: codes }, (_, code) => values.map((value) => (value === code ? 1 : 0)));
}
