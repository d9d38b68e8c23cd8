/** The rows of one workload: builds the processes, finds the peers, compares. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { BenchRow } from '../row.ts';
import { type AvailablePeers, availablePeers, benchFolder } from './availablePeers.ts';
import { type CompareOptions, compareWorkload } from './compare.ts';
import { writeWorkload } from './files.ts';
import type { Workload } from './workloads.ts';

export type WorkloadOptions = Pick<CompareOptions, 'rounds' | 'seconds' | 'threads'>;

const output = resolve('dist/bench/peers');
const dataFolder = join(benchFolder, 'data');
const builtFile = (name: string): string => join(output, `${name}.mjs`);
let known: AvailablePeers | null = null;

export async function benchWorkload(workload: Workload, options: WorkloadOptions): Promise<BenchRow[]> {
  known ??= await prepare();
  const data = writeWorkload(dataFolder, workload);
  return compareWorkload(workload, data, {
    ...options,
    peers: known.peers,
    ours: (name, precision) => [process.execPath, builtFile('ours'), dataFolder, name, precision, String(options.threads)],
  });
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
  for (const sentence of available.absent) process.stderr.write(`${sentence}\n`);
  return available;
}
