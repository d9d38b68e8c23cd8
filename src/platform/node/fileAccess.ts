/** A regular file of which parts are read: its header alone, where the rest may be gigabytes. */
import type { FileHandle } from 'node:fs/promises';
import { openRegular } from './regularFile.ts';

/** A file of which parts can be read. */
export interface OpenFile {
  readonly byteLength: number;
  /** Exactly so many bytes; fewer where the file was cut off meanwhile. */
  readonly read: (offset: number, byteLength: number) => Promise<Uint8Array>;
}

/** Opens the file while `use` works with it. @throws NotAFileError, and what the system says */
export async function withFile<T>(path: string, use: (file: OpenFile) => Promise<T>): Promise<T> {
  const file = await openRegular(path);
  try {
    const { size } = await file.stat();
    return await use({ byteLength: size, read: (offset, byteLength) => readPart(file, offset, byteLength) });
  } finally {
    await file.close();
  }
}

async function readPart(file: FileHandle, offset: number, byteLength: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(byteLength);
  let at = 0;
  while (at < byteLength) {
    const { bytesRead } = await file.read(bytes, at, byteLength - at, offset + at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return bytes;
}
