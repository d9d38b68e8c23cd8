/** Records in a folder of this computer. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RecordFiles } from '../../../record/recordFiles.ts';
import { TooLargeError } from '../regularFile.ts';
import { type FileSystem, fileSystem, replaceFile, writeNew } from '../writeWhole.ts';

/** What is asked of the file system; a test has one that fails, or that loses what was not flushed. */
export interface RecordSystem extends FileSystem {
  readonly makeFolder: (path: string) => Promise<void>;
  readonly names: (path: string) => Promise<readonly string[]>;
  readonly size: (path: string) => Promise<number>;
  readonly read: (path: string) => Promise<Uint8Array>;
  /** A second name of a file; fails where there is one of that name. */
  readonly link: (from: string, to: string) => Promise<void>;
  readonly removeFolder: (path: string) => Promise<void>;
  /** What was renamed in a folder stays so when the power goes. */
  readonly flushFolder: (path: string) => Promise<void>;
}

const nodeSystem: RecordSystem = {
  ...fileSystem,
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  names: readdir,
  size: async (path) => (await stat(path)).size,
  read: readFile,
  link,
  removeFolder: (path) => rm(path, { recursive: true, force: true }),
  flushFolder,
};

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** @param root absolute; made with the first file */
export function nodeRecordFiles(root: string, system: RecordSystem = nodeSystem): RecordFiles {
  const at = (path: string): string => join(root, path);
  return {
    names: (folder) => system.names(at(folder)).catch(ifMissing([])),
    read: (path, maxBytes) => readBounded(at(path), maxBytes, system),
    write: (path, bytes) => write(at(path), bytes, system),
    create: (path, bytes) => create(at(path), bytes, system),
    remove: (path) => system.removeFolder(at(path)),
    move: async (from, to) => {
      const isDone = await system.rename(at(from), at(to)).then(() => true, ifRefused);
      if (isDone) await flush(root, system);
      return isDone;
    },
  };
}

async function readBounded(path: string, maxBytes: number, system: RecordSystem): Promise<Uint8Array | null> {
  const size = await system.size(path).catch(ifMissing(null));
  if (size === null) return null;
  if (size > maxBytes) throw new TooLargeError(`${path}: ${size} bytes are more than ${maxBytes}.`);
  return system.read(path).catch(ifMissing(null));
}

async function write(path: string, bytes: Uint8Array, system: RecordSystem): Promise<void> {
  const folder = dirname(path);
  await system.makeFolder(folder);
  await replaceFile(path, bytes, system);
  await flush(folder, system);
}

/** A name for what is whole already: nobody ever reads a part of it. Where a file has one name only, it is written under it. */
async function create(path: string, bytes: Uint8Array, system: RecordSystem): Promise<boolean> {
  await system.makeFolder(dirname(path));
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeNew(temporary, bytes, undefined, system);
    return await system.link(temporary, path).then(
      () => true,
      (error: unknown) => (isAny(error, ['EEXIST']) ? false : createDirectly(path, bytes, system, error)),
    );
  } finally {
    await system.remove(temporary);
  }
}

async function createDirectly(path: string, bytes: Uint8Array, system: RecordSystem, why: unknown): Promise<boolean> {
  if (!isAny(why, ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EINVAL', 'UNKNOWN'])) throw why;
  try {
    await writeNew(path, bytes, undefined, system);
    return true;
  } catch (error) {
    if (isAny(error, ['EEXIST'])) return false;
    throw error;
  }
}

/** Some systems have no way to flush a folder: then it is theirs to do. */
async function flush(folder: string, system: RecordSystem): Promise<void> {
  await system.flushFolder(folder).catch(() => undefined);
}

function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (isAny(error, ['ENOENT', 'ENOTDIR'])) return instead;
    throw error;
  };
}

function ifRefused(error: unknown): false {
  if (isAny(error, ['ENOENT', 'EEXIST', 'ENOTEMPTY', 'ENOTDIR'])) return false;
  throw error;
}

function isAny(error: unknown, codes: readonly string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException | null)?.code ?? '');
}
