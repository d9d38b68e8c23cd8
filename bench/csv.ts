/**
 * Reading a 100 MB table of numbers: the reader (with typing and summary) against papaparse and csv-parse, each in a process of
 * its own as a user's file is read once, alternating within every round. The peers' cells go through `Number()` into typed
 * arrays of the same size, so that everyone ends with the same numbers.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { CsvMeasurement, CsvReader } from './csvChild.ts';
import { writeNumericCsv } from './csvSample.ts';
import { median } from './median.ts';
import type { BenchRow } from './row.ts';

const run = promisify(execFile);
const rounds = 5;

/** Run from the project's folder. Takes about two minutes. */
export async function benchCsv(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'csv-bench-'));
  try {
    const file = join(folder, 'numbers.csv');
    const bytes = await writeNumericCsv(file, 100e6);
    const child = await buildChild();
    return await measureRounds(child, file, bytes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Beside the other built files, so that the peers' packages are found. */
async function buildChild(): Promise<string> {
  await mkdir('dist/bench', { recursive: true });
  const outfile = join('dist', 'bench', 'csvChild.mjs');
  await build({
    entryPoints: ['bench/csvChild.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

async function measure(child: string, reader: CsvReader, file: string): Promise<CsvMeasurement> {
  const { stdout } = await run(process.execPath, [child, reader, file]);
  return JSON.parse(stdout) as CsvMeasurement;
}

async function measureRounds(child: string, file: string, bytes: number): Promise<BenchRow[]> {
  const ours: CsvMeasurement[] = [];
  const papaparse: CsvMeasurement[] = [];
  const csvParse: CsvMeasurement[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await measure(child, 'ours', file));
    papaparse.push(await measure(child, 'papaparse', file));
    if (round < 3) csvParse.push(await measure(child, 'csv-parse', file));
  }
  requireSameNumbers([...ours, ...papaparse, ...csvParse]);
  const speed = ({ seconds }: CsvMeasurement) => bytes / 1e6 / seconds;
  const speeds = ours.map(speed);
  return [
    speedRow('papaparse', speeds, papaparse.map(speed), 5),
    speedRow('csv-parse', speeds, csvParse.map(speed), 5),
    memoryRow(ours),
  ];
}

function requireSameNumbers(all: readonly CsvMeasurement[]): void {
  const different = all.find(({ rows, sum }) => rows !== all[0]?.rows || sum !== all[0]?.sum);
  if (different) throw new Error(`The readers disagree: ${JSON.stringify(all[0])} and ${JSON.stringify(different)}.`);
}

function speedRow(peerName: string, ours: readonly number[], peer: readonly number[], factor: number): BenchRow {
  const ratio = median(peer.map((speed, round) => (ours[round] ?? Number.NaN) / speed));
  const figure = median(ours);
  return {
    name: `CSV, 100 MB of numbers, against ${peerName}`,
    ours: figure,
    peer: median(peer),
    ratio,
    goal: `≥ 150 MB/s, or ≥ ${factor}× ${peerName}`,
    met: figure >= 150 || ratio >= factor,
    unit: 'MB/s',
  };
}

/** Peak memory of the whole process; the goal is 1.3 × the matrix + 80 MB. */
function memoryRow(ours: readonly CsvMeasurement[]): BenchRow {
  const peak = Math.max(...ours.map(({ peakBytes }) => peakBytes)) / 1e6;
  const limit = (1.3 * (ours[0]?.matrixBytes ?? 0)) / 1e6 + 80;
  return {
    name: 'CSV, peak memory',
    ours: peak,
    peer: null,
    ratio: null,
    goal: `≤ ${Math.round(limit)} MB (1.3 × matrix + 80)`,
    met: peak <= limit,
    unit: 'MB',
  };
}
