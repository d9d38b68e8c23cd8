/** Whether a training has reached its goal. */
import { comparisons, type Until } from '../../config/sweep/until.ts';
import { finished } from '../../core/network/pieces.ts';
import type { Trainer } from '../../core/training/trainer.ts';

/** Whether it holds for the weights as they are. A figure that does not apply never does. */
export function holds({ figure, comparison, value }: Until, trainer: Trainer): boolean {
  const part = figure.startsWith('validation') ? trainer.validation : trainer.train;
  if (!part) return false;
  const { cost, accuracy } = finished(trainer.evaluation(part));
  const found = figure.endsWith('ccuracy') ? accuracy : cost;
  return found !== null && comparisons[comparison](found, value);
}
