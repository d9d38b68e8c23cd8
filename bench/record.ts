/**
 * What recording takes from a training: CPU time of a writing, whichever thread spends it, as a share of the time between two, and how long
 * the thread that trains is held by it. Looking at the whole parts comes on top; that has a hundredth of the time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type NetworkConfig, networkConfigSchema } from '../src/config/schema/schema.ts';
import { sourceOfBytes } from '../src/data/csv/byteSource.ts';
import { readTable } from '../src/data/read/readTable.ts';
import { sha256, weightsSha256 } from '../src/platform/node/fingerprint.ts';
import { nodeRecords } from '../src/platform/node/records/nodeRecords.ts';
import { recordThread } from '../src/platform/node/records/recordThread.ts';
import { newRecord } from '../src/run/record/newRecord.ts';
import { RunRecorder } from '../src/run/record/runRecorder.ts';
import { buildTrainer } from '../src/run/setup/buildTrainer.ts';
import { median } from './median.ts';
import { type Workload, workloadData, workloads } from './peers/workloads.ts';
import type { BenchRow } from './row.ts';

const writings = 15;
/** Milliseconds between two writings in the editor, at least, and times that a writing lasts. */
const [interval, rarity] = [2000, 50];
/** That they may take: the rest of 3 % is for looking. */
const maxShare = 2;
/** Rows of the table, where the workload has more: they count in no step. */
const maxRows = 2048;

export async function benchRecord(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const workload of workloads)
    if (['S', 'M', 'L'].includes(workload.name)) rows.push(...(await benchOf(workload)));
  return rows;
}

async function benchOf(workload: Workload): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nn-bench-record-'));
  const config = configOf(workload);
  const table = new TextEncoder().encode(tableOf(workload));
  const run = buildTrainer(config, await readTable(sourceOfBytes(table)));
  const store = nodeRecords(folder);
  const ask = { product: '0', parent: null, threads: 0, file: 'a.nnconfig', used: config, costsAt: [] };
  const record = {
    ...newRecord(run, { ...ask, config: { written: null, targets: [], set: [] } }, Date.now()),
    ...{ id: store.newId(Date.now()), start: null },
    table: { name: 'a.csv', bytes: table.length, sha256: sha256(table), rows: 1, where: 'a.csv', isKept: false },
  };
  const lock = await store.create(record, { table: null, start: null });
  const write = recordThread(resolve('dist/worker.js'))(folder, record.id, lock.token);
  const recorder = new RunRecorder({ store, lock, record, run, fingerprint: weightsSha256, now: Date.now, write });
  const [spent, held, lasted]: [number[], number[], number[]] = [[], [], []];
  for (let writing = 0; writing < writings; writing++) {
    run.trainer.run(2);
    const [cpu, began] = [process.cpuUsage(), performance.now()];
    recorder.save({ seconds: 1, costsAt: {}, startCost: null }, true);
    held.push(performance.now() - began);
    await recorder.settled();
    if (recorder.problem !== null) throw recorder.problem;
    lasted.push(performance.now() - began);
    const { user, system } = process.cpuUsage(cpu);
    spent.push((user + system) / 1000);
  }
  const [entry] = recorder.record.checkpoints;
  await lock.release();
  run.trainer.dispose();
  rmSync(folder, { recursive: true, force: true });
  const share = (100 * median(spent)) / Math.max(interval, rarity * median(lasted));
  const name = `recording ${workload.name}, ${entry?.bytes} bytes a checkpoint`;
  const plain = { peer: null, ratio: null };
  return [
    { name: `${name}: of the time`, ours: share, ...plain, goal: `≤ ${maxShare} %`, met: share <= maxShare, unit: '%' },
    {
      name: `${name}: the training is held`,
      ours: median(held),
      ...plain,
      goal: '≤ 20 ms',
      met: median(held) <= 20,
      unit: 'ms',
    },
  ];
}

function configOf({ units, hidden, optimizer, batch, m, learningRate }: Workload): NetworkConfig {
  return networkConfigSchema.parse({
    data: { file: 'a.csv', target: 'kind', split: { validation: 0.2 } },
    network: { layers: units.slice(1, -1).map((count) => ({ units: count, activation: hidden })) },
    training: {
      optimizer,
      learningRate: learningRate / 100,
      batchSize: batch === m ? 'full' : batch,
      epochs: 1_000_000,
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
