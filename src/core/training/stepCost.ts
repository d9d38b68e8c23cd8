/** What one training step asks of a machine, counted from the shapes alone. */
import { operationsOf } from '../network/activations.ts';
import type { Activation } from '../network/network.ts';
import { optimizerRules } from './optimizers.ts';
import type { OptimizerName } from './settings.ts';

export interface WorkLayer {
  readonly units: number;
  readonly activation: Activation;
}

export interface StepCost {
  /** Additions and multiplications; an activation counts as its row says. */
  readonly operations: number;
  /** Numbers read or written at least once: parameters with gradients and averages, and the matrices of the batch. */
  readonly numbers: number;
}

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
  const rule = optimizerRules[optimizer];
  let [operations, numbers, parameters] = [0, inputs * batch, 0];
  layers.forEach(({ units, activation }, index) => {
    const before = layers[index - 1]?.units ?? inputs;
    // Z = W·A, dW = dZ·Aᵀ and, but for the first layer, dA = Wᵀ·dZ: a multiplication and an addition each.
    const products = index === 0 ? 2 : 3;
    operations += 2 * products * units * before * batch;
    operations += units * batch * operationsOf(activation);
    numbers += 3 * units * batch;
    parameters += units * (before + 1);
  });
  return {
    operations: operations + parameters * rule.operations,
    numbers: numbers + parameters * rule.streams,
  };
}
