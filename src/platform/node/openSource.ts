/** Opens the bytes of a table: from a path of this computer, or from bytes that were handed over. */
import { type Stats, statSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { baseName } from '../../model/modelFile.ts';
import { NoticeError, notice } from '../../core/notice.ts';
import type { ByteSource } from '../../data/csv/byteSource.ts';
import type { SourceErrorCode } from '../../data/csv/dataNotice.ts';
import type { TableSource } from '../../protocol/tableSource.ts';
import { NotAFileError, openRegular, otherKind, type OtherKind } from './regularFile.ts';

export interface NamedSource extends ByteSource {
  /** What to call it in messages: the file's name. */
  readonly name: string;
}

/** The data cannot be had; the notice is for the user. */
export class SourceError extends NoticeError<SourceErrorCode> {
  override readonly name = 'SourceError';
}

const chunkBytes = 1 << 20;

/**
 * A file of this computer, read in chunks of 1 MiB. Opened again it must still be what it was: a table that changes between two passes
 * would be mixed from two versions.
 * @throws SourceError when there is no such file, it is no regular file, or it may not be read; while reading also when it has changed
 */
export function fileSource(path: string, name = baseName(path)): NamedSource {
  const facts = factsOf(path, name);
  const kind = otherKind(facts);
  if (kind) throw notAFile(name, kind);
  return { name, byteLength: facts.size, open: () => readFile(path, name, facts) };
}

/** Bytes that are already here; they are not copied. Between two pieces the thread has time for its messages. */
export function bytesSource(bytes: Uint8Array, name: string): NamedSource {
  return { name, byteLength: bytes.byteLength, open: () => pieces(bytes) };
}

/** @throws SourceError as `fileSource` does. */
export function openSource(source: Exclude<TableSource, { kind: 'table' }>): NamedSource {
  return source.kind === 'path' ? fileSource(source.path, source.name) : bytesSource(source.bytes, source.name);
}

function factsOf(path: string, name: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw readError(error, name);
  }
}

/** Each chunk stands where the one before stood: new ones would leave tens of megabytes behind. */
async function* readFile(path: string, name: string, before: Stats): AsyncGenerator<Uint8Array> {
  const file = await reading(openRegular(path), name);
  const chunk = new Uint8Array(chunkBytes);
  try {
    await requireSame(file, before, name);
    for (;;) {
      const { bytesRead } = await reading(file.read(chunk, 0, chunkBytes), name);
      if (bytesRead === 0) return await requireSame(file, before, name);
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function requireSame(file: FileHandle, before: Stats, name: string): Promise<void> {
  const now = await reading(file.stat(), name);
  const same = (['dev', 'ino', 'size', 'mtimeMs'] as const).every((fact) => now[fact] === before[fact]);
  if (!same) throw new SourceError(notice('source.changed', name));
}

async function reading<T>(result: Promise<T>, name: string): Promise<T> {
  try {
    return await result;
  } catch (error) {
    throw readError(error, name);
  }
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    if (start > 0) await setImmediate();
    yield bytes.subarray(start, start + chunkBytes);
  }
}

function notAFile(name: string, kind: OtherKind): SourceError {
  return new SourceError(notice(`source.${kind}` as const, name));
}

function readError(error: unknown, name: string): SourceError {
  if (error instanceof NotAFileError) return notAFile(name, error.kind);
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new SourceError(notice('source.missing', name));
  if (code === 'EACCES' || code === 'EPERM') return new SourceError(notice('source.permission', name));
  return new SourceError(notice('source.unreadable', name, error instanceof Error ? error.message : String(error)));
}
