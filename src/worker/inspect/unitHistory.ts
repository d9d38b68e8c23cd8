/** "unitHistory": a unit's weights, bias and their gradients over the recorded time. */
import { unitsOf } from '../../core/shape.ts';
import type { UnitHistoryAnswer } from '../../protocol/timeAnswers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { sampledExamples } from './sampling.ts';
import { QueryError, requireLayer, type Scene, unitNames, type Work } from './scene.ts';
import { timelineOf, walk } from './timeline.ts';

export async function unitHistory({ layer, unit, points }: QueryMap['unitHistory'], scene: Scene, work: Work): Promise<UnitHistoryAnswer> {
  requireLayer(scene, layer, 1);
  const units = unitsOf(scene.spec, layer);
  if (unit >= units) throw new QueryError(`There is no unit ${unit + 1} in layer ${layer}: it has ${units}.`);
  const width = unitsOf(scene.spec, layer - 1);
  const { steps } = timelineOf(scene, 0, null, points);
  const W = new Float64Array(steps.length * width);
  const dW = new Float64Array(steps.length * width);
  const b = new Float64Array(steps.length);
  const db = new Float64Array(steps.length);
  let at = 0;
  await walk(scene, steps, work, ({ moment }) => {
    const { gradients } = moment.backward(sampledExamples(scene));
    const row = [unit * width, (unit + 1) * width] as const;
    W.set(moment.parameters.W[layer]!.subarray(...row), at * width);
    dW.set(gradients.W[layer]!.subarray(...row), at * width);
    b[at] = moment.parameters.b[layer]![unit]!;
    db[at] = gradients.b[layer]![unit]!;
    at++;
  });
  return { layer, unit, steps: Float64Array.from(steps), W, dW, b, db, inputs: unitNames(scene, layer - 1) };
}
