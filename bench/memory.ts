/**
 * A long training in the shipped worker with its frames drawn (acknowledged) as a panel does: how the memory of the process goes on
 * after its recording has reached its bound. The resident size breathes with each collection, so its least value in a stretch counts.
 */
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { networkConfigSchema } from '../src/config/schema/schema.ts';
import { RequestClient } from '../src/protocol/requestClient.ts';
import type { FromWorker, ToWorker, WorkerStatus } from '../src/protocol/workerApi.ts';
import type { BenchRow } from './row.ts';

const runId = 'long';
/** Milliseconds between two looks; for a table on the way, and for the stretches that are compared. */
const interval = 500;
const lines = 20;
const stretch = 0.2;
const maxGrowth = 5;
/** How often the recording lets checkpoints go before its memory is that of a long run. */
const maxThinnings = 5;

const config = networkConfigSchema.parse({
  data: { file: 'planar_flower.csv', target: 'label' },
  network: { layers: [{ units: 64 }, { units: 64 }] },
  training: { optimizer: 'adam', learningRate: 0.001, batchSize: 40, epochs: 10_000_000 },
});

interface Look {
  readonly seconds: number;
  /** Resident size and the recording's, in MB. */
  readonly resident: number;
  readonly recording: number;
}

/** @param minutes after the recording is full */
export async function benchMemory(minutes: number): Promise<BenchRow[]> {
  const worker = new Worker(resolve('dist/worker.js'), { resourceLimits: { maxYoungGenerationSizeMb: 16 } });
  const post = (message: ToWorker): void => worker.postMessage(message);
  const client = new RequestClient(post);
  const seen: { status?: WorkerStatus; frames: number } = { frames: 0 };
  worker.on('message', (message: FromWorker) => {
    if (message.type === 'status') seen.status = message.status;
    else if (message.type !== 'frame') client.receive(message);
    else {
      seen.frames++;
      setImmediate(() => post({ type: 'credit', build: message.frame.build }));
    }
  });
  const source = { kind: 'path', path: resolve('samples/planar_flower.csv'), name: 'planar_flower.csv' } as const;
  await client.request('prepare', { runId, build: 1, title: 'long.nnconfig', config, source });
  await client.request('watch', { runId, visible: true });
  await client.request('start', { runId });
  const looks = await follow(() => seen.status, minutes);
  await worker.terminate();
  return rowsOf(looks, seen.frames, seen.status?.step ?? 0);
}

/** Waits until the recording was full some times and what it let go has been collected, then looks for so many minutes. */
async function follow(status: () => WorkerStatus | undefined, minutes: number): Promise<readonly Look[]> {
  const began = performance.now();
  const look = (): Look => {
    globalThis.gc?.();
    const bytes = status()?.recording.bytes ?? 0;
    const seconds = (performance.now() - began) / 1000;
    return { seconds, resident: process.memoryUsage.rss() / 2 ** 20, recording: bytes / 2 ** 20 };
  };
  for (let [before, thinnings] = [0, 0]; thinnings < maxThinnings; ) {
    const { recording } = look();
    if (recording < before) thinnings++;
    before = recording;
    await delay(interval);
  }
  process.stderr.write(`the recording was full after ${look().seconds.toFixed(0)} s\n`);
  const count = Math.max(lines, Math.round((minutes * 60_000) / interval));
  const looks: Look[] = [];
  for (let i = 0; i < count; i++) {
    looks.push(look());
    if (i % Math.ceil(count / lines) === 0) process.stderr.write(`${lineOf(look())}\n`);
    await delay(interval);
  }
  return looks;
}

function lineOf({ seconds, resident, recording }: Look): string {
  return `${seconds.toFixed(0).padStart(5)} s  resident ${resident.toFixed(1)} MB  recording ${recording.toFixed(1)} MB`;
}

function rowsOf(looks: readonly Look[], frames: number, steps: number): BenchRow[] {
  const part = Math.max(1, Math.floor(looks.length * stretch));
  const least = (some: readonly Look[]): number => Math.min(...some.map(({ resident }) => resident));
  const growth = least(looks.slice(-part)) - least(looks.slice(0, part));
  const plain = { peer: null, ratio: null };
  const fact = (name: string, ours: number, unit: string): BenchRow => ({
    name,
    ours,
    unit,
    ...plain,
    goal: '',
    met: true,
  });
  return [
    {
      ...{ name: 'memory: growth after the recording is full', ours: growth, unit: 'MB', ...plain },
      ...{ goal: `within ± ${maxGrowth} MB`, met: Math.abs(growth) <= maxGrowth },
    },
    fact('memory: resident at the end', looks.at(-1)?.resident ?? Number.NaN, 'MB'),
    fact('memory: minutes', (looks.at(-1)?.seconds ?? 0) / 60, 'min'),
    fact('memory: steps', steps, ''),
    fact('memory: frames drawn', frames, ''),
  ];
}
