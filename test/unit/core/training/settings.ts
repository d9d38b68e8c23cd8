/** Settings and initialisations that tests start from. */
import type { TrainingSettings } from '../../../../src/core/training/settings.ts';
import type { InitializationSpec } from '../../../../src/core/network/initializers.ts';

/** Plain gradient descent on the full batch, α = 1.2, practically without end. */
export const plain: TrainingSettings = {
  optimizer: 'gradientDescent',
  learningRate: 1.2,
  batchSize: 'full',
  epochs: 1_000_000,
  l2: 0,
  momentum: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  shuffleSeed: 1,
};

export function scaled(scale: number, seed: number): InitializationSpec {
  return { scheme: 'scaled', scale, value: 0, seed };
}
