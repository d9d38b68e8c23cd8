/** The rows of one workload: builds the processes, finds the peers, compares. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Precision } from '../../src/core/training/backend.ts';
import type { BenchRow } from '../row.ts';
import { type AvailablePeers, availablePeers, benchFolder, type PeerCommand } from './availablePeers.ts';
import { type CompareOptions, compareWorkload } from './compare.ts';
import { writeWorkload } from './files.ts';
import { type Comparison, comparisons } from './goals.ts';
import { type Workload, workloads } from './workloads.ts';

export type WorkloadOptions = Pick<CompareOptions, 'rounds' | 'seconds' | 'threads'>;

const output = resolve('dist/bench/peers');
const dataFolder = join(benchFolder, 'data');
const builtFile = (name: string): string => join(output, `${name}.mjs`);
let known: AvailablePeers | null = null;

export async function benchWorkload(workload: Workload, options: WorkloadOptions): Promise<BenchRow[]> {
  return benchContest(workload, options, {
    peers: (available) => available,
    ours: (name, precision) => ourCommand([process.execPath], name, precision, String(options.threads)),
    comparisons: comparisons[workload.name] ?? [],
  });
}

/** Who takes part in a comparison, and for what. */
export interface Contest extends Pick<CompareOptions, 'ours' | 'comparisons' | 'remark'> {
  /** @param available all that this machine has */
  readonly peers: (available: readonly PeerCommand[]) => readonly PeerCommand[];
}

export async function benchContest(
  workload: Workload,
  options: WorkloadOptions,
  contest: Contest,
): Promise<BenchRow[]> {
  known ??= await prepare();
  const data = writeWorkload(dataFolder, workload);
  return compareWorkload(workload, data, { ...options, ...contest, peers: contest.peers(known.peers) });
}

/** The rows of each workload that has comparisons here. @param comparisons by the workload's name */
export async function benchContests(
  comparisons: Readonly<Record<string, readonly Comparison[]>>,
  options: WorkloadOptions,
  contest: Omit<Contest, 'comparisons'>,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const workload of workloads) {
    const requested = comparisons[workload.name];
    if (requested) rows.push(...(await benchContest(workload, options, { ...contest, comparisons: requested })));
  }
  return rows;
}

/** How our engine is started for a workload. @param node an executable and its options @param last what it is told beside that */
export function ourCommand(
  node: readonly string[],
  workload: string,
  precision: Precision,
  ...last: readonly string[]
): readonly string[] {
  return [...node, builtFile('ours'), dataFolder, workload, precision, ...last];
}

async function prepare(): Promise<AvailablePeers> {
  mkdirSync(dataFolder, { recursive: true });
  await build({
    entryPoints: ['ours', 'objectGraph', 'tensorflow', 'peak'].map((name) => `bench/peers/${name}.ts`),
    outdir: output,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  const available = availablePeers(dataFolder, builtFile);
  for (const sentence of available.remarks) process.stderr.write(`${sentence}\n`);
  return available;
}
