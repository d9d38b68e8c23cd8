/**
 * Cost and metrics of a set of examples with the current parameters. Large sets are walked through in blocks, so that
 * the memory needed does not grow with m; buffers are kept for the next time.
 */
import { gatherColumns, type ExampleSet } from '../network/examples.ts';
import { lossSum } from '../network/losses.ts';
import { type Evaluation, talliesFor } from './metrics.ts';
import type { NetworkSpec } from '../network/network.ts';
import { finished, type Pieces, type PiecesOf } from '../network/pieces.ts';
import { unitsOf } from '../network/shape.ts';

/** Numbers the widest layer of one block may hold: 8 MB in Float64. */
const blockNumbers = 1 << 20;
const minBlock = 256;

export type ForwardExamples = (Z: readonly Float64Array[], A: readonly Float64Array[], m: number) => Pieces;

/** Examples evaluated at a time. */
export function blockLength(spec: NetworkSpec): number {
  const widest = Math.max(spec.inputs, ...spec.layers.map(({ units }) => units));
  return Math.max(minBlock, Math.floor(blockNumbers / widest));
}

export class Evaluator {
  readonly #spec: NetworkSpec;
  readonly #forward: ForwardExamples;
  readonly #block: number;
  #capacity = 0;
  #X = new Float64Array(0);
  #Y = new Float64Array(0);
  readonly #Z: Float64Array[] = [];
  readonly #A: Float64Array[] = [];

  constructor(spec: NetworkSpec, forward: ForwardExamples, block = blockLength(spec)) {
    this.#spec = spec;
    this.#forward = forward;
    this.#block = block;
  }

  /** @param penalty (λ/2m) Σ‖W‖², added to the mean loss */
  evaluate(examples: ExampleSet, penalty: number): Evaluation {
    return finished(this.pieces(examples, penalty));
  }

  /** The same in pieces of some milliseconds: whoever drives them may drop them. */
  *pieces(examples: ExampleSet, penalty: number): PiecesOf<Evaluation> {
    const tallies = talliesFor(this.#spec, examples);
    let sum = 0;
    yield* this.#visitBlocks(examples, (A, Y, m, loss) => {
      sum += loss;
      for (const tally of tallies) tally.add(A, Y, m);
    });
    const none = { accuracy: null, correct: null, perClass: null, confusion: null, r2: null, mae: null };
    const results = tallies.map((tally) => tally.result());
    return Object.assign({ m: examples.m, cost: sum / examples.m + penalty, ...none }, ...results);
  }

  /** The cost alone. */
  cost(examples: ExampleSet, penalty: number): number {
    let sum = 0;
    finished(
      this.#visitBlocks(examples, (_A, _Y, _m, loss) => {
        sum += loss;
      }),
    );
    return sum / examples.m + penalty;
  }

  *#visitBlocks(
    { X, Y, m }: ExampleSet,
    visit: (A: Float64Array, Y: Float64Array, m: number, loss: number) => void,
  ): Pieces {
    const spec = this.#spec;
    const L = spec.layers.length;
    const { units, activation } = spec.layers[L - 1]!;
    const inOne = X instanceof Float64Array && m <= this.#block;
    this.#reserve(Math.min(m, this.#block), !inOne);
    for (let start = 0; start < m; start += this.#block) {
      const count = Math.min(this.#block, m - start);
      if (!inOne) {
        gatherColumns(X, spec.inputs, m, { order: null, start, count }, this.#X);
        gatherColumns(Y, units, m, { order: null, start, count }, this.#Y);
      }
      this.#A[0] = inOne ? X : this.#X;
      const targets = inOne ? Y : this.#Y;
      yield* this.#forward(this.#Z, this.#A, count);
      visit(
        this.#A[L]!,
        targets,
        count,
        lossSum(spec.loss, activation, { Z: this.#Z[L]!, A: this.#A[L]!, Y: targets, units, m: count }),
      );
    }
    this.#A[0] = this.#X;
  }

  /** Room for m examples, and for copies of their columns. A hidden Z is not looked at and shares A's room. */
  #reserve(m: number, copies: boolean): void {
    const spec = this.#spec;
    const L = spec.layers.length;
    const outputs = unitsOf(spec, L);
    if (copies && this.#X.length < spec.inputs * m) {
      this.#X = new Float64Array(spec.inputs * m);
      this.#Y = new Float64Array(outputs * m);
    }
    if (m <= this.#capacity) return;
    this.#capacity = m;
    this.#Z[0] = new Float64Array(0);
    for (let l = 1; l <= L; l++) {
      this.#A[l] = new Float64Array(unitsOf(spec, l) * m);
      this.#Z[l] = l < L ? this.#A[l]! : new Float64Array(outputs * m);
    }
  }
}
