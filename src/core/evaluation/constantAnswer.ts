/**
 * The best answer that does not look at its inputs: the share of each class, or the mean, of the training examples. What
 * a network has to beat before it can be said to have learned anything.
 */
import type { ExampleSet } from '../network/examples.ts';
import { lossSum } from '../network/losses.ts';
import type { Activation, Loss, NetworkSpec } from '../network/network.ts';
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
  const Z = repeated(output.map(logits[spec.loss]), m);
  let correct: Evaluation['correct'] = null;
  let r2: Evaluation['r2'] = null;
  for (const tally of talliesFor(spec, examples)) {
    tally.add(A, Y, m);
    ({ correct = correct, r2 = r2 } = tally.result());
  }
  return { m, cost: lossSum(spec.loss, activationOf[spec.loss], Z, A, Y, units, m) / m, correct, r2, output };
}

const activationOf: Readonly<Record<Loss, Activation>> = {
  binaryCrossEntropy: 'sigmoid',
  categoricalCrossEntropy: 'softmax',
  squaredError: 'linear',
};

/** z of a mean under the activation that belongs to the loss; finite for a class that never or always occurs. */
const logits: Readonly<Record<Loss, (mean: number) => number>> = {
  binaryCrossEntropy: (mean) => Math.log(atLeast(mean)) - Math.log(atLeast(1 - mean)),
  categoricalCrossEntropy: (mean) => Math.log(atLeast(mean)),
  squaredError: (mean) => mean,
};

function atLeast(share: number): number {
  return Math.max(1e-300, share);
}

function repeated(row: Float64Array, m: number): Float64Array {
  const matrix = new Float64Array(row.length * m);
  row.forEach((value, j) => {
    matrix.fill(value, j * m, (j + 1) * m);
  });
  return matrix;
}
