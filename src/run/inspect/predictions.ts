/** What the network says of every example of a part. Worked out in slices, and kept until the parameters change. */
import { perExampleLoss } from '../../core/network/perExampleLoss.ts';
import { parameterCount, unitsOf } from '../../core/network/shape.ts';
import type { Part } from '../../protocol/subjects.ts';
import { pick } from './parameterSnapshot.ts';
import { examplesOf, forwardOf, type QueryContext, type Work } from './queryContext.ts';
import { classOf } from './prediction.ts';

/** Multiply-adds between two looks at the messages: a few milliseconds. */
const sliceWork = 3e7;

export interface Predictions {
  readonly m: number;
  /** ŷ, n^[L] × m, as the network gives it. */
  readonly A: Float64Array;
  /** ℒ of each example. */
  readonly loss: Float64Array;
  /** Class codes; −1 in regression. */
  readonly predicted: Int32Array;
  readonly truth: Int32Array;
}

interface Known {
  readonly parameters: Float64Array;
  readonly predictions: Predictions;
}

const known = new WeakMap<QueryContext['dataset'], Map<Part, Known>>();

/** @throws QueryError when there is no such part, CancelledError when nobody wants it any more */
export async function predictionsOf(scene: QueryContext, part: Part, work: Work): Promise<Predictions> {
  const { values } = scene.moment.parameters;
  const parts = known.get(scene.dataset) ?? new Map<Part, Known>();
  known.set(scene.dataset, parts);
  const there = parts.get(part);
  if (there?.parameters.every((value, i) => Object.is(value, values[i]))) return there.predictions;
  const predictions = await predict(scene, part, work);
  parts.set(part, { parameters: values, predictions });
  return predictions;
}

async function predict(scene: QueryContext, part: Part, work: Work): Promise<Predictions> {
  const { spec } = scene;
  const { examples } = examplesOf(scene, part);
  const { m } = examples;
  const L = spec.layers.length;
  const units = unitsOf(spec, L);
  const A = new Float64Array(units * m);
  const loss = new Float64Array(m);
  const block = Math.max(16, Math.floor(sliceWork / parameterCount(spec)));
  for (let start = 0; start < m; start += block) {
    const count = Math.min(block, m - start);
    const some = pick(
      spec,
      examples,
      Uint32Array.from({ length: count }, (_, i) => start + i),
    );
    const { Z, A: activations } = forwardOf(scene, some.X, count);
    const output = activations[L]!;
    for (let j = 0; j < units; j++) A.set(output.subarray(j * count, (j + 1) * count), j * m + start);
    const outputs = { Z: Z[L]!, A: output, Y: some.Y, units, m: count };
    perExampleLoss(spec.loss, spec.layers[L - 1]!.activation, outputs, loss, start);
    await work.yieldNow();
  }
  const classes = (values: Float64Array) =>
    Int32Array.from({ length: m }, (_, i) => classOf(scene, values, units, m, i) ?? -1);
  return { m, A, loss, predicted: classes(A), truth: classes(examples.Y) };
}
