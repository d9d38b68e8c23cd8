/** All that a recorded run takes to go on, or to be trained again: read from its folder, and looked at before anything is used. */
import { join } from 'node:path';
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { Checkpoint } from '../core/training/checkpoint.ts';
import { readModel } from '../model/modelFile.ts';
import { inMemory } from '../model/safetensors.ts';
import { sha256, weightsSha256 } from '../platform/node/fingerprint.ts';
import { readStart } from '../platform/node/readStart.ts';
import { nodeRecords } from '../platform/node/records/nodeRecords.ts';
import { readRegular } from '../platform/node/regularFile.ts';
import type { CurveRow } from '../record/curve.ts';
import { RecordError } from '../record/errors.ts';
import type { RunRecord } from '../record/runRecord.ts';
import type { StartFile } from '../run/setup/startFile.ts';

const maxStartBytes = 2 ** 31;

export interface Past {
  readonly record: RunRecord;
  /** As the run began. */
  readonly config: NetworkConfig;
  /** What its weights began with, where that was a file or another network. */
  readonly start: StartFile | null;
  /** Of the copy in the record's folder. */
  readonly startBytes: Uint8Array | null;
  readonly checkpoints: readonly Checkpoint[];
  readonly rows: readonly CurveRow[];
}

/** @param root of the records @throws RecordError, ModelFileError, and what the system says */
export async function readPast(root: string, id: string): Promise<Past> {
  const store = nodeRecords(root);
  const record = await store.read(id);
  const checkpoints: Checkpoint[] = [];
  for (const entry of record.checkpoints) {
    const { state } = await readModel(inMemory(await store.file(id, entry)), weightsSha256);
    if (!state) throw new RecordError('record.checkpoint', entry.step);
    checkpoints.push(state);
  }
  const rows = await store.curve(record);
  return { record, config: record.config.used, ...(await startOfRecord(join(root, id), record)), checkpoints, rows };
}

/** What its weights began with. @param folder of the record @throws RecordError, and what the system says */
export async function startOfRecord(folder: string, { start }: RunRecord): Promise<Pick<Past, 'start' | 'startBytes'>> {
  if (!start) return { start: null, startBytes: null };
  const path = start.kept === null ? join(start.where) : join(folder, start.kept);
  const bytes = await readRegular(path, maxStartBytes);
  if (sha256(bytes) !== start.sha256) throw new RecordError('record.file', start.name);
  const read = await readStart({ kind: 'bytes', bytes: new Uint8Array(bytes) }, start.name);
  return { start: read, startBytes: start.kept === null ? null : bytes };
}
