/** Size and SHA-256 of a file, in one pass over its bytes. */
import { createHash } from 'node:crypto';
import type { ByteSource } from '../../data/csv/byteSource.ts';

export interface Digest {
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

export async function digestOf(source: ByteSource): Promise<Digest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of source.open()) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
