/**
 * `node csvDuckdb.mjs FILE PACKAGES`: the CSV bench's file read by DuckDB with one thread into a table in memory, as `csvChild` says what it
 * read. DuckDB finds out types and dialect itself, as ours does; sums are taken when the clock has stopped.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { CsvMeasurement } from './csvChild.ts';

interface Reader {
  getRows(): readonly (readonly unknown[])[];
}
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<Reader>;
}
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string, options: Readonly<Record<string, string>>): Promise<{ connect(): Promise<Connection> }>;
  };
}

const [file = '', packages = ''] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(resolve(packages, 'package.json'))('@duckdb/node-api') as DuckDb;
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
const begun = process.cpuUsage();
await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv('${file.replaceAll("'", "''")}')`);
const { user, system } = process.cpuUsage(begun);
const peakBytes = process.resourceUsage().maxRSS * 1024;
const described = await connection.runAndReadAll('SELECT column_name, column_type FROM (DESCRIBE t)');
const columns = described.getRows();
if (columns.some(([, type]) => !/^(?:BIGINT|DOUBLE)$/.test(String(type))))
  throw new Error('a column is not of numbers');
const sums = columns.map(([name]) => `sum("${String(name)}")::DOUBLE`).join(', ');
const [row = []] = (await connection.runAndReadAll(`SELECT count(*), ${sums} FROM t`)).getRows();
const [rows = 0, ...values] = row.map(Number);
const measurement: CsvMeasurement = {
  seconds: (user + system) / 1e6,
  peakBytes,
  matrixBytes: rows * columns.length * 8,
  rows,
  sum: values.reduce((sum, value) => sum + value, 0),
};
process.stdout.write(`${JSON.stringify(measurement)}\n`);
