/**
 * Questions one asks of a network: does a unit saturate, is it dead, are two units the same, is the whole thing
 * linear, where is the first number that is none. Pure functions of matrices.
 */
import { activationFunction } from '../network/activations.ts';
import type { Parameters } from '../network/arena.ts';
import type { Activation, NetworkSpec } from '../network/network.ts';
import { unitsOf } from '../network/shape.ts';

/** A unit counts as saturated when so large a share of its activations over the examples is. */
export const saturatedUnitShare = 0.9;

/** THE meaning of "a saturated unit", wherever one is counted, flagged or warned of. @param a its activations over the examples */
export function isSaturatedUnit(activation: Activation, a: ArrayLike<number>): boolean {
  return a.length > 0 && saturatedShare(activation, a) >= saturatedUnitShare;
}

/** Share of activations, 0…1, so near an end of g that it is flat; 0 for the functions that do not saturate. */
export function saturatedShare(activation: Activation, A: ArrayLike<number>): number {
  const isSaturated = activationFunction(activation)?.isSaturated;
  if (!isSaturated || A.length === 0) return 0;
  let saturated = 0;
  for (let i = 0; i < A.length; i++) if (isSaturated(A[i]!)) saturated++;
  return saturated / A.length;
}

/**
 * Share of units, 0…1, that are off (exactly 0) for all m examples and so get no gradient; 0 for activations that cannot be.
 * @param A units × m
 */
export function deadShare(activation: Activation, A: Float64Array, units: number, m: number): number {
  if (!activationFunction(activation)?.canDie || units === 0) return 0;
  let dead = 0;
  for (let j = 0; j < units; j++) {
    if (A.subarray(j * m, (j + 1) * m).every((a) => a === 0)) dead++;
  }
  return dead / units;
}

/**
 * Groups of hidden units of layer l that are equal to the last bit, coming in (row of W^[l], b^[l]) and going out (column
 * of W^[l+1]): such units stay equal for ever. Each group is ascending and has at least two units.
 */
export function symmetricUnits(spec: NetworkSpec, parameters: Parameters, l: number): number[][] {
  const groups: number[][] = [];
  for (let j = 0; j < unitsOf(spec, l); j++) {
    const group = groups.find(([first]) => unitsAreEqual(spec, parameters, l, first!, j));
    if (group) group.push(j);
    else groups.push([j]);
  }
  return groups.filter((group) => group.length > 1);
}

function unitsAreEqual(spec: NetworkSpec, { W, b }: Parameters, l: number, i: number, j: number): boolean {
  const before = unitsOf(spec, l - 1);
  if (b[l]![i] !== b[l]![j]) return false;
  for (let k = 0; k < before; k++) if (W[l]![i * before + k] !== W[l]![j * before + k]) return false;
  if (l === spec.layers.length) return true;
  const units = unitsOf(spec, l);
  for (let k = 0; k < unitsOf(spec, l + 1); k++)
    if (W[l + 1]![k * units + i] !== W[l + 1]![k * units + j]) return false;
  return true;
}

/**
 * The one layer that a network with linear hidden layers is: W′ = W^[L] … W^[1], b′ alike, so that z^[L] = W′x + b′.
 * @returns `null` when a hidden layer is not linear
 */
export function collapse(spec: NetworkSpec, parameters: Parameters): { W: Float64Array; b: Float64Array } | null {
  if (spec.layers.slice(0, -1).some(({ activation }) => activation !== 'linear')) return null;
  let W = parameters.W[1]!.slice();
  let b = parameters.b[1]!.slice();
  for (let l = 2; l <= spec.layers.length; l++) {
    const units = unitsOf(spec, l);
    const before = unitsOf(spec, l - 1);
    const next = multiply(parameters.W[l]!, b, units, before, 1);
    b = next.map((value, j) => value + parameters.b[l]![j]!);
    W = multiply(parameters.W[l]!, W, units, before, spec.inputs);
  }
  return { W, b };
}

/** A (rows × inner) times B (inner × columns). */
function multiply(
  A: Float64Array,
  B: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array<ArrayBuffer> {
  const product = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      for (let j = 0; j < columns; j++) product[i * columns + j]! += A[i * inner + k]! * B[k * columns + j]!;
    }
  }
  return product;
}

/** ‖v‖, the square root of the sum of squares. */
export function norm(values: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!;
  return Math.sqrt(squares);
}
