/** The backward pass, one layer at a time from L to 1. Each equation stands above its loop. */
import { multiplyByDerivative } from './activations.ts';
import type { Parameters } from './arena.ts';
import type { ForwardBuffers } from './forward.ts';
import { outputDelta } from './losses.ts';
import type { NetworkSpec } from './network.ts';
import { addScaledRow, addTwoScaledRows, dotRows, sumRow } from './rows.ts';
import { unitsOf } from './shape.ts';

/** The examples of one step: a finished forward pass, its targets, and room for the deltas. */
export interface BackwardBuffers extends ForwardBuffers {
  /** n^[L] × m */
  readonly Y: Float64Array;
  /** dZ[l]: n^[l] × m for l = 1…L; dZ[0] is empty. */
  readonly dZ: readonly Float64Array[];
}

/** All layers, L…1. Writes dZ[l] and every gradient. */
export function backwardPass(
  spec: NetworkSpec,
  parameters: Parameters,
  gradients: Parameters,
  buffers: BackwardBuffers,
  m: number,
  decay: number,
): void {
  for (let l = spec.layers.length; l >= 1; l--) backwardLayer(spec, parameters, gradients, l, buffers, { m, decay });
}

/**
 * dZ^[l], then dW^[l] and db^[l]. Needs dZ^[l+1] (or, at the output, A^[L] and Y).
 * @param share m: examples of the pass; decay: λ/m of the whole training part, adds decay · W^[l] to dW^[l]. The same in every
 *   batch, whatever its size, so that a step follows, on average, the gradient of the J that is shown.
 */
export function backwardLayer(
  spec: NetworkSpec,
  parameters: Parameters,
  gradients: Parameters,
  l: number,
  { Z, A, Y, dZ }: BackwardBuffers,
  { m, decay }: { readonly m: number; readonly decay: number },
): void {
  const { units, activation } = spec.layers[l - 1]!;
  if (l === spec.layers.length) {
    outputDelta(spec, activation, { Z: Z[l]!, A: A[l]!, Y, units, m }, dZ[l]!);
  } else {
    propagate(parameters.W[l + 1]!, dZ[l + 1]!, dZ[l]!, unitsOf(spec, l + 1), units, m);
    multiplyByDerivative(activation, dZ[l]!, { Z: Z[l]!, A: A[l]!, units, m }, spec.leakySlope);
  }
  const before = unitsOf(spec, l - 1);
  const [W, dW] = [parameters.W[l]!, gradients.W[l]!];
  weightGradientRows({ dZ: dZ[l]!, A: A[l - 1]!, W, dW, before, m, decay }, 0, units);
  biasGradient(dZ[l]!, gradients.b[l]!, units, m);
}

/**
 * dA^[l] = W^[l+1]ᵀ dZ^[l+1]   (n^[l] × m): row k is Σ_j w_jk · row j of dZ^[l+1].
 * @param units n^[l+1]
 * @param before n^[l]
 */
export function propagate(
  W: Float64Array,
  dZ: Float64Array,
  dA: Float64Array,
  units: number,
  before: number,
  m: number,
): void {
  propagateRows({ W, dZ, dA, units, before, m }, 0, before);
}

/** A product Wᵀ dZ, of which rows can be done by themselves. */
export interface TransposedProduct {
  readonly W: Float64Array;
  readonly dZ: Float64Array;
  /** Written. */
  readonly dA: Float64Array;
  /** Rows of W and dZ. */
  readonly units: number;
  /** Columns of W. */
  readonly before: number;
  /** Columns of dZ and dA. */
  readonly m: number;
}

/** Rows from … to − 1 of dA = Wᵀ dZ. */
export function propagateRows({ W, dZ, dA, units, before, m }: TransposedProduct, from: number, to: number): void {
  const [out, rows] = [
    { values: dA, m },
    { values: dZ, m },
  ];
  for (let k = from; k < to; k++) {
    dA.fill(0, k * m, (k + 1) * m);
    let j = 0;
    for (; j + 1 < units; j += 2) addTwoScaledRows(out, k, W[j * before + k]!, W[(j + 1) * before + k]!, rows, j);
    if (j < units) addScaledRow(out, k, W[j * before + k]!, rows, j);
  }
}

/** What one layer's dW is made of. */
export interface WeightGradient {
  readonly dZ: Float64Array;
  /** A^[l-1] */
  readonly A: Float64Array;
  readonly W: Float64Array;
  /** Written. */
  readonly dW: Float64Array;
  /** n^[l-1] */
  readonly before: number;
  readonly m: number;
  /** λ/m of the whole training part. */
  readonly decay: number;
}

/** dW^[l] = (1/m) dZ^[l] A^[l-1]ᵀ + (λ/m_train) W^[l]   (n^[l] × n^[l-1]), rows from … to − 1 */
export function weightGradientRows({ dZ, A, W, dW, before, m, decay }: WeightGradient, from: number, to: number): void {
  for (let j = from; j < to; j++) {
    for (let k = 0; k < before; k++) {
      const at = j * before + k;
      dW[at] = dotRows(dZ, j * m, A, k * m, m) / m + decay * W[at]!;
    }
  }
}

/** db^[l] = (1/m) Σ_columns dZ^[l]   (n^[l] × 1) */
export function biasGradient(dZ: Float64Array, db: Float64Array, units: number, m: number): void {
  for (let j = 0; j < units; j++) db[j] = sumRow(dZ, j * m, m) / m;
}
