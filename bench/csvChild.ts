/** The measured process of the CSV bench: reads one file with one reader and prints one line of JSON. */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import Papa from 'papaparse';
import type { NumberColumn } from '../src/data/csv/numbers/narrowNumbers.ts';
import { readTable } from '../src/data/read/readTable.ts';
import { summarize } from '../src/data/dataset/summarize.ts';
import { fileSource } from '../src/platform/node/openSource.ts';

export type CsvReader = 'ours' | 'papaparse' | 'csv-parse';

export interface CsvMeasurement {
  /** User and system time of the process while it read, all its threads together. */
  readonly seconds: number;
  /** Largest resident size of the process. */
  readonly peakBytes: number;
  /** rows × columns × 8. */
  readonly matrixBytes: number;
  readonly rows: number;
  /** Of all numbers, column by column; in another order it differs in its last digits. */
  readonly sum: number;
}

type Columns = readonly NumberColumn[];

const chunk = 1 << 18;

const readers: Readonly<Record<CsvReader, (file: string) => Promise<Columns>>> = {
  async ours(file) {
    const table = await readTable(fileSource(file));
    if (summarize(table).columns.some(({ type }) => type !== 'number')) throw new Error('a column is not of numbers');
    return table.columns.map(({ numbers }) => numbers ?? new Float64Array(0));
  },
  papaparse(file) {
    const collector = new Collector();
    return new Promise((resolve, reject) => {
      Papa.parse<string[]>(createReadStream(file, { highWaterMark: chunk }), {
        chunk: ({ data }) => data.forEach((row) => collector.add(row)),
        complete: () => resolve(collector.columns()),
        error: reject,
      });
    });
  },
  async 'csv-parse'(file) {
    const collector = new Collector();
    for await (const row of createReadStream(file, { highWaterMark: chunk }).pipe(parse()))
      collector.add(row as string[]);
    return collector.columns();
  },
};

/** Rows of text → growing columns of numbers; the first row is the header. */
class Collector {
  #columns: Float64Array[] = [];
  #rows = -1;

  add(row: readonly string[]): void {
    if (row.length < 2) return;
    const at = this.#rows++;
    if (at < 0) {
      this.#columns = row.map(() => new Float64Array(1 << 16));
      return;
    }
    if (at === this.#columns[0]?.length) this.#columns = this.#columns.map(doubled);
    for (let column = 0; column < row.length; column++)
      (this.#columns[column] as Float64Array)[at] = Number(row[column]);
  }

  columns(): Columns {
    return this.#columns.map((column) => column.subarray(0, this.#rows));
  }
}

function doubled(column: Float64Array): Float64Array {
  const grown = new Float64Array(2 * column.length);
  grown.set(column);
  return grown;
}

function sumOf(columns: Columns): number {
  let sum = 0;
  for (const column of columns) for (const x of column) sum += x;
  return sum;
}

const [reader, file] = process.argv.slice(2) as [CsvReader, string];
const begun = process.cpuUsage();
const columns = await readers[reader](file);
const { user, system } = process.cpuUsage(begun);
const rows = columns[0]?.length ?? 0;
const measurement: CsvMeasurement = {
  seconds: (user + system) / 1e6,
  peakBytes: process.resourceUsage().maxRSS * 1024,
  matrixBytes: rows * columns.length * 8,
  rows,
  sum: sumOf(columns),
};
process.stdout.write(`${JSON.stringify(measurement)}\n`);
