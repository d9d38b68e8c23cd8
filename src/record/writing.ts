/**
 * One writing of a run's record: what was taken of the training between two steps, and what becomes of it on the disk. Plain data and one
 * function, so that another thread can do it.
 */
import { ModelFileError } from '../model/errors.ts';
import { encodeModel, signedModel, type UnsignedModel } from '../model/modelFile.ts';
import { columnsOf, type CurveRow, encodeChunk } from './curve.ts';
import { keptCheckpoints } from './keptCheckpoints.ts';
import type { RecordStore } from './recordStore.ts';
import type { RecordedCheckpoint, RecordedFile, RunRecord } from './runRecord.ts';

export interface Writing {
  /** As it is on the disk. */
  readonly record: RunRecord;
  /** What is another by now, but for the files. */
  readonly change: Partial<RunRecord>;
  /** Of the curve, that no file has. */
  readonly rows: readonly CurveRow[];
  /** Rows that make a file. */
  readonly least: number;
  /** With its state; `null`: no checkpoint is written. Owns its arrays. */
  readonly model: UnsignedModel | null;
}

export interface Written {
  /** As it is on the disk now; `null`: the run is another's, and nothing was written. */
  readonly record: RunRecord | null;
  /** Rows that a file has now. */
  readonly rows: number;
  /** Why there is no checkpoint, though the rest is written; `null`: nothing failed. */
  readonly problem: unknown;
}

/** @throws what the system says: then what was on the disk before is what counts */
export type WriteRun = (writing: Writing) => Promise<Written>;

/** Where each run gets somebody who writes it. @param token of its lock */
export type WritersOf = (root: string, id: string, token: string) => WriteRun;

export interface WritingTools {
  readonly store: RecordStore;
  /** A sign of life. @returns whether the run is still ours */
  readonly renew: () => Promise<boolean>;
  /** SHA-256 of parameters as Float64 in hexadecimal. */
  readonly fingerprint: (parameters: Float64Array) => string;
}

/** A file on its way to the disk. */
interface NewFile<Entry extends RecordedFile> {
  readonly entry: Entry;
  readonly bytes: Uint8Array;
}

interface NewFiles {
  readonly chunk: NewFile<RecordedFile> | null;
  readonly checkpoint: NewFile<RecordedCheckpoint> | null;
}

/** First what the record names, then the record, then what it names no more goes. After the first wait `writing` is not looked at. */
export async function writeRun(tools: WritingTools, writing: Writing): Promise<Written> {
  const { store, renew } = tools;
  const { record, change, rows, least } = writing;
  let problem: unknown = null;
  const files: NewFiles = {
    chunk: rows.length >= least ? chunkOf(tools, record, rows) : null,
    checkpoint: checkpointOf(tools, writing, (error) => {
      problem = error;
    }),
  };
  const taken = files.chunk ? rows.length : 0;
  const next = withFiles({ ...record, ...change }, files, rows.slice(taken));
  if (!(await renew())) return { record: null, rows: 0, problem };
  for (const file of [files.chunk, files.checkpoint])
    if (file) await store.files.write(`${next.id}/${file.entry.file}`, file.bytes);
  await store.write(next);
  const kept = new Set(next.checkpoints.map(({ file }) => file));
  for (const { file } of record.checkpoints)
    if (!kept.has(file)) await store.files.remove(`${next.id}/${file}`).catch(() => undefined);
  return { record: next, rows: taken, problem };
}

function chunkOf(tools: WritingTools, { curve }: RunRecord, rows: readonly CurveRow[]): NewFile<RecordedFile> {
  const number = String(curve.chunks.length + 1).padStart(6, '0');
  return newFile(tools, `curve/${number}.safetensors`, encodeChunk(rows));
}

/** `null` where weights are not finite any more, and where it failed: the rest is written all the same. */
function checkpointOf(
  tools: WritingTools,
  { model, record }: Writing,
  failed: (error: unknown) => void,
): NewFile<RecordedCheckpoint> | null {
  if (!model) return null;
  try {
    const { step } = model.origin;
    const signed = signedModel(model, tools.fingerprint);
    const { entry, bytes } = newFile(tools, freeName(step, record.checkpoints), encodeModel(signed));
    return { entry: { ...entry, step, weightsSha256: signed.origin.weightsSha256 }, bytes };
  } catch (error) {
    if (!(error instanceof ModelFileError)) failed(error);
    return null;
  }
}

function newFile({ store }: WritingTools, file: string, bytes: Uint8Array): NewFile<RecordedFile> {
  return { entry: { file, bytes: bytes.byteLength, sha256: store.machine.sha256(bytes) }, bytes };
}

/** No file that the record names is ever written again. */
function freeName(step: number, checkpoints: readonly RecordedCheckpoint[]): string {
  const named = new Set(checkpoints.map(({ file }) => file));
  const name = (suffix: string) => `checkpoints/${String(step).padStart(12, '0')}${suffix}.safetensors`;
  let count = 1;
  while (named.has(name(count === 1 ? '' : `-${count}`))) count++;
  return name(count === 1 ? '' : `-${count}`);
}

/** @param rows that stay in the record */
function withFiles(record: RunRecord, { chunk, checkpoint }: NewFiles, rows: readonly CurveRow[]): RunRecord {
  const { curve, checkpoints } = record;
  const others = checkpoints.filter(({ step }) => step !== checkpoint?.entry.step);
  return {
    ...record,
    weightsSha256: checkpoint?.entry.weightsSha256 ?? record.weightsSha256,
    curve: { chunks: chunk ? [...curve.chunks, chunk.entry] : curve.chunks, tail: columnsOf(rows) },
    checkpoints: checkpoint ? keptCheckpoints([...others, checkpoint.entry]) : checkpoints,
  };
}
