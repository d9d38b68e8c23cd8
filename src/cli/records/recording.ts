/** `train --record DIR`: the record of a training, there before its first step. */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { version } from '../../../package.json';
import { weightsSha256 } from '../../platform/node/fingerprint.ts';
import { nodeRecords } from '../../platform/node/records/nodeRecords.ts';
import { type RecordedFiles, recordedFiles } from '../../platform/node/records/recordedFiles.ts';
import { recordThread } from '../../platform/node/records/recordThread.ts';
import type { NewFiles, RecordStore } from '../../record/recordStore.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import type { WritersOf } from '../../record/writing.ts';
import { newRecord } from '../../run/record/newRecord.ts';
import { type RecorderOptions, RunRecorder } from '../../run/record/runRecorder.ts';
import type { BuiltRun } from '../../run/setup/buildTrainer.ts';
import type { Setup } from '../input/setup.ts';
import { toFailure } from '../terminal/failure.ts';

/** What is asked for beside the configuration. */
export interface RecordedRequest {
  /** As typed. */
  readonly file: string;
  readonly targets: readonly string[];
  readonly set: readonly string[];
  readonly costsAt: readonly number[];
  readonly threads: number;
}

/** The records in a folder, which need not be there yet. */
export function recordsIn(folder: string): RecordStore {
  return nodeRecords(resolve(folder));
}

/** @throws CliFailure that names the folder when nothing can be written there, or the table when it cannot be read again */
export async function startRecording(
  folder: string,
  run: BuiltRun,
  setup: Setup,
  request: RecordedRequest,
): Promise<RunRecorder> {
  const id = recordsIn(folder).newId(Date.now());
  const kept = await filesOf(folder, id, setup);
  const { targets, set } = request;
  const config = { written: setup.written?.split('\n') ?? null, targets, set };
  const ask = { ...request, config, used: setup.config, product: version, parent: null };
  const record = { ...newRecord(run, ask, Date.now()), id, table: kept.table, start: kept.start };
  return beginRecord(folder, run, record, { table: kept.tableBytes, start: kept.startFile });
}

/** @throws CliFailure that names the folder when nothing can be written there */
export async function beginRecord(
  folder: string,
  run: BuiltRun,
  record: RunRecord,
  files: NewFiles,
): Promise<RunRecorder> {
  const store = recordsIn(folder);
  try {
    await mkdir(folder, { recursive: true });
    const lock = await store.create(record, files);
    return recorderOf(folder, { store, lock, record, run });
  } catch (error) {
    throw toFailure(error, folder);
  }
}

let writers: WritersOf | null = null;

/** The program that a thread runs which writes records: this one. Without it the training's thread writes them. */
export function setRecordProgram(path: string): void {
  writers = recordThread(path);
}

/** @param folder of the records, as typed */
export function recorderOf(
  folder: string,
  recorded: Pick<RecorderOptions, 'store' | 'lock' | 'record' | 'run'>,
): RunRecorder {
  const { record, lock } = recorded;
  const write = writers?.(resolve(folder), record.id, lock.token);
  return new RunRecorder({ ...recorded, fingerprint: weightsSha256, now: () => performance.now(), write });
}

/** @throws CliFailure that names the table when it cannot be read again */
async function filesOf(folder: string, id: string, setup: Setup): Promise<RecordedFiles> {
  const { dataPath, shownData, table, start } = setup;
  const base = process.cwd();
  const sources = { root: resolve(folder), id, base, table: { path: dataPath, rows: table.rows } };
  return recordedFiles({ ...sources, start: start?.path ?? null }).catch((error: unknown) => {
    throw toFailure(error, shownData);
  });
}
