/** How many bytes units, rows and panels take: what `layout.ts` and the kernels agree on. */
import { type Lanes, vectorBytes } from '../assembler/lanes.ts';

export const panelVectors = 2;
/** Bytes of one unit in one panel. */
export const unitBytes = panelVectors * vectorBytes;

/** Every matrix begins at a multiple of so many bytes, a line of the cache. */
export const alignment = 64;
/** Rows at a multiple of this many bytes crowd a quarter of a first-level cache's sets at most. */
const rowsCollide = 1024;

/** Vectors that hold so many numbers. */
export function wholeVectors(numbers: number, { count }: Lanes): number {
  return Math.ceil(numbers / count);
}

/** Bytes from one row of a packed copy to the next: whole vectors, and off the powers of two, at which rows would share a cache's sets. */
export function packedRowBytes(numbers: number, lanes: Lanes): number {
  const bytes = wholeVectors(numbers, lanes) * vectorBytes;
  return bytes % rowsCollide === 0 ? bytes + alignment : bytes;
}
