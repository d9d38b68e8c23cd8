/** What a record says of the table and of the file that the weights began with, and the copies of them that are kept. */
import { realpath } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { RecordedStart, RecordedTable } from '../../../record/runRecord.ts';
import { sha256 } from '../fingerprint.ts';
import { fileSource } from '../openSource.ts';
import { readRegular } from '../regularFile.ts';
import { digestOf } from '../tableDigest.ts';

/** Copies of tables are kept up to here, of files that weights begin with up to there. */
const [maxTableBytes, maxStartBytes] = [1_000_000, 1 << 26];

export interface RecordedSources {
  /** Of the records. */
  readonly root: string;
  /** Of the record. */
  readonly id: string;
  /** What lies in it is named from the record's folder, where that lies in it, too; `null`: everything is named absolutely. */
  readonly base: string | null;
  readonly table: {
    readonly path: string;
    /** Where it is not the file's own. */
    readonly name?: string | undefined;
    readonly rows: number;
    /** Where they are not those of the file, or of none. */
    readonly bytes?: Uint8Array | undefined;
  };
  /** The file that the weights begin with. */
  readonly start: string | null;
}

export interface RecordedFiles {
  readonly table: RecordedTable;
  readonly tableBytes: Uint8Array | null;
  readonly start: RecordedStart | null;
  readonly startFile: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** @throws what the system says */
export async function recordedFiles(sources: RecordedSources): Promise<RecordedFiles> {
  const { path, name = basename(path), rows, bytes: given } = sources.table;
  const size = given?.byteLength ?? fileSource(path).byteLength ?? 0;
  const isKept = size <= maxTableBytes;
  const bytes = given ?? (isKept ? await readRegular(path, maxTableBytes) : null);
  const digest = bytes ? { bytes: bytes.byteLength, sha256: sha256(bytes) } : await digestOf(fileSource(path));
  const where = await whereIs(path, sources).catch((error: unknown) => {
    if (given) return path;
    throw error;
  });
  return {
    table: { name, ...digest, rows, where, isKept },
    tableBytes: isKept ? bytes : null,
    ...(await startOf(sources)),
  };
}

async function startOf(sources: RecordedSources): Promise<Pick<RecordedFiles, 'start' | 'startFile'>> {
  const { start: path } = sources;
  if (path === null) return { start: null, startFile: null };
  const { name, byteLength } = fileSource(path);
  const where = await whereIs(path, sources);
  if ((byteLength ?? 0) > maxStartBytes) {
    const digest = await digestOf(fileSource(path));
    return { start: { name, where, sha256: digest.sha256, kept: null }, startFile: null };
  }
  const bytes = await readRegular(path, maxStartBytes);
  const kept = /\.npz$/i.test(name) ? 'start.npz' : 'start.safetensors';
  return { start: { name, where, sha256: sha256(bytes), kept }, startFile: { name: kept, bytes } };
}

/** From the record's folder where both lie in the base, so that it may move; else from the root of the disk. */
async function whereIs(path: string, { root, id, base }: RecordedSources): Promise<string> {
  const real = await realpath(path);
  if (base === null) return real;
  const here = await realpath(base);
  const record = resolve(here, relative(base, join(root, id)));
  const isBelow = (one: string) => {
    const way = relative(here, one);
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  };
  return isBelow(real) && isBelow(record) ? relative(record, real).replaceAll('\\', '/') : real;
}
