/**
 * Opens regular files and nothing else. A pipe that nobody writes to would hold a thread for ever, a device such as /dev/zero never ends;
 * four of them stop all reading of files in a process.
 */
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';

/** What a path may lead to that is no regular file. */
export type OtherKind = 'folder' | 'pipe' | 'socket' | 'device';

/** What was named is no regular file. */
export class NotAFileError extends Error {
  override readonly name = 'NotAFileError';
  readonly kind: OtherKind;

  constructor(kind: OtherKind) {
    super(`This is a ${kind}; name a file.`);
    this.kind = kind;
  }
}

/** The file has more bytes than its reader takes. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** `null` for a regular file. */
export function otherKind(facts: Stats): OtherKind | null {
  if (facts.isFile()) return null;
  if (facts.isDirectory()) return 'folder';
  if (facts.isFIFO()) return 'pipe';
  return facts.isSocket() ? 'socket' : 'device';
}

/** @throws NotAFileError unless the facts are those of a regular file */
export function requireRegular(facts: Stats): void {
  const kind = otherKind(facts);
  if (kind) throw new NotAFileError(kind);
}

/** Absent on Windows, where there is nothing to wait for. */
const nonBlocking = constants.O_NONBLOCK ?? 0;

/**
 * Opens a regular file for reading; the caller closes it. It is looked at before, since opening alone can do something to a device, and
 * after, since another may have taken its place; opening never waits.
 *
 * @throws NotAFileError, and what the system says of a file that cannot be opened
 */
export async function openRegular(path: string): Promise<FileHandle> {
  requireRegular(await stat(path));
  const file = await open(path, constants.O_RDONLY | nonBlocking);
  try {
    requireRegular(await file.stat());
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * The whole of a regular file.
 * @param maxBytes a larger one is refused before it is read
 * @throws NotAFileError, TooLargeError, and what the system says
 */
export async function readRegular(path: string, maxBytes: number): Promise<Uint8Array> {
  const file = await openRegular(path);
  try {
    const { size } = await file.stat();
    if (size > maxBytes)
      throw new TooLargeError(`This file has ${size} bytes; at most ${maxBytes} are read here. Name another file.`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}
