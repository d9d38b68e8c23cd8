/** Which examples the step that is being done (or was done last) takes: the columns of its matrices. */
import { epochOrder } from '../../core/training/batches.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import { QueryError } from './queryContext.ts';

export interface LastBatch {
  readonly count: number;
  /** Indices of the training examples, in the order of the columns. */
  readonly order: Uint32Array;
}

/** @throws QueryError in the past, and before the first step */
export function lastBatch(trainer: Trainer, live: boolean): LastBatch {
  const count = trainer.batchExamples;
  if (!live) throw new QueryError('query.presentOnly');
  if (count === 0) throw new QueryError('query.noStep');
  const { m } = trainer.train;
  if (count === m) return { count, order: Uint32Array.from({ length: m }, (_, i) => i) };
  const { epoch, used, orderSeed } = trainer.checkpoint().position;
  const inStep = trainer.nextPhase.kind !== 'forward' || trainer.nextPhase.layer > 1;
  // Between two steps the position is already behind the last batch, perhaps in the next epoch.
  const ended = !inStep && used === 0;
  const order = new Uint32Array(m);
  epochOrder(orderSeed, ended ? epoch - 1 : epoch, order);
  const stop = ended ? m : used;
  const end = inStep ? used + count : stop;
  return { count, order: order.slice(end - count, end) };
}
