/**
 * "partialDependence": one column is set to each of some values in many training examples, the others stay as they are; the
 * mean of what the network says then, and how much it spreads (Friedman 2001).
 */
import { quantile } from '../../core/evaluation/quantile.ts';
import type { PartialDependenceAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { sampleOf } from '../curve/evaluator.ts';
import { inputColumnOf, ownValues, positionsOf, setColumn } from '../inspect/columnSweep.ts';
import { forwardOf, type QueryContext, type Work } from '../inspect/queryContext.ts';
import { outputCount, outputRows } from '../inspect/prediction.ts';

/** Multiply-adds of a pass over the examples for one value. */
const workAtOnce = 3e7;
const maxExamples = 500;

export async function partialDependence(
  { column, points }: QueryMap['partialDependence'],
  scene: QueryContext,
  work: Work,
): Promise<PartialDependenceAnswer> {
  const input = inputColumnOf(column, scene);
  const at = positionsOf(input, points);
  const { X, m } = sampleOf(
    scene.dataset.train,
    Math.max(16, Math.min(maxExamples, Math.floor(workAtOnce / scene.description.parameters))),
  );
  const changed = X.slice();
  const outputs = outputCount(scene);
  const [mean, low, high] = Array.from({ length: 3 }, () => new Float64Array(outputs * at.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let p = 0; p < at.length; p++) {
    setColumn(input, at[p]!, changed, m, scene);
    const answers = outputRows(scene, forwardOf(scene, changed, m).A.at(-1)!, m);
    for (let j = 0; j < outputs; j++) {
      const values = answers.subarray(j * m, (j + 1) * m).sort();
      mean[j * at.length + p] = values.reduce((sum, value) => sum + value, 0) / m;
      low[j * at.length + p] = quantile(values, 0.1);
      high[j * at.length + p] = quantile(values, 0.9);
    }
    await work.yieldNow();
  }
  const categories = input.column.numbers ? [] : input.column.categories;
  return { column, at, categories, own: ownValues(input, scene), outputs, mean, low, high, m };
}
