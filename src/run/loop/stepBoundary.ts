/** Where a training stands between steps and epochs. */
import type { Trainer } from '../../core/training/trainer.ts';

/** The step before which asked-for settings come into force: the next one when a step was begun. */
export function nextBoundary({ inStep, step }: Trainer): number {
  return inStep ? step + 1 : step;
}

/** Steps until the epoch is through, whatever the batch size was in the part that is done. */
export function stepsLeftInEpoch(trainer: Trainer): number {
  const { m } = trainer.train;
  const { batchSize } = trainer.settings;
  const left = m - trainer.checkpoint().position.used;
  return batchSize === 'full' ? 1 : Math.ceil(left / batchSize);
}
