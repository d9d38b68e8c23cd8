/**
 * Activation functions g, their derivatives g′, and both over whole matrices. σ′ and tanh′ come from a = g(z), which
 * the forward pass has already paid for; ReLU and leaky ReLU look at the sign of z.
 *
 * At z = 0 the derivative of ReLU and leaky ReLU is *defined* as 1. It matters only when W = 0 and b = 0.
 */
import type { Activation, HiddenActivation } from './network.ts';

export interface ActivationFunction {
  /** a = g(z) */
  readonly g: (z: number, leakySlope: number) => number;
  /** g′(z), given z and a = g(z) */
  readonly gPrime: (z: number, a: number, leakySlope: number) => number;
}

/** Functions of one number. Softmax is missing: it needs the whole column. */
export const activationFunctions: Readonly<Record<HiddenActivation, ActivationFunction>> = {
  sigmoid: { g: sigmoid, gPrime: (_z, a) => a * (1 - a) },
  tanh: { g: Math.tanh, gPrime: (_z, a) => 1 - a * a },
  relu: { g: (z) => Math.max(0, z), gPrime: (z) => (z >= 0 ? 1 : 0) },
  leakyRelu: { g: (z, slope) => (z >= 0 ? z : slope * z), gPrime: (z, _a, slope) => (z >= 0 ? 1 : slope) },
  linear: { g: (z) => z, gPrime: () => 1 },
};

/** 1/(1+e^(−z)); e^(−z) may overflow to infinity, which gives the right 0. */
export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
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
  const count = units * m;
  switch (activation) {
    case 'sigmoid':
      for (let i = 0; i < count; i++) A[i] = sigmoid(Z[i]!);
      break;
    case 'tanh':
      for (let i = 0; i < count; i++) A[i] = Math.tanh(Z[i]!);
      break;
    case 'relu':
      for (let i = 0; i < count; i++) A[i] = Math.max(0, Z[i]!);
      break;
    case 'leakyRelu':
      for (let i = 0; i < count; i++) A[i] = Z[i]! >= 0 ? Z[i]! : leakySlope * Z[i]!;
      break;
    case 'linear':
      if (A !== Z) for (let i = 0; i < count; i++) A[i] = Z[i]!;
      break;
    case 'softmax':
      softmax(Z, A, units, m);
      break;
  }
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

/**
 * dZ = dA ⊙ g′(Z), where dZ holds dA on entry. For softmax, g′ is a matrix per column (a_j(δ_jk − a_k)), so
 * dz_j = a_j da_j − a_j Σ_k a_k da_k.
 * @param dZ units × m, changed in place
 */
export function multiplyByDerivative(
  activation: Activation,
  dZ: Float64Array,
  Z: Float64Array,
  A: Float64Array,
  units: number,
  m: number,
  leakySlope: number,
): void {
  const count = units * m;
  switch (activation) {
    case 'sigmoid':
      for (let i = 0; i < count; i++) dZ[i]! *= A[i]! * (1 - A[i]!);
      break;
    case 'tanh':
      for (let i = 0; i < count; i++) dZ[i]! *= 1 - A[i]! * A[i]!;
      break;
    case 'relu':
      for (let i = 0; i < count; i++) if (Z[i]! < 0) dZ[i] = 0;
      break;
    case 'leakyRelu':
      for (let i = 0; i < count; i++) if (Z[i]! < 0) dZ[i]! *= leakySlope;
      break;
    case 'linear':
      break;
    case 'softmax':
      multiplyBySoftmaxDerivative(dZ, A, units, m);
      break;
  }
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
