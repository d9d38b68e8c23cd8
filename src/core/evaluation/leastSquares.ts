/**
 * Linear regression in closed form: the weights and bias with the least squared error, from the normal equations of the
 * centred data (XXᵀ + εI) w = Xy by Cholesky. The tiny ε makes columns that say the same harmless.
 */
import { dotRows, sumRow } from '../network/rows.ts';

/** Share of the mean diagonal that is added to it. */
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
  const means = rowMeans(X, inputs, m);
  const targets = rowMeans(Y, outputs, m);
  const G = new Float64Array(inputs * inputs);
  const right = new Float64Array(outputs * inputs);
  for (let k = 0; k < inputs; k++) {
    for (let i = 0; i <= k; i++) G[k * inputs + i] = dotRows(X, k * m, X, i * m, m) / m - means[k]! * means[i]!;
    for (let j = 0; j < outputs; j++)
      right[j * inputs + k] = dotRows(X, k * m, Y, j * m, m) / m - means[k]! * targets[j]!;
    yield;
  }
  let trace = 0;
  for (let k = 0; k < inputs; k++) trace += G[k * inputs + k]!;
  const added = (ridge * trace) / inputs || 1;
  for (let k = 0; k < inputs; k++) G[k * inputs + k]! += added;
  yield* cholesky(G, inputs);
  const b = new Float64Array(outputs);
  for (let j = 0; j < outputs; j++) {
    const w = right.subarray(j * inputs, (j + 1) * inputs);
    substitute(G, w, inputs);
    b[j] = targets[j]! - w.reduce((sum, value, k) => sum + value * means[k]!, 0);
  }
  return { W: right, b };
}

function rowMeans(values: Float64Array, rows: number, m: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, k) => sumRow(values, k * m, m) / m);
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
