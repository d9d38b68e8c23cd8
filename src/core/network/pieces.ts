/**
 * Forward and backward of one layer in pieces: ranges of rows of its products, each a few milliseconds of work, between which whoever
 * drives them may do something else or leave. Every number comes from the same loop as in one call, so its bits are the same.
 */
import { activate, multiplyByDerivative } from './activations.ts';
import type { Parameters } from './arena.ts';
import {
  type BackwardBuffers,
  biasGradient,
  propagateRows,
  type TransposedProduct,
  type WeightGradient,
  weightGradientRows,
} from './backward.ts';
import { type AffineProduct, affineRows, type ForwardBuffers } from './forward.ts';
import { outputDelta } from './losses.ts';
import type { NetworkSpec } from './network.ts';
import { parameterCount, unitsOf } from './shape.ts';

/** Multiply-adds of a piece: some 5 ms in plain loops. */
export const pieceWork = 1 << 22;

/** Products of each weight with each example in a step: forward, gradient, and the error of the layer before. */
const passes = 3;

/** Multiply-adds of a step with m examples, as good as. */
export function stepWork(spec: NetworkSpec, m: number): number {
  return passes * parameterCount(spec) * m;
}

/** Multiply-adds in whose time the update does one number, and the copy to go back to is made of it. */
const updateWork = 64;

/** Of a step with its update: in a large network with few examples it is what takes long. */
export function wholeStepWork(spec: NetworkSpec, m: number): number {
  return stepWork(spec, m) + updateWork * parameterCount(spec);
}

/** Work that rests after each piece; it is done when the generator is. */
export type Pieces = Generator<void, void, void>;
/** The same with a result. */
export type PiecesOf<Result> = Generator<void, Result, void>;

/** Does it in one go. */
export function finished<Result>(work: PiecesOf<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** A network, its parameters, and examples on their way through it. */
export interface Pass<Buffers extends ForwardBuffers> {
  readonly spec: NetworkSpec;
  readonly parameters: Parameters;
  readonly buffers: Buffers;
  /** Examples of the pass. */
  readonly m: number;
}

/** Calls `rows` with ranges of 0 … units − 1, one a piece. @param rowWork multiply-adds of a row */
export function* rowPieces(units: number, rowWork: number, rows: (from: number, to: number) => void): Pieces {
  const most = Math.max(1, Math.floor(pieceWork / Math.max(1, rowWork)));
  for (let from = 0; from < units; from += most) {
    rows(from, Math.min(units, from + most));
    yield;
  }
}

/** See `forwardLayer`. */
export function* forwardPieces({ spec, parameters, buffers: { Z, A }, m }: Pass<ForwardBuffers>, l: number): Pieces {
  const { units, activation } = spec.layers[l - 1]!;
  const before = unitsOf(spec, l - 1);
  const product: AffineProduct = { W: parameters.W[l]!, b: parameters.b[l]!, A: A[l - 1]!, Z: Z[l]!, before, m };
  yield* rowPieces(units, before * m, (from, to) => affineRows(product, from, to));
  activate(activation, Z[l]!, A[l]!, units, m, spec.leakySlope);
}

/** All layers of m examples, see `forwardPass`. */
export function* forwardPassPieces(pass: Pass<ForwardBuffers>): Pieces {
  for (let l = 1; l <= pass.spec.layers.length; l++) yield* forwardPieces(pass, l);
}

/** See `backwardLayer`. */
export function* backwardPieces(
  { spec, parameters, buffers: { Z, A, Y, dZ }, m }: Pass<BackwardBuffers>,
  gradients: Parameters,
  l: number,
  decay: number,
): Pieces {
  const { units, activation } = spec.layers[l - 1]!;
  if (l === spec.layers.length) {
    outputDelta(spec, activation, { Z: Z[l]!, A: A[l]!, Y, units, m }, dZ[l]!);
  } else {
    const after = unitsOf(spec, l + 1);
    const product: TransposedProduct = {
      ...{ W: parameters.W[l + 1]!, dZ: dZ[l + 1]!, dA: dZ[l]! },
      ...{ units: after, before: units, m },
    };
    yield* rowPieces(units, after * m, (from, to) => propagateRows(product, from, to));
    multiplyByDerivative(activation, dZ[l]!, { Z: Z[l]!, A: A[l]!, units, m }, spec.leakySlope);
  }
  const before = unitsOf(spec, l - 1);
  const product: WeightGradient = {
    ...{ dZ: dZ[l]!, A: A[l - 1]!, W: parameters.W[l]!, dW: gradients.W[l]! },
    ...{ before, m, decay },
  };
  yield* rowPieces(units, before * m, (from, to) => weightGradientRows(product, from, to));
  biasGradient(dZ[l]!, gradients.b[l]!, units, m);
}
