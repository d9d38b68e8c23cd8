/** The CSV bench alone: prints its rows as JSON lines. Run from the project's folder. */
import { benchCsv } from './csv.ts';

const rows = await benchCsv();
for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
