/** Evenly spaced rows of a column, as plain arrays that are made once: what compares columns with each other looks at these. */
import type { Column } from '../columns/table.ts';

/** Rows looked at. */
export const sampleRows = 2000;

const samples = new WeakMap<Column, ColumnSample>();

/** The same rows for every column of a table. */
export function sampleOf(column: Column, rows: number): ColumnSample {
  const known = samples.get(column);
  if (known) return known;
  const sample = new ColumnSample(column, rows);
  samples.set(column, sample);
  return sample;
}

export class ColumnSample {
  readonly isNumber: boolean;
  /** One a row looked at: the number, or the index of the word; NaN where missing. */
  readonly values: Float64Array;
  #codes: Int32Array | null = null;
  #codeCount = 0;
  #order: Int32Array | null = null;
  #logarithms: Float64Array | null | undefined;

  constructor({ numbers, codes }: Column, rows: number) {
    this.isNumber = numbers !== null;
    const step = Math.max(1, Math.ceil(rows / sampleRows));
    const values = new Float64Array(Math.ceil(rows / step));
    const source = numbers ?? codes;
    for (let k = 0, row = 0; k < values.length; k++, row += step) {
      const x = source?.[row] ?? Number.NaN;
      values[k] = numbers || x >= 0 ? x : Number.NaN;
    }
    this.values = values;
  }

  /** A small whole number for each different value, −1 where missing. */
  get codes(): Int32Array {
    this.#codes ??= this.#numbered();
    return this.#codes;
  }

  /** How many different values there are. */
  get codeCount(): number {
    return this.codes.length === 0 ? 0 : this.#codeCount;
  }

  /** Places of the values from the smallest to the largest, without the missing ones. */
  get order(): Int32Array {
    const { values } = this;
    this.#order ??= Int32Array.from(values.keys())
      .filter((k) => values[k] === values[k])
      .sort((a, b) => (values[a] as number) - (values[b] as number));
    return this.#order;
  }

  /** `null` when a value has none. */
  get logarithms(): Float64Array | null {
    if (this.#logarithms === undefined)
      this.#logarithms = this.values.some((x) => x <= 0) ? null : this.values.map(Math.log);
    return this.#logarithms;
  }

  #numbered(): Int32Array {
    const seen = new Map<number, number>();
    const codes = new Int32Array(this.values.length);
    for (let k = 0; k < codes.length; k++) {
      const x = (this.values[k] as number) + 0;
      let code = x === x ? seen.get(x) : -1;
      if (code === undefined) {
        code = seen.size;
        seen.set(x, code);
      }
      codes[k] = code;
    }
    this.#codeCount = seen.size;
    return codes;
  }
}
