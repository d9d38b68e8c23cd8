/** A network built anew takes over what its predecessor has learned, where it fits. */
import type { Trainer } from '../../core/training/trainer.ts';
import { transferWeights } from '../../core/network/transferWeights.ts';
import type { Runner } from './runner.ts';

/**
 * Gives `trainer`, which stands at step 0, the weights of the run before it.
 * @returns the layers that were taken over; `null` when there is nothing to take over: a run that did not train, or diverged
 */
export function warmStart(
  { trainer: before, hasLearned }: Pick<Runner, 'trainer' | 'hasLearned'>,
  trainer: Trainer,
): readonly number[] | null {
  if (!hasLearned || before.outcome?.reason === 'diverged') return null;
  const start = trainer.checkpoint();
  const { values, kept } = transferWeights(
    { spec: before.spec, values: before.parameters.values },
    { spec: trainer.spec, values: start.parameters },
  );
  trainer.restore({ ...start, parameters: values });
  return kept;
}
