/** A small training with its record on a disk in memory. */
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import { nodeRecordFiles } from '../../../src/platform/node/records/nodeRecordFiles.ts';
import { sha256 } from '../../../src/platform/node/fingerprint.ts';
import { columnsOf } from '../../../src/record/curve.ts';
import { RecordStore } from '../../../src/record/recordStore.ts';
import { noFigures, type RunRecord } from '../../../src/record/runRecord.ts';
import { RunRecorder } from '../../../src/run/record/runRecorder.ts';
import { finished } from '../../../src/core/network/pieces.ts';
import { builtRun, type SmallRun, smallTable } from '../model/smallRun.ts';
import type { MemorySystem } from './memorySystem.ts';

const root = '/a-disk-in-memory';
const tableBytes = new TextEncoder().encode(smallTable);
let tokens = 0;

/** @param process of whom; another one finds it dead */
export function storeOn(system: MemorySystem, process = 1): RecordStore {
  const token = () => `${(++tokens).toString(16).padStart(16, '0')}`;
  const machine = {
    host: 'here',
    process,
    isAlive: (other: number) => other === process,
    token,
    now: Date.now,
    every: () => () => undefined,
    sha256,
  };
  return new RecordStore(nodeRecordFiles(root, system), machine);
}

export function recordOf(run: SmallRun, id: string): RunRecord {
  const { backend } = run.trainer;
  return {
    ...{ id, name: null, note: '', pinned: false, state: 'training', parent: null },
    ...{ started: '2026-11-30T10:00:00.000Z', ended: null, seconds: 0, product: '0.1.0' },
    ...{ engine: backend.name, precision: backend.precision, threads: 0, file: 'small.csv' },
    table: {
      ...{ name: 'small.csv', bytes: tableBytes.length, sha256: sha256(tableBytes), rows: 40 },
      ...{ where: '../small.csv', isKept: true },
    },
    start: null,
    config: { written: ['{', '}'], targets: [], set: ['training.epochs=3'], used: run.config },
    seeds: { split: 5, initialization: 1, shuffle: 1 },
    changes: [],
    ...{ costsAt: { 7: null }, startCost: null, step: 0, epochs: 0, stopReason: null, outcome: null },
    ...{ figures: noFigures, weightsSha256: null, curve: { chunks: [], tail: columnsOf([]) }, checkpoints: [] },
  };
}

export const kept = { table: tableBytes, start: null };

export interface RecordedTraining {
  readonly run: SmallRun;
  readonly recorder: RunRecorder;
}

/** A new run, recorded without waiting between two writings. */
export async function record(store: RecordStore, id: string, training: object = {}): Promise<RecordedTraining> {
  const run = await builtRun({ epochs: 8, batchSize: 8, ...training }, 0);
  const first = recordOf(run, id);
  const lock = await store.create(first, kept);
  return { run, recorder: recorderOf(store, run, first, lock) };
}

export function recorderOf(
  store: RecordStore,
  run: SmallRun,
  from: RunRecord,
  lock: ConstructorParameters<typeof RunRecorder>[0]['lock'],
): RunRecorder {
  let time = 0;
  return new RunRecorder({
    ...{ store, lock, record: from, run, fingerprint: weightsSha256, interval: 0 },
    now: () => time++ / 100,
  });
}

/** To its end, with turns in which what is written goes on. @param between called after each stretch */
export async function trainRecorded(
  { run: { trainer }, recorder }: RecordedTraining,
  between = (): void => undefined,
): Promise<void> {
  while (!trainer.outcome) {
    trainer.run(recorder.stepsToNext(trainer.step));
    finished(recorder.look(trainer.step / 1000));
    recorder.save(progressAt(trainer.step));
    between();
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }
}

export function finish({ run: { trainer }, recorder }: RecordedTraining): Promise<void> {
  const reason = trainer.outcome?.reason ?? 'user';
  return recorder.finish({
    ...progressAt(trainer.step),
    ...{ state: reason === 'user' ? 'interrupted' : 'finished', stopReason: reason },
    ...{ outcome: trainer.outcome?.notice ?? null, figures: null },
  });
}

function progressAt(step: number) {
  return { seconds: step / 1000, costsAt: { 7: null }, startCost: 0.7 };
}
