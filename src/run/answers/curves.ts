/** "curves": costs, metrics and the layers' statistics over the recorded time, or over a part of it more finely. */
import { curveRows } from '../../protocol/frameLayout.ts';
import type { CurvesAnswer } from '../../protocol/timeAnswers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { rowOf } from '../curve/curveRecorder.ts';
import { writeLayerStats } from '../frames/layerStats.ts';
import { StepCache } from '../inspect/stepCache.ts';
import { sampledExamples } from '../inspect/sampling.ts';
import type { QueryContext, Work } from '../inspect/queryContext.ts';
import { type Stop, timelineOf, replay } from '../inspect/timeline.ts';

/** The rows of a frame's curve: step, cost, validation cost, metric, validation metric, of how many, of how many. */
const curveCount = curveRows;
/** mean |a|, saturated, dead, ‖W‖, ‖dW‖ */
const statCount = 5;
const known = new StepCache();

export async function curves(
  { from, to, points }: QueryMap['curves'],
  scene: QueryContext,
  work: Work,
): Promise<CurvesAnswer> {
  const { steps, complete } = timelineOf(scene, from, to, points);
  const rows = known.of(scene, '', curveCount + statCount * scene.spec.layers.length);
  const missing = steps.filter((step) => !rows.has(step));
  await replay(scene, missing, work, (stop) => rows.set(stop.step, figuresOf(scene, stop)));
  const chosen = steps.map((step) => rows.get(step) ?? new Float64Array(0));
  const series = (k: number) => Float64Array.from(chosen, (row) => row[k] ?? Number.NaN);
  return {
    ...{ steps: Float64Array.from(steps), complete },
    cost: series(1),
    validationCost: series(2),
    metric: series(3),
    validationMetric: series(4),
    metricOf: series(5),
    validationMetricOf: series(6),
    layers: scene.spec.layers.map((_, index) => layerSeries(chosen, curveCount + index * statCount)),
  };
}

function figuresOf(scene: QueryContext, { trainer, moment }: Stop): Float64Array {
  const row = new Float64Array(curveCount + statCount * scene.spec.layers.length);
  row.set(rowOf(scene.runner.evaluator.evaluate(trainer)));
  const { gradients, A } = moment.backward(sampledExamples(scene));
  writeLayerStats(row.subarray(curveCount), scene.spec, moment.parameters, gradients, [...A]);
  return row;
}

/** In the order of `layerSeries`: ‖W‖, ‖dW‖, mean |a|, saturated, dead. */
function layerSeries(rows: readonly Float64Array[], at: number): Float64Array {
  return Float64Array.from([3, 4, 0, 1, 2].flatMap((k) => rows.map((row) => row[at + k] ?? Number.NaN)));
}
