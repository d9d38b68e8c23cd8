/** A long step by several threads, some blocks of panels at a time: between two of them it can be left. */
import { type Pieces, stepWork } from '../../core/network/pieces.ts';
import type { BatchAddresses } from '../program/layerCalls.ts';
import type { ThreadPool } from '../threads/threadPool.ts';
import { threadSelfCheck } from '../threads/threadSelfCheck.ts';

/** Multiply-adds of a piece: some 20 ms of one thread. */
const pieceWork = 1 << 27;

/**
 * Z, A and dZ of the batch, which is gathered already, and all gradients, with the bits of the kernels one by one; the parameters stay.
 * @param operations of the step @throws LostThreadError
 */
export function* sharedPieces(
  threadPool: ThreadPool,
  { space, spec, count, panels, input, Y }: BatchAddresses,
  operations: number,
): Pieces {
  const { block } = space.layout;
  const blocks = Math.max(1, Math.floor((pieceWork * panels) / (stepWork(spec, count) * block)));
  const length = blocks * block;
  const pass = (from: number): void =>
    void space.call('pass', input(1), Y, count, from, Math.min(panels, from + length));
  if (threadPool.needsProof(space, operations))
    threadSelfCheck(threadPool, space, () => {
      pass(0);
      return 1;
    });
  for (let from = 0; from < panels; from += length) {
    threadPool.run(space, operations, () => {
      pass(from);
      return Math.min(length, panels - from) / panels;
    });
    yield;
  }
}
