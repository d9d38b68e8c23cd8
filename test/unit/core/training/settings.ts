/** Settings and initialisations that tests start from. */
import { type TrainingSettings, defaultSettings } from '../../../../src/core/training/settings.ts';
import type { InitializationSpec } from '../../../../src/core/network/initializers.ts';

/** Plain gradient descent on the full batch, α = 1.2, practically without end. */
export const plain: TrainingSettings = {
  ...defaultSettings,
  optimizer: 'gradientDescent',
  learningRate: 1.2,
  batchSize: 'full',
  epochs: 1_000_000,
  l2: 0,
  shuffleSeed: 1,
};

export function scaled(scale: number, seed: number): InitializationSpec {
  return { scheme: 'scaled', scale, value: 0, seed };
}
