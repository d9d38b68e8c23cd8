/** "unitHistory": a unit's weights, bias and their gradients over the recorded time. */
import { unitsOf } from '../../core/network/shape.ts';
import type { UnitHistoryAnswer } from '../../protocol/timeAnswers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { StepCache } from '../inspect/stepCache.ts';
import { sampledExamples } from '../inspect/sampling.ts';
import { QueryError, requireLayer, type QueryContext, unitNames, type Work } from '../inspect/queryContext.ts';
import { type Stop, timelineOf, replay } from '../inspect/timeline.ts';

type UnitAddress = Pick<QueryMap['unitHistory'], 'layer' | 'unit'>;

const known = new StepCache();

export async function unitHistory(
  { layer, unit, points }: QueryMap['unitHistory'],
  scene: QueryContext,
  work: Work,
): Promise<UnitHistoryAnswer> {
  requireLayer(scene, layer, 1);
  const units = unitsOf(scene.spec, layer);
  if (unit >= units) throw new QueryError('query.noUnit', unit + 1, layer, units);
  const width = unitsOf(scene.spec, layer - 1);
  const { steps } = timelineOf(scene, 0, null, points);
  const rows = known.of(scene, `${layer}:${unit}`, 2 * width + 2);
  const missing = steps.filter((step) => !rows.has(step));
  await replay(scene, missing, work, (stop) => rows.set(stop.step, rowOf({ layer, unit }, width, scene, stop)));
  const chosen = steps.map((step) => rows.get(step) ?? new Float64Array(2 * width + 2));
  const columns = (from: number, count: number) =>
    Float64Array.from(chosen.flatMap((row) => [...row.subarray(from, from + count)]));
  return {
    ...{ layer, unit },
    steps: Float64Array.from(steps),
    W: columns(0, width),
    dW: columns(width, width),
    b: columns(2 * width, 1),
    db: columns(2 * width + 1, 1),
    inputs: unitNames(scene, layer - 1),
  };
}

/** w, dw, b, db. */
function rowOf({ layer, unit }: UnitAddress, width: number, scene: QueryContext, { moment }: Stop): Float64Array {
  const { gradients } = moment.backward(sampledExamples(scene));
  const own = [unit * width, (unit + 1) * width] as const;
  const row = new Float64Array(2 * width + 2);
  row.set(moment.parameters.W[layer]!.subarray(...own));
  row.set(gradients.W[layer]!.subarray(...own), width);
  row.set([moment.parameters.b[layer]![unit]!, gradients.b[layer]![unit]!], 2 * width);
  return row;
}
