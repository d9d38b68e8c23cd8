/** What one training step asks of a machine, counted from the shapes alone. */
import type { Activation } from '../network/network.ts';
import type { OptimizerName } from './settings.ts';

export interface WorkLayer {
  readonly units: number;
  readonly activation: Activation;
}

export interface StepCost {
  /** Additions and multiplications; an elementary function counts as `elementaryOperations`. */
  readonly operations: number;
  /** Numbers read or written at least once: parameters with gradients and averages, and the matrices of the batch. */
  readonly numbers: number;
}

/** What e^x, tanh x or σ(x) costs, in additions and multiplications. */
const elementaryOperations = 25;
/** Operations of an update, for each parameter. */
const updateOperations: Readonly<Record<OptimizerName, number>> = {
  gradientDescent: 2,
  momentum: 5,
  rmsProp: 20,
  adam: 25,
};
/** Passes over arrays as long as the parameters. */
const updateStreams: Readonly<Record<OptimizerName, number>> = { gradientDescent: 4, momentum: 6, rmsProp: 6, adam: 8 };

/**
 * @param inputs n^[0] @param layers 1…L
 * @param batch examples of the step
 */
export function stepCost(
  inputs: number,
  layers: readonly WorkLayer[],
  batch: number,
  optimizer: OptimizerName,
): StepCost {
  let [operations, numbers, parameters] = [0, inputs * batch, 0];
  layers.forEach(({ units, activation }, index) => {
    const before = layers[index - 1]?.units ?? inputs;
    // Z = W·A, dW = dZ·Aᵀ and, but for the first layer, dA = Wᵀ·dZ: a multiplication and an addition each.
    const products = index === 0 ? 2 : 3;
    operations += 2 * products * units * before * batch;
    operations += units * batch * (isElementary(activation) ? elementaryOperations : 2);
    numbers += 3 * units * batch;
    parameters += units * (before + 1);
  });
  return {
    operations: operations + parameters * updateOperations[optimizer],
    numbers: numbers + parameters * updateStreams[optimizer],
  };
}

function isElementary(activation: Activation): boolean {
  return activation === 'tanh' || activation === 'sigmoid' || activation === 'softmax';
}
