/** Learning rate ×3 and ÷3: the two moves one makes most often. */
import { hyperparameterAt } from '../../config/schema/hyperparameters.ts';
import type { Command } from './command.ts';
import { changeConfig, configOf, targetConfig } from './target.ts';

const path = 'training.learningRate';

/** Up by 3 or down by 3. */
export function scaleLearningRate(factor: number): Command {
  return (host) => async (argument) => {
    const document = await targetConfig(host, argument);
    const { learningRate } = configOf(host, document).training;
    // 0.01 × 3 is 0.03 for people; twelve digits hide what binary adds.
    const requested = Number((learningRate * factor).toPrecision(12));
    const value = Math.min(requested, hyperparameterAt(path)?.max ?? requested);
    await changeConfig(host, document, [{ path: path.split('.'), value }]);
  };
}
