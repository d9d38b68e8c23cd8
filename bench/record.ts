/**
 * What recording takes from a training: the same run in two of the shipped workers, one of which is recorded, in turns. Each turn begins
 * with the writings of a beginning, which come sooner than the usual ones.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type NetworkConfig, networkConfigSchema } from '../src/config/schema/schema.ts';
import { RequestClient } from '../src/protocol/requestClient.ts';
import type { FromWorker, ToWorker, WorkerStatus } from '../src/protocol/workerApi.ts';
import { nodeRecords } from '../src/platform/node/records/nodeRecords.ts';
import { median } from './median.ts';
import { type Workload, workloadData, workloads } from './peers/workloads.ts';
import type { BenchRow } from './row.ts';

const runId = 'recorded';
const file = 'table.csv';
const rounds = 7;
/** Milliseconds of a turn. */
const turn = 6000;
/** Rows of the table, where the workload has more: they count in no step. */
const maxRows = 2048;
/** Of the speed. */
const maxShare = 0.03;

export async function benchRecord(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const workload of workloads) if (['S', 'M', 'L'].includes(workload.name)) rows.push(await benchOf(workload));
  return rows;
}

async function benchOf(workload: Workload): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'nn-bench-record-'));
  writeFileSync(join(folder, file), tableOf(workload));
  const sides = [await begin(workload, folder, true), await begin(workload, folder, false)] as const;
  try {
    const speeds: { readonly ours: number; readonly peer: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const [ours, peer] = [await sides[0].speed(), await sides[1].speed()];
      speeds.push({ ours, peer });
    }
    const ratio = median(speeds.map(({ ours, peer }) => ours / peer));
    const { runs } = await nodeRecords(join(folder, 'runs')).list();
    const [record] = runs;
    if (!record?.checkpoints.length) throw new Error('Nothing was recorded.');
    return {
      name: `${workload.name} while it is recorded (${record.checkpoints.at(-1)?.bytes} bytes a checkpoint), against not`,
      ours: median(speeds.map(({ ours }) => ours)),
      peer: median(speeds.map(({ peer }) => peer)),
      ratio,
      goal: `≥ ${1 - maxShare}×`,
      met: ratio >= 1 - maxShare,
      unit: 'steps/CPU s',
    };
  } finally {
    for (const side of sides) await side.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function begin(workload: Workload, folder: string, isRecorded: boolean) {
  const worker = new Worker(resolve('dist/worker.js'));
  const client = new RequestClient((message: ToWorker) => worker.postMessage(message));
  const seen: { status?: WorkerStatus } = {};
  worker.on('message', (message: FromWorker) => {
    if (message.type === 'status') seen.status = message.status;
    else if (message.type !== 'frame') client.receive(message);
  });
  const path = join(folder, file);
  const written = { file: 'a.nnconfig', written: null, table: path, start: null, version: '0', goesOn: null };
  const record = isRecorded ? { root: join(folder, 'runs'), base: folder, ...written } : undefined;
  const source = { kind: 'path', path, name: file } as const;
  await client.request('prepare', { runId, build: 1, title: 'a', config: configOf(workload), source, record });
  return {
    /** In steps a second of CPU time, that of the thread that writes among it. */
    speed: async (): Promise<number> => {
      const [step, began] = [seen.status?.step ?? 0, process.cpuUsage()];
      await client.request('start', { runId });
      await delay(turn);
      await client.request('pause', { runId });
      const { user, system } = process.cpuUsage(began);
      return (1e6 * ((seen.status?.step ?? 0) - step)) / (user + system);
    },
    end: () => worker.terminate(),
  };
}

function configOf({ units, hidden, optimizer, batch, m, learningRate }: Workload): NetworkConfig {
  return networkConfigSchema.parse({
    data: { file, target: 'kind', split: { validation: 0.2 } },
    network: { layers: units.slice(1, -1).map((count) => ({ units: count, activation: hidden })) },
    // So slowly that no number leaves its range in all the turns.
    training: {
      optimizer,
      learningRate: learningRate / 100,
      batchSize: batch === m ? 'full' : batch,
      epochs: 10_000_000,
    },
  });
}

function tableOf(workload: Workload): string {
  const { X, Y } = workloadData(workload);
  const [inputs = 0, outputs = 1] = [workload.units[0], workload.units.at(-1)];
  const lines = Array.from({ length: Math.min(workload.m, maxRows) }, (_, i) => {
    const answer = Y.subarray(i * outputs, (i + 1) * outputs);
    const code = outputs === 1 ? answer[0] : answer.indexOf(1);
    return `${X.subarray(i * inputs, (i + 1) * inputs).join(',')},kind${code}`;
  });
  const names = Array.from({ length: inputs }, (_, k) => `x${k}`);
  return `${[...names, 'kind'].join(',')}\n${lines.join('\n')}\n`;
}
