/** The arithmetic of one unit for one example, term by term, from the numbers of a frame. */
import { activationFunction } from '../../src/core/network/activations.ts';
import type { Activation } from '../../src/core/network/network.ts';
import type { Frame } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { activationOf, isComplete, section, shownIndex } from '../state/numbers.ts';

export interface Term {
  /** Unit of the layer below, counted from 0. */
  readonly from: number;
  readonly weight: number;
  readonly input: number;
  /** weight × input. */
  readonly product: number;
  /** ∂J/∂w over the shown examples. */
  /** `null` where the frame has none. */
  readonly gradient: number | null;
}

export interface UnitNumbers {
  readonly activation: Activation;
  /** In the order of the layer below. */
  readonly terms: readonly Term[];
  readonly bias: number;
  /** ∂J/∂b over the shown examples. */
  readonly biasGradient: number | null;
  /** NaN when the products do not tell it, being shown in part or without a sum, and g cannot be turned round. */
  readonly z: number;
  readonly a: number;
  /** g′(z); `null` for softmax, whose derivative is a matrix, and where z or a is not a number although all is shown. */
  readonly slope: number | null;
  /** What the units that are not shown add to z; `null` when all are shown. */
  readonly rest: number | null;
}

/** `null` for an input, or when the frame lacks the numbers. */
export function unitNumbers(
  run: RunDescription,
  frame: Frame,
  layer: number,
  unit: number,
  example: number,
): UnitNumbers | null {
  const row = shownIndex(run, layer, unit);
  const W = section(frame, `W:${layer}`);
  const dW = section(frame, `dW:${layer}`);
  const b = section(frame, `b:${layer}`);
  const below = section(frame, `A:${layer - 1}`);
  const A = section(frame, `A:${layer}`);
  if (layer === 0 || row < 0 || !W || !b || !below || !A) return null;
  const terms = Array.from({ length: W.columns }, (_, k): Term => {
    const weight = W.values[row * W.columns + k] ?? Number.NaN;
    const input = below.values[k * below.columns + example] ?? Number.NaN;
    return {
      from: run.shownUnits[layer - 1]?.[k] ?? k,
      weight,
      input,
      product: weight * input,
      gradient: dW?.values[row * W.columns + k] ?? null,
    };
  });
  const activation = activationOf(run, layer);
  const bias = b.values[row] ?? Number.NaN;
  const biasGradient = section(frame, `db:${layer}`)?.values[row] ?? null;
  const a = A.values[row * A.columns + example] ?? Number.NaN;
  const known = terms.reduce((sum, { product }) => sum + product, bias);
  const complete = isComplete(run, layer - 1);
  // ∞ − ∞ among the products: a may still tell.
  const z = complete && !Number.isNaN(known) ? known : inverse(activation, a, run.leakySlope);
  return {
    activation,
    terms,
    bias,
    biasGradient,
    z,
    a,
    slope: Number.isNaN(complete ? z : a) ? null : slopeAt(activation, z, a, run.leakySlope),
    rest: complete ? null : z - known,
  };
}

/** z from a = g(z), where that is possible; else NaN. */
function inverse(activation: Activation, a: number, leakySlope: number): number {
  return activationFunction(activation)?.inverse(a, leakySlope) ?? Number.NaN;
}

export function slopeAt(activation: Activation, z: number, a: number, leakySlope: number): number | null {
  return activationFunction(activation)?.gPrime(z, a, leakySlope) ?? null;
}
