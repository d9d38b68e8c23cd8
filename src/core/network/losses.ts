/**
 * The loss of a network's output and its derivative there: the rows of `lossFunctions.ts` applied to a pair of loss and
 * output activation.
 */
import { type LayerPass, multiplyByDerivative } from './activations.ts';
import { lossFunctions, subtractTargets } from './lossFunctions.ts';
import type { Activation, Loss, NetworkSpec } from './network.ts';

/** Whether dZ^[L] = A^[L] − Y. */
export function isNaturalPair(loss: Loss, activation: Activation): boolean {
  return lossFunctions[loss].pairs[activation]?.delta === subtractTargets;
}

/** Logits Z and ŷ = A of the output layer beside the targets Y, each units × m. */
export interface Outputs extends LayerPass {
  readonly Y: Float64Array;
}

/**
 * Σ_i ℒ(ŷ^(i), y^(i)) over m examples, in nats (squared error: in units of y squared).
 * A loss that needs a probability and finds ŷ outside [0, 1] is NaN.
 */
export function lossSum(loss: Loss, activation: Activation, { Z, A, Y, units, m }: Outputs): number {
  const row = lossFunctions[loss];
  const ofPair = row.pairs[activation]?.sum;
  return ofPair ? ofPair(Z, Y, units, m) : row.sum(A, Y, units * m);
}

/**
 * dA^[L] = ∂ℒ/∂A^[L] of `count` entries, not yet divided by m; infinite where a probability is 0 that should not be.
 * @param dA written
 */
export function outputActivationDelta(
  loss: Loss,
  A: Float64Array,
  Y: Float64Array,
  dA: Float64Array,
  count: number,
): void {
  lossFunctions[loss].activationDelta(A, Y, dA, count);
}

/**
 * dZ^[L] = ∂ℒ/∂Z^[L], not yet divided by m: dA ⊙ g′(Z), or what the pair has instead.
 * @param dZ units × m, written
 */
export function outputDelta(
  { loss, leakySlope }: Pick<NetworkSpec, 'loss' | 'leakySlope'>,
  activation: Activation,
  outputs: Outputs,
  dZ: Float64Array,
): void {
  const { A, Y, units, m } = outputs;
  const row = lossFunctions[loss];
  const ofPair = row.pairs[activation]?.delta;
  if (ofPair) {
    ofPair(A, Y, dZ, units, m);
    return;
  }
  row.activationDelta(A, Y, dZ, units * m);
  multiplyByDerivative(activation, dZ, outputs, leakySlope);
}
