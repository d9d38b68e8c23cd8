/** What a network says of one example, in the words and units of the file. */
import { perExampleLoss } from '../../core/network/perExampleLoss.ts';
import { predictedClass } from '../../core/evaluation/predictedClass.ts';
import { answerOf } from '../../data/dataset/steps/pipeline.ts';
import type { Prediction } from '../../protocol/answers.ts';
import type { QueryContext } from './queryContext.ts';

/** Class code of column i of outputs or targets (units × m); `null` in regression. */
export function classOf(
  { dataset }: Pick<QueryContext, 'dataset'>,
  values: Float64Array,
  units: number,
  m: number,
  i: number,
): number | null {
  return dataset.task === 'regression' ? null : predictedClass(values, units, m, i);
}

/** Outputs of column i as `Verdict.output` has them, written into `into` from `at` on. */
export function writeOutput(
  scene: Pick<QueryContext, 'dataset'>,
  A: Float64Array,
  m: number,
  i: number,
  into: Float64Array,
  at: number,
): void {
  const { task, pipeline } = scene.dataset;
  const units = A.length / m;
  if (task === 'binary' && units === 1) {
    into[at] = 1 - A[i]!;
    into[at + 1] = A[i]!;
    return;
  }
  for (let j = 0; j < units; j++) {
    const a = A[j * m + i]!;
    into[at + j] = task === 'regression' ? answerOf(pipeline, j, a) : a;
  }
}

/** Numbers in `Verdict.output`. */
export function outputCount({ dataset, spec }: Pick<QueryContext, 'dataset' | 'spec'>): number {
  const { units } = spec.layers.at(-1)!;
  return dataset.task === 'binary' && units === 1 ? 2 : units;
}

/** Outputs of all m columns, one row a number of `Verdict.output`. */
export function outputRows(scene: Pick<QueryContext, 'dataset' | 'spec'>, A: Float64Array, m: number): Float64Array {
  const outputs = outputCount(scene);
  const rows = new Float64Array(outputs * m);
  const one = new Float64Array(outputs);
  for (let i = 0; i < m; i++) {
    writeOutput(scene, A, m, i, one, 0);
    for (let j = 0; j < outputs; j++) rows[j * m + i] = one[j]!;
  }
  return rows;
}

/**
 * @param z z^[L]
 * @param a ŷ
 * @param y target as in Y; `null` when the truth is not known
 */
export function predictionOf(
  scene: Pick<QueryContext, 'dataset' | 'spec'>,
  z: Float64Array,
  a: Float64Array,
  y: Float64Array | null,
): Prediction {
  const { spec, dataset } = scene;
  const { units, activation } = spec.layers.at(-1)!;
  const output = new Float64Array(outputCount(scene));
  writeOutput(scene, a, 1, 0, output, 0);
  const target = new Float64Array(dataset.task === 'regression' && y ? units : 0);
  if (y) if (target.length > 0) writeOutput(scene, y, 1, 0, target, 0);
  const predicted = classOf(scene, a, units, 1, 0);
  const truth = y && classOf(scene, y, units, 1, 0);
  const loss = new Float64Array(1);
  if (y) perExampleLoss(spec.loss, activation, { Z: z, A: a, Y: y, units, m: 1 }, loss);
  const right = predicted === null || truth === null ? null : predicted === truth;
  return { predicted, truth, right, output, target, loss: y && Number.isFinite(loss[0]) ? loss[0]! : null };
}
