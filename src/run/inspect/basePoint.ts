/** Where inputs are held that a picture of the fit does not vary: at an example's values, or at the training mean. */
import { doubles } from '../../core/network/examples.ts';
import type { ExampleAddress } from '../../protocol/subjects.ts';
import { examplesOf, requireExample, type QueryContext } from './queryContext.ts';

const means = new WeakMap<QueryContext['dataset'], Float64Array>();

/** x as the network takes it; `null`: the mean, which for a category is each word's share. Not to be changed. */
export function basePoint(around: ExampleAddress | null, scene: QueryContext): Float64Array {
  if (around === null) return meanOf(scene);
  const isShown = around.part === 'shown';
  const part = around.part === 'shown' ? 'train' : around.part;
  const { examples } = examplesOf(scene, part);
  const { X, m } = examples;
  // A place that is none among the shown is none among all.
  const index = isShown ? (scene.shown[around.index] ?? m) : around.index;
  requireExample(examples, index, part);
  return Float64Array.from({ length: scene.spec.inputs }, (_, k) => X[k * m + index]!);
}

/** Worked out once: a large table takes its time. */
function meanOf({ dataset, spec }: QueryContext): Float64Array {
  const there = means.get(dataset);
  if (there) return there;
  const { X, m } = dataset.train;
  const mean = Float64Array.from(
    { length: spec.inputs },
    (_, k) => doubles(X.subarray(k * m, (k + 1) * m)).reduce((sum, value) => sum + value, 0) / m,
  );
  means.set(dataset, mean);
  return mean;
}
