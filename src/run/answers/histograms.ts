/** "histograms": how the weights, activations or gradients of a layer are spread, over the recorded time. */
import { binEdges, histogram, type Spread, spreadOf } from '../../core/evaluation/histogram.ts';
import type { HistogramsAnswer } from '../../protocol/timeAnswers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { sampledExamples } from '../inspect/sampling.ts';
import { requireLayer, type QueryContext, type Work } from '../inspect/queryContext.ts';
import { type Stop, timelineOf, replay } from '../inspect/timeline.ts';

/** Most numbers of one step that are kept until all are known; of larger matrices an even sample is counted. */
const maxValues = 4096;

interface Line extends Spread {
  readonly step: number;
  readonly values: Float64Array;
}

export async function histograms(
  query: QueryMap['histograms'],
  scene: QueryContext,
  work: Work,
): Promise<HistogramsAnswer> {
  const { which, layer, times, bins } = query;
  requireLayer(scene, layer, 1);
  const lines: Line[] = [];
  await replay(scene, timelineOf(scene, 0, null, times).steps, work, (stop) => {
    const values = valuesOf(query, scene, stop);
    lines.push({ step: stop.step, values: thinned(values), ...spreadOf(values) });
  });
  const min = lines.reduce((least, line) => Math.min(least, line.min), Number.POSITIVE_INFINITY);
  const max = lines.reduce((most, line) => Math.max(most, line.max), Number.NEGATIVE_INFINITY);
  const edges = min <= max ? binEdges(min, max, bins) : binEdges(0, 0, bins);
  const shares = new Float32Array(lines.length * bins);
  lines.forEach(({ values }, i) =>
    shares.set(
      histogram(values, edges).map((count) => count / values.length),
      i * bins,
    ),
  );
  return {
    ...{ which, layer, edges, shares },
    steps: Float64Array.from(lines, ({ step }) => step),
    moments: Float64Array.from(lines.flatMap((line) => [line.mean, line.std, line.min, line.max])),
  };
}

function valuesOf({ which, layer }: QueryMap['histograms'], scene: QueryContext, { moment }: Stop): Float64Array {
  if (which === 'W') return moment.parameters.W[layer]!;
  const sample = sampledExamples(scene);
  return which === 'A' ? moment.forward(sample.X, sample.m).A[layer]! : moment.backward(sample).gradients.W[layer]!;
}

function thinned(values: Float64Array): Float64Array {
  const every = Math.ceil(values.length / maxValues);
  return every === 1
    ? values.slice()
    : Float64Array.from({ length: Math.floor(values.length / every) }, (_, i) => values[i * every]!);
}
