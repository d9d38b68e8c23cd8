/**
 * Linear regression in closed form: the weights and bias with the least squared error, from the normal equations of the
 * standardized columns (ZZᵀ/m + εI) w = Zy/m by Cholesky: neither an offset nor a scale costs digits. The tiny ε makes columns
 * that say the same harmless.
 */
import { dotRows, sumRow } from '../network/rows.ts';
import { standardizedRows } from './standardizedRows.ts';

/** Added to the diagonal, which is 1. */
const ridge = 1e-10;

export interface LinearFit {
  /** outputs × inputs */
  readonly W: Float64Array;
  /** outputs */
  readonly b: Float64Array;
}

/**
 * One row of the normal equations a step, so that others can have their turn; returns the fit.
 * @param X inputs × m
 * @param Y outputs × m
 */
export function* leastSquares(
  X: Float64Array,
  Y: Float64Array,
  inputs: number,
  outputs: number,
  m: number,
): Generator<void, LinearFit> {
  const { X: Z, mean, std } = standardizedRows(X, inputs, m);
  const targets = Float64Array.from({ length: outputs }, (_, j) => sumRow(Y, j * m, m) / m);
  const centred = Y.map((y, at) => y - targets[Math.floor(at / m)]!);
  const G = new Float64Array(inputs * inputs);
  const right = new Float64Array(outputs * inputs);
  for (let k = 0; k < inputs; k++) {
    for (let i = 0; i <= k; i++) G[k * inputs + i] = dotRows(Z, k * m, Z, i * m, m) / m;
    G[k * inputs + k]! += ridge;
    for (let j = 0; j < outputs; j++) right[j * inputs + k] = dotRows(Z, k * m, centred, j * m, m) / m;
    yield;
  }
  yield* cholesky(G, inputs);
  for (let j = 0; j < outputs; j++) substitute(G, right.subarray(j * inputs, (j + 1) * inputs), inputs);
  return unstandardized({ W: right, b: targets }, mean, std);
}

/** The same answers from columns as they are: w_k/σ_k, and what the means add up to goes into the bias. */
export function unstandardized({ W, b }: LinearFit, mean: Float64Array, std: Float64Array): LinearFit {
  const inputs = mean.length;
  const own = W.map((w, at) => w / std[at % inputs]!);
  const bias = b.map((value, j) => value - mean.reduce((sum, x, k) => sum + own[j * inputs + k]! * x, 0));
  return { W: own, b: bias };
}

/** G = LLᵀ in place, L in the lower triangle. */
function* cholesky(G: Float64Array, n: number): Generator<void, void> {
  for (let k = 0; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      let sum = G[k * n + i]!;
      for (let j = 0; j < i; j++) sum -= G[k * n + j]! * G[i * n + j]!;
      // A column that says what others said leaves only rounding: it gets no weight of its own.
      G[k * n + i] = i === k ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / G[i * n + i]!;
    }
    yield;
  }
}

/** Solves LLᵀ w = w in place. */
function substitute(L: Float64Array, w: Float64Array, n: number): void {
  for (let k = 0; k < n; k++) {
    let sum = w[k]!;
    for (let i = 0; i < k; i++) sum -= L[k * n + i]! * w[i]!;
    w[k] = sum / L[k * n + k]!;
  }
  for (let k = n - 1; k >= 0; k--) {
    let sum = w[k]!;
    for (let i = k + 1; i < n; i++) sum -= L[i * n + k]! * w[i]!;
    w[k] = sum / L[k * n + k]!;
  }
}
