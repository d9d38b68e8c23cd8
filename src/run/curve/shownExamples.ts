/** Which units and examples the pictures show: all of them while they are few, else evenly spread ones. */
import { examplesFor, pictureWork } from '../budget.ts';
import { evenlySpaced } from '../../core/analysis/evenlySpaced.ts';
import type { ExampleSet } from '../../core/network/examples.ts';
import type { Task } from '../../data/columns/summary.ts';

/** Most units of a layer that are shown. */
export const maxUnits = 32;
/** Most and fewest training examples that are shown, as far as there are so many. */
const maxExamples = 400;
const minExamples = 128;

/** Each example's target as one number: the class code, or the (first) target's value as it is in Y. Length m. */
export function targetValues({ m, Y }: ExampleSet, task: Task): Float64Array {
  const values = Y.slice(0, m);
  if (task !== 'multiclass') return values;
  const classes = Y.length / m;
  for (let i = 0; i < m; i++) {
    let code = 0;
    while (code < classes - 1 && Y[code * m + i] !== 1) code++;
    values[i] = code;
  }
  return values;
}

/**
 * Indices of the training examples that are shown, sorted by class (or target value) and within it by their order in
 * the file. When there are too many, each class keeps its share. Large networks show fewer: `parameters` is their count.
 */
export function chooseExamples(targets: Float64Array, parameters = 0): number[] {
  const most = Math.min(maxExamples, examplesFor(pictureWork, parameters, minExamples));
  const sorted = Array.from(targets.keys()).sort((i, j) => targets[i]! - targets[j]! || i - j);
  return evenlySpaced(sorted.length, most).map((position) => sorted[position]!);
}
