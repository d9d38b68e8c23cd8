/** Activations over whole matrices, softmax among them, and what of an activation's row holds for softmax, too. */
import { activationFunctions, type ActivationFunction, elementaryOperations } from './activationFunctions.ts';
import type { Activation } from './network.ts';

/** The row of an activation; `null` for softmax, which is no function of one number. */
export function activationFunction(activation: Activation): ActivationFunction | null {
  return activation === 'softmax' ? null : activationFunctions[activation];
}

/** A z of which g makes a number between 0 and 1, near one half where that can be told: a start for losses of probabilities. */
export function probableInput(activation: Activation, leakySlope: number): number {
  const z = activationFunction(activation)?.inverse(0.5, leakySlope) ?? Number.NaN;
  return Number.isNaN(z) ? 0.5 : z;
}

/** Between these a lies; infinite where it is not bounded. */
export function rangeOf(activation: Activation): readonly [low: number, high: number] {
  return activationFunction(activation)?.range ?? [0, 1];
}

/** Additions and multiplications that a number costs, forward. */
export function operationsOf(activation: Activation): number {
  return activationFunction(activation)?.operations ?? elementaryOperations;
}

/**
 * A = g(Z), element by element (softmax: column by column).
 * @param Z units × m, row-major; may be the same array as A
 * @param A units × m, written
 */
export function activate(
  activation: Activation,
  Z: Float64Array,
  A: Float64Array,
  units: number,
  m: number,
  leakySlope: number,
): void {
  if (activation === 'softmax') softmax(Z, A, units, m);
  else activationFunctions[activation].forward(Z, A, units * m, leakySlope);
}

/** Every column: e^(z_j − max) / Σ e^(z_k − max). Subtracting the maximum changes nothing and cannot overflow. */
function softmax(Z: Float64Array, A: Float64Array, units: number, m: number): void {
  for (let i = 0; i < m; i++) {
    const max = columnMaximum(Z, units, m, i);
    let sum = 0;
    for (let j = 0; j < units; j++) {
      const e = Math.exp(Z[j * m + i]! - max);
      A[j * m + i] = e;
      sum += e;
    }
    for (let j = 0; j < units; j++) A[j * m + i] = A[j * m + i]! / sum;
  }
}

/** The largest number of column i of a units × m matrix. */
export function columnMaximum(Z: Float64Array, units: number, m: number, i: number): number {
  let max = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < units; j++) max = Math.max(max, Z[j * m + i]!);
  return max;
}

/** Z and A = g(Z) of a layer, units × m. */
export interface LayerPass {
  readonly Z: Float64Array;
  readonly A: Float64Array;
  readonly units: number;
  readonly m: number;
}

/**
 * dZ = dA ⊙ g′(Z), where dZ holds dA on entry. For softmax, g′ is a matrix per column (a_j(δ_jk − a_k)), so
 * dz_j = a_j da_j − a_j Σ_k a_k da_k.
 * @param dZ units × m, changed in place
 */
export function multiplyByDerivative(
  activation: Activation,
  dZ: Float64Array,
  { Z, A, units, m }: LayerPass,
  leakySlope: number,
): void {
  if (activation === 'softmax') multiplyBySoftmaxDerivative(dZ, A, units, m);
  else activationFunctions[activation].backward(dZ, Z, A, units * m, leakySlope);
}

function multiplyBySoftmaxDerivative(dZ: Float64Array, A: Float64Array, units: number, m: number): void {
  for (let i = 0; i < units * m; i++) dZ[i]! *= A[i]!;
  subtractShares(dZ, A, units, m);
}

/**
 * The rest of softmax's derivative, once da_j is multiplied by a_j: dz_j = a_j·da_j − a_j Σ_k a_k·da_k.
 * @param dZ units × m, a_j·da_j on entry
 */
export function subtractShares(dZ: Float64Array, A: Float64Array, units: number, m: number): void {
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let k = 0; k < units; k++) sum += dZ[k * m + i]!;
    for (let j = 0; j < units; j++) dZ[j * m + i]! -= A[j * m + i]! * sum;
  }
}
