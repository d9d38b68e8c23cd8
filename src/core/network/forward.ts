/** The forward pass: Z^[l] = W^[l] A^[l-1] + b^[l], A^[l] = g^[l](Z^[l]), and the cost J of its result. */
import { doubles, type Inputs } from './examples.ts';
import { activate } from './activations.ts';
import type { Parameters } from './arena.ts';
import { lossSum, type Outputs } from './losses.ts';
import type { NetworkSpec } from './network.ts';
import { addScaledRow, addTwoScaledRows } from './rows.ts';
import { unitsOf } from './shape.ts';

/** What a forward pass computes, by layer. */
export interface ForwardBuffers {
  /** Z[l]: n^[l] × m for l = 1…L; Z[0] is empty. */
  readonly Z: readonly Float64Array[];
  /** A[l]: n^[l] × m for l = 0…L; A[0] is X. */
  readonly A: readonly Float64Array[];
}

/** Zeros for m examples; A[0] is `X` itself, not a copy (unless it is in Float32). */
export function createForwardBuffers(
  spec: NetworkSpec,
  X: Inputs,
  m: number,
): { Z: Float64Array[]; A: Float64Array[] } {
  const sizes = spec.layers.map((layer) => layer.units * m);
  return {
    Z: [new Float64Array(0), ...sizes.map((size) => new Float64Array(size))],
    A: [doubles(X), ...sizes.map((size) => new Float64Array(size))],
  };
}

/** All layers of m examples. Writes Z[1…L] and A[1…L]; reads A[0]. */
export function forwardPass(spec: NetworkSpec, parameters: Parameters, { Z, A }: ForwardBuffers, m: number): void {
  for (let l = 1; l <= spec.layers.length; l++) {
    forwardLayer(spec, parameters, l, A[l - 1]!, { Z: Z[l]!, A: A[l]! }, m);
  }
}

/**
 * One layer of m examples.
 * @param before A^[l-1]: n^[l-1] × m
 * @param out Z^[l] and A^[l], n^[l] × m, written; may be the same array
 */
export function forwardLayer(
  spec: NetworkSpec,
  parameters: Parameters,
  l: number,
  before: Float64Array,
  { Z, A }: { readonly Z: Float64Array; readonly A: Float64Array },
  m: number,
): void {
  const { units, activation } = spec.layers[l - 1]!;
  const [W, b] = [parameters.W[l]!, parameters.b[l]!];
  affineRows({ W, b, A: before, Z, before: unitsOf(spec, l - 1), m }, 0, units);
  activate(activation, Z, A, units, m, spec.leakySlope);
}

/** A product Z = W A + b, b broadcast over the columns, of which rows can be done by themselves. */
export interface AffineProduct {
  readonly W: Float64Array;
  readonly b: Float64Array;
  readonly A: Float64Array;
  /** Written. */
  readonly Z: Float64Array;
  /** Rows of A. */
  readonly before: number;
  /** Columns of A and Z. */
  readonly m: number;
}

/** Rows from … to − 1 of Z: row j is b_j + Σ_k w_jk · row k of A. */
export function affineRows({ W, b, A, Z, before, m }: AffineProduct, from: number, to: number): void {
  const [out, rows] = [
    { values: Z, m },
    { values: A, m },
  ];
  for (let j = from; j < to; j++) {
    const wRow = j * before;
    Z.fill(b[j]!, j * m, (j + 1) * m);
    let k = 0;
    for (; k + 1 < before; k += 2) addTwoScaledRows(out, j, W[wRow + k]!, W[wRow + k + 1]!, rows, k);
    if (k < before) addScaledRow(out, j, W[wRow + k]!, rows, k);
  }
}

/**
 * J = (1/m) Σ ℒ + (decay/2) Σ‖W^[l]‖² of a finished forward pass.
 * @param decay λ/m of the whole training part, whatever examples these are; 0 for the data term alone
 */
export function costOf(
  spec: NetworkSpec,
  parameters: Parameters,
  { Z, A, Y, m }: Omit<Outputs, 'units'>,
  decay: number,
): number {
  const { units, activation } = spec.layers[spec.layers.length - 1]!;
  return lossSum(spec.loss, activation, { Z, A, Y, units, m }) / m + penalty(spec, parameters, decay);
}

/** (λ/2m) Σ‖W^[l]‖² with decay = λ/m of the whole training part; biases are not penalised. */
export function penalty(spec: NetworkSpec, parameters: Parameters, decay: number): number {
  if (decay === 0) return 0;
  let squares = 0;
  for (let l = 1; l <= spec.layers.length; l++) {
    const W = parameters.W[l]!;
    for (let i = 0; i < W.length; i++) squares += W[i]! * W[i]!;
  }
  return 0.5 * decay * squares;
}
