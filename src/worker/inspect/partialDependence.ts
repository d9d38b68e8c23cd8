/**
 * "partialDependence": one column is set to each of some values in many training examples, the others stay as they are; the
 * mean of what the network says then, and how much it spreads (Friedman 2001).
 */
import { quantile } from '../../core/quantile.ts';
import { type ColumnEncoder, encodeValue } from '../../data/encodeRow.ts';
import type { PartialDependenceAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { sampleOf } from '../evaluator.ts';
import { encoders } from './rawCells.ts';
import { forwardOf, QueryError, type Scene, type Work } from './scene.ts';
import { outputCount, writeOutput } from './verdict.ts';

/** Multiply-adds of a pass over the examples for one value. */
const workAtOnce = 3e7;
const mostExamples = 500;

export async function partialDependence(
  { column, points }: QueryMap['partialDependence'],
  scene: Scene,
  work: Work,
): Promise<PartialDependenceAnswer> {
  const encoder = encoders(scene).find((candidate) => candidate.column.name === column);
  if (!encoder) throw new QueryError(`"${column}" is no input of this network.`);
  const at = placesOf(encoder, points);
  const { X, m } = sampleOf(
    scene.dataset.train,
    Math.max(16, Math.min(mostExamples, Math.floor(workAtOnce / scene.description.parameters))),
  );
  const outputs = outputCount(scene);
  const [mean, low, high] = Array.from({ length: 3 }, () => new Float64Array(outputs * at.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let p = 0; p < at.length; p++) {
    const answers = outputsWith(encoder, at[p]!, X, m, scene);
    for (let j = 0; j < outputs; j++) {
      const values = Float64Array.from({ length: m }, (_, i) => answers[i * outputs + j]!).sort();
      mean[j * at.length + p] = values.reduce((sum, value) => sum + value, 0) / m;
      low[j * at.length + p] = quantile(values, 0.1);
      high[j * at.length + p] = quantile(values, 0.9);
    }
    await work.breathe();
  }
  return { column, at, categories: encoder.column.numbers ? [] : encoder.column.categories, outputs, mean, low, high, m };
}

/** Values of a number's extent, evenly spaced; all codes of words. */
function placesOf({ column, min, max }: ColumnEncoder, points: number): Float64Array {
  if (!column.numbers) return Float64Array.from(column.categories.keys());
  return Float64Array.from({ length: points }, (_, i) => min + (i * (max - min)) / (points - 1));
}

/** m × outputs. */
function outputsWith(encoder: ColumnEncoder, place: number, X: Float64Array, m: number, scene: Scene): Float64Array {
  const { column, first, width } = encoder;
  const x = new Float64Array(scene.spec.inputs);
  encodeValue(encoder, column.numbers ? place : (column.categories[place] ?? null), scene.dataset, x);
  const changed = X.slice();
  for (let k = first; k < first + width; k++) changed.fill(x[k]!, k * m, (k + 1) * m);
  const A = forwardOf(scene, changed, m).A.at(-1)!;
  const outputs = outputCount(scene);
  const result = new Float64Array(m * outputs);
  for (let i = 0; i < m; i++) writeOutput(scene, A, m, i, result, i * outputs);
  return result;
}
