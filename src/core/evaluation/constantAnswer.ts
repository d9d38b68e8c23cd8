/**
 * The best answer that does not look at its inputs: the share of each class, or the mean, of the training examples. What
 * a network has to beat before it can be said to have learned anything.
 */
import type { ExampleSet } from '../network/examples.ts';
import { lossFunctions } from '../network/lossFunctions.ts';
import { lossSum } from '../network/losses.ts';
import type { NetworkSpec } from '../network/network.ts';
import { sumRow } from '../network/rows.ts';
import { type Evaluation, talliesFor } from './metrics.ts';

export interface ConstantAnswer extends Pick<Evaluation, 'm' | 'cost' | 'correct' | 'r2'> {
  /** ŷ of every example, n_y. */
  readonly output: Float64Array;
}

/** @param examples what the answer, found from `train`, is judged on */
export function constantAnswer(spec: NetworkSpec, train: ExampleSet, examples: ExampleSet = train): ConstantAnswer {
  const { units } = spec.layers.at(-1)!;
  const output = Float64Array.from({ length: units }, (_, j) => sumRow(train.Y, j * train.m, train.m) / train.m);
  const { Y, m } = examples;
  const A = repeated(output, m);
  const { output: activation, logit } = lossFunctions[spec.loss];
  const Z = repeated(output.map(logit), m);
  let correct: Evaluation['correct'] = null;
  let r2: Evaluation['r2'] = null;
  for (const tally of talliesFor(spec, examples)) {
    tally.add(A, Y, m);
    ({ correct = correct, r2 = r2 } = tally.result());
  }
  return { m, cost: lossSum(spec.loss, activation, { Z, A, Y, units, m }) / m, correct, r2, output };
}

function repeated(row: Float64Array, m: number): Float64Array {
  const matrix = new Float64Array(row.length * m);
  row.forEach((value, j) => {
    matrix.fill(value, j * m, (j + 1) * m);
  });
  return matrix;
}
