/**
 * Blocks of k: a large product goes through a part of its k for all rows and columns before the next part.
 *
 *     C[row][columns] = start + Σ_blocks Σ_k  Q(row, k) · P[k][columns]
 *
 * The same rows of Q go with one panel of P after the other, so that they (a few KiB of a block of k) stay in the first-level
 * cache while the panels pass by from the second. C keeps what the blocks before have summed: no bit depends on them.
 */

/** Numbers of k that go by before the next rows' turn: a block of a panel of P then takes 8 KiB. */
const blockLength = 256;
/** A layer of very many inputs gets longer blocks instead of more code. */
const maxBlocks = 8;

export interface Block {
  readonly first: number;
  readonly length: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Cuts 0…count into blocks of about the same length. */
export function blocksOf(count: number): Block[] {
  const blocks = Math.min(maxBlocks, Math.max(1, Math.round(count / blockLength)));
  const start = (n: number): number => Math.round((count * n) / blocks);
  return Array.from({ length: blocks }, (_, n) => ({
    first: start(n),
    length: start(n + 1) - start(n),
    isFirst: n === 0,
    isLast: n === blocks - 1,
  }));
}
