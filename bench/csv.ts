/**
 * Reading a 100 MB table of numbers: the reader (with typing and summary) against DuckDB with one thread, pandas where a Python has it,
 * papaparse and csv-parse, each in a process of its own as a user's file is read once, alternating within every round, in CPU seconds. The
 * cells of papaparse and csv-parse go through `Number()` into typed arrays of the same size, so that everyone ends with the same numbers.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { CsvMeasurement, CsvReader } from './csvChild.ts';
import { writeNumericCsv } from './csvSample.ts';
import { median } from './median.ts';
import { benchFolder, bestPython } from './peers/availablePeers.ts';
import { installPeer } from './peers/npmPeer.ts';
import type { BenchRow } from './row.ts';

const run = promisify(execFile);
const rounds = 5;

const duckdbPeer = {
  name: 'DuckDB',
  folder: join(benchFolder, 'duckdb'),
  packages: { '@duckdb/node-api': '1.5.6-r.1' },
};

/** Someone who reads the file: the command, how often at most, and the goal. */
interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  readonly rounds: number;
  /** Times as fast as it. */
  readonly factor: number;
  /** Where so many MB/s are enough, too. */
  readonly enough?: number;
}

/** Run from the project's folder. Takes some minutes. */
export async function benchCsv(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'csv-bench-'));
  try {
    const file = join(folder, 'numbers.csv');
    const bytes = await writeNumericCsv(file, 100e6);
    await buildChildren();
    return await measureRounds(contenders(), file, bytes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Beside the other built files, so that the peers' packages are found. */
async function buildChildren(): Promise<void> {
  await build({
    entryPoints: ['bench/csvChild.ts', 'bench/csvDuckdb.ts'],
    outdir: join('dist', 'bench'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
}

function childCommand(reader: CsvReader): readonly string[] {
  return [process.execPath, join('dist', 'bench', 'csvChild.mjs'), reader];
}

/** Who is not here is missed aloud. */
function contenders(): Contender[] {
  const missing = installPeer(duckdbPeer);
  const { python, modules } = bestPython(['pandas']);
  if (missing !== null) process.stderr.write(`${missing}\n`);
  if (!modules.has('pandas')) process.stderr.write('pandas is not compared: no Python here has it.\n');
  const duckdb = [process.execPath, join('dist', 'bench', 'csvDuckdb.mjs')];
  const pandas = [python, resolve('bench/peers/python/csv_pandas.py')];
  return [
    ...(missing === null ? [{ name: 'DuckDB, one thread', command: duckdb, rounds, factor: 1.25 }] : []),
    ...(modules.has('pandas') ? [{ name: 'pandas', command: pandas, rounds, factor: 2 }] : []),
    { name: 'papaparse', command: childCommand('papaparse'), rounds, factor: 5, enough: 150 },
    { name: 'csv-parse', command: childCommand('csv-parse'), rounds: 3, factor: 5, enough: 150 },
  ];
}

/** The file comes behind the command; what DuckDB's process wants behind it is no matter for the others. */
async function measure([command = '', ...args]: readonly string[], file: string): Promise<CsvMeasurement> {
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const { stdout } = await run(command, [...args, file, duckdbPeer.folder], { env });
  return JSON.parse(stdout) as CsvMeasurement;
}

async function measureRounds(peers: readonly Contender[], file: string, bytes: number): Promise<BenchRow[]> {
  const ours: CsvMeasurement[] = [];
  const theirs = peers.map((): CsvMeasurement[] => []);
  for (let round = 0; round < rounds; round++) {
    ours.push(await measure(childCommand('ours'), file));
    for (const [k, { command, rounds: most }] of peers.entries())
      if (round < most) theirs[k]?.push(await measure(command, file));
  }
  requireSameNumbers([...ours, ...theirs.flat()]);
  const speed = ({ seconds }: CsvMeasurement) => bytes / 1e6 / seconds;
  const speeds = ours.map(speed);
  return [...peers.map((peer, k) => speedRow(peer, speeds, (theirs[k] ?? []).map(speed))), memoryRow(ours)];
}

function requireSameNumbers(all: readonly CsvMeasurement[]): void {
  const [first] = all;
  const different = all.find(({ rows, sum }) => rows !== first?.rows || Math.abs(sum / first.sum - 1) > 1e-9);
  if (different) throw new Error(`The readers disagree: ${JSON.stringify(first)} and ${JSON.stringify(different)}.`);
}

function speedRow(
  { name, factor, enough = Infinity }: Contender,
  ours: readonly number[],
  peer: readonly number[],
): BenchRow {
  const ratio = median(peer.map((speed, round) => (ours[round] ?? Number.NaN) / speed));
  const figure = median(ours);
  return {
    name: `CSV, 100 MB of numbers, against ${name} (CPU)`,
    ours: figure,
    peer: median(peer),
    ratio,
    goal: Number.isFinite(enough) ? `≥ ${enough} MB/s, or ≥ ${factor}×` : `≥ ${factor}×`,
    met: figure >= enough || ratio >= factor,
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
