/** `train --record DIR`: the record of a training, there before its first step. */
import { mkdir, realpath } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { version } from '../../../package.json';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { sha256, weightsSha256 } from '../../platform/node/fingerprint.ts';
import { fileSource } from '../../platform/node/openSource.ts';
import { nodeRecords } from '../../platform/node/records/nodeRecords.ts';
import { readRegular } from '../../platform/node/regularFile.ts';
import { digestOf } from '../../platform/node/tableDigest.ts';
import { columnsOf } from '../../record/curve.ts';
import { noFigures, type RecordedStart, type RecordedTable, type RunRecord } from '../../record/runRecord.ts';
import type { RecordStore } from '../../record/recordStore.ts';
import { RunRecorder } from '../../run/record/runRecorder.ts';
import type { BuiltRun } from '../../run/setup/buildTrainer.ts';
import { isInside } from '../input/dataPath.ts';
import type { FoundStart, Setup } from '../input/setup.ts';
import { toFailure } from '../terminal/failure.ts';

/** Copies of tables are kept up to here, of files that weights begin with up to there. */
const [maxTableBytes, maxStartBytes] = [1_000_000, 1 << 26];

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
  const store = recordsIn(folder);
  const id = store.newId(Date.now());
  const kept = await filesOf(folder, id, setup);
  const record = { ...newRecord(run, setup.config, request), id, table: kept.table, start: kept.start };
  const written = { ...record, config: { ...record.config, written: setup.written?.split('\n') ?? null } };
  try {
    await mkdir(folder, { recursive: true });
    const lock = await store.create(written, { table: kept.tableBytes, start: kept.startFile });
    return new RunRecorder({ store, lock, record: written, run, ...recorderTools });
  } catch (error) {
    throw toFailure(error, folder);
  }
}

export const recorderTools = { fingerprint: weightsSha256, now: () => performance.now() };

function newRecord(run: BuiltRun, used: NetworkConfig, request: RecordedRequest) {
  const { file, targets, set, costsAt, threads } = request;
  const { backend, settings, initialization } = run.trainer;
  return {
    ...{ name: null, note: '', pinned: false, state: 'training', parent: null },
    ...{ started: new Date().toISOString(), ended: null, seconds: 0 },
    ...{ product: version, engine: backend.name, precision: backend.precision, threads },
    file: file.replaceAll('\\', '/'),
    config: { written: null, targets, set, used },
    seeds: { split: used.data.split.seed, initialization: initialization.seed, shuffle: settings.shuffleSeed },
    changes: [],
    costsAt: Object.fromEntries(costsAt.map((step) => [String(step), null])),
    ...{ startCost: null, step: run.trainer.step, epochs: run.trainer.epoch, stopReason: null, outcome: null },
    ...{ figures: noFigures, weightsSha256: null },
    curve: { chunks: [], tail: columnsOf([]) },
    checkpoints: [],
  } satisfies Omit<RunRecord, 'id' | 'table' | 'start'>;
}

interface RecordedFiles {
  readonly table: RecordedTable;
  readonly tableBytes: Uint8Array | null;
  readonly start: RecordedStart | null;
  readonly startFile: { readonly name: string; readonly bytes: Uint8Array } | null;
}

async function filesOf(folder: string, id: string, setup: Setup): Promise<RecordedFiles> {
  const { dataPath, shownData, table, start } = setup;
  const place = join(resolve(folder), id);
  try {
    const source = fileSource(dataPath);
    const isSmall = (source.byteLength ?? 0) <= maxTableBytes;
    const tableBytes = isSmall ? await readRegular(dataPath, maxTableBytes) : null;
    const digest = tableBytes
      ? { bytes: tableBytes.byteLength, sha256: sha256(tableBytes) }
      : await digestOf(fileSource(dataPath));
    const where = await whereIs(dataPath, place);
    return {
      table: { name: source.name, ...digest, rows: table.rows, where, isKept: isSmall },
      tableBytes,
      ...(await startOf(start, place)),
    };
  } catch (error) {
    throw toFailure(error, shownData);
  }
}

async function startOf(start: FoundStart | null, place: string): Promise<Pick<RecordedFiles, 'start' | 'startFile'>> {
  if (!start) return { start: null, startFile: null };
  const { path } = start;
  const { name, byteLength } = fileSource(path);
  const where = await whereIs(path, place);
  if ((byteLength ?? 0) > maxStartBytes) {
    const digest = await digestOf(fileSource(path));
    return { start: { name, where, sha256: digest.sha256, kept: null }, startFile: null };
  }
  const bytes = await readRegular(path, maxStartBytes);
  const kept = /\.npz$/i.test(name) ? 'start.npz' : 'start.safetensors';
  return { start: { name, where, sha256: sha256(bytes), kept }, startFile: { name: kept, bytes } };
}

/** From the record's folder where both lie in the current one, so that it may move; else from the root of the disk. */
async function whereIs(path: string, place: string): Promise<string> {
  const here = await realpath(process.cwd());
  const record = resolve(here, relative(process.cwd(), place));
  const real = await realpath(path);
  return isInside(here, real) && isInside(here, record) ? relative(record, real).replaceAll('\\', '/') : real;
}
