/**
 * Writes a file whole or not at all: into a temporary file beside it, which takes its place only when everything is on the disk. A disk
 * that runs full leaves what was there before, and nothing cut off.
 */
import { randomBytes } from 'node:crypto';
import { constants, fstatSync, rmSync, type Stats } from 'node:fs';
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { NotAFileError } from './regularFile.ts';

/** What is asked of the file system on the way; a test has one that fails. */
export interface FileSystem {
  readonly open: (path: string, flags: 'wx') => Promise<OpenedFile>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Nothing where there is none. */
  readonly remove: (path: string) => Promise<void>;
}

export interface OpenedFile {
  readonly writeFile: (content: Content) => Promise<void>;
  readonly chmod: (mode: number) => Promise<void>;
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const fileSystem: FileSystem = {
  rename,
  remove: (path) => rm(path, { force: true }),
  open: async (path, flags) => {
    const file = await open(path, flags);
    return {
      writeFile: (content) => writeFile(file, content),
      chmod: (mode) => file.chmod(mode),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
};

/** A whole content, or pieces that come one after the other. */
export type Content = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/**
 * Replaces the file at `path`, or the one that a link there leads to; permissions stay. What is no file but takes text (a terminal, a
 * pipe that somebody reads, the program's own output) is written to as it is.
 * @throws NotAFileError for a folder, and what the system says; nothing is left behind then
 */
export async function writeWhole(path: string, content: Content, system: FileSystem = fileSystem): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(path).catch(() => null);
  if (before?.isDirectory()) throw new NotAFileError('folder');
  if (before && (!before.isFile() || isOwnOutput(before))) return append(path, content, before);
  await replaceFile(target, content, system, before?.mode);
}

/** The same of a path that is a file or nothing. @param mode permissions; absent: the usual ones */
export async function replaceFile(path: string, content: Content, system: FileSystem, mode?: number): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  unfinished.add(temporary);
  try {
    await writeNew(temporary, content, mode, system);
    await system.rename(temporary, path);
  } catch (error) {
    await system.remove(temporary);
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
}

/** Temporary files that are being written now. */
const unfinished = new Set<string>();

/** For a program that ends in the middle of it. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

/** @throws where there is a file of this name */
export async function writeNew(
  path: string,
  content: Content,
  mode: number | undefined,
  system: FileSystem,
): Promise<void> {
  const file = await system.open(path, 'wx');
  try {
    await file.writeFile(content);
    if (mode !== undefined) await file.chmod(mode & 0o777);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** "/dev/stdout" while the shell sends it into a file: replaced, the file would lose what else is printed. */
function isOwnOutput({ dev, ino }: Stats): boolean {
  return [1, 2].some((descriptor) => {
    try {
      const own = fstatSync(descriptor);
      return own.dev === dev && own.ino === ino;
    } catch {
      return false;
    }
  });
}

async function append(path: string, content: Content, before: Stats): Promise<void> {
  // Opening a pipe waits for a reader; this look does not, and is an error while there is none.
  const look = before.isFIFO() ? await open(path, constants.O_WRONLY | constants.O_NONBLOCK) : null;
  try {
    await writeFile(path, content, { flag: 'a' });
  } finally {
    await look?.close();
  }
}
