/**
 * "timing": the same forward pass of the run's own examples three ways: a loop over the examples with plain sums, the
 * vectorised form over all of them at once, and the kernels that train this run. Rounds alternate, medians are told, and
 * the numbers of the first two are compared.
 */
import { activate } from '../../core/network/activations.ts';
import { createForwardBuffers, forwardPass } from '../../core/network/forward.ts';
import { unitsOf } from '../../core/network/shape.ts';
import type { TimingAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import { sampleOf } from '../curve/evaluator.ts';
import type { QueryContext, Work } from '../inspect/queryContext.ts';

/** Multiply-adds of one pass that is timed: more would keep others waiting. */
const maxWork = 1e7;

export async function timing({ rounds }: QueryMap['timing'], scene: QueryContext, work: Work): Promise<TimingAnswer> {
  const { spec, moment, dataset, runner, description } = scene;
  const { X, m } = sampleOf(dataset.train, Math.max(16, Math.floor(maxWork / description.parameters)));
  const looped = new Float64Array(unitsOf(spec, spec.layers.length) * m);
  const buffers = createForwardBuffers(spec, X, m);
  const own = createForwardBuffers(spec, X, m);
  const ways = {
    loop: () => loopOverExamples(scene, X, m, looped),
    vectorised: () => forwardPass(spec, moment.parameters, buffers, m),
    engine: () => void runner.trainer.forward(X, m, own),
  };
  const times = { loop: [] as number[], vectorised: [] as number[], engine: [] as number[] };
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const way of ['loop', 'vectorised', 'engine'] as const) {
      const before = work.now();
      ways[way]();
      if (round > 0) times[way].push(work.now() - before);
      await work.yieldNow();
    }
  }
  return {
    ...{ m, rounds },
    loop: median(times.loop),
    vectorised: median(times.vectorised),
    engine: median(times.engine),
    engineName: runner.trainer.backend.name,
    largestDifference: largestDifference(looped, buffers.Z.at(-1)!),
  };
}

/** for i: for each layer: z_j = Σ_k w_jk a_k + b_j. Writes Z^[L]. */
function loopOverExamples({ spec, moment }: QueryContext, X: Float64Array, m: number, Z: Float64Array): void {
  const { W, b } = moment.parameters;
  const last = spec.layers.length;
  const vectors = Array.from({ length: last + 1 }, (_, l) => new Float64Array(unitsOf(spec, l)));
  for (let i = 0; i < m; i++) {
    const x = vectors[0]!;
    for (let k = 0; k < x.length; k++) x[k] = X[k * m + i]!;
    for (let l = 1; l <= last; l++) {
      const before = vectors[l - 1]!;
      const z = vectors[l]!;
      for (let j = 0; j < z.length; j++) {
        let sum = b[l]![j]!;
        for (let k = 0; k < before.length; k++) sum += W[l]![j * before.length + k]! * before[k]!;
        z[j] = sum;
      }
      if (l === last) for (let j = 0; j < z.length; j++) Z[j * m + i] = z[j]!;
      activate(spec.layers[l - 1]!.activation, z, z, z.length, 1, spec.leakySlope);
    }
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function largestDifference(a: Float64Array, b: Float64Array): number | null {
  const largest = a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
  return Number.isFinite(largest) ? largest : null;
}
