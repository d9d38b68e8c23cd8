/** "gradients": backpropagation beside finite differences for each parameter of a layer, at many ε, at the step that is looked at. */
import { evenlySpaced } from '../../core/analysis/evenlySpaced.ts';
import { gradientSweepSteps, sweptEpsilons } from '../../core/analysis/gradientSweep.ts';
import { layerShapes } from '../../core/network/shape.ts';
import type { GradientsAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { examplesFor } from '../budget.ts';
import { sampleOf } from '../curve/evaluator.ts';
import { type QueryContext, requireLayer, type Work } from '../inspect/queryContext.ts';

/** Rows that a page shows; of more an even sample. */
const maxChecked = 40;
/** Multiply-adds of one pass, of which each parameter takes 46, and how many an activation is worth. */
const passWork = 2e5;
const activationWork = 25;
const leastExamples = 8;

export async function gradients(
  { layer }: QueryMap['gradients'],
  scene: QueryContext,
  work: Work,
): Promise<GradientsAnswer> {
  requireLayer(scene, layer, 1);
  const { spec, moment, runner, dataset, description } = scene;
  const shapes = layerShapes(spec);
  const [units, inputs] = shapes[layer - 1]!.W;
  const first = shapes.slice(0, layer - 1).reduce((sum, { parameters }) => sum + parameters, 0);
  const total = shapes[layer - 1]!.parameters;
  const chosen = Array.from(evenlySpaced(total, Math.min(total, maxChecked)));
  const perExample = spec.layers.reduce((sum, { units: n }) => sum + activationWork * n, description.parameters);
  const examples = sampleOf(dataset.train, examplesFor(passWork, perExample, leastExamples));
  const { l2 } = runner.time.seen.settings;
  const positions = chosen.map((position) => first + position);
  const steps = gradientSweepSteps(spec, moment.parameters, examples, l2, positions);
  for (;;) {
    const { done, value } = steps.next();
    if (done)
      return {
        ...value,
        ...{ layer, total, m: examples.m, epsilons: Float64Array.from(sweptEpsilons) },
        cells: chosen.map((position) =>
          position < units * inputs
            ? { row: Math.floor(position / inputs), column: position % inputs }
            : { row: position - units * inputs, column: null },
        ),
      };
    await work.yieldNow();
  }
}
