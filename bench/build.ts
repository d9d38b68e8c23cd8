/** How long a user waits for the engine's code: from a network's shape to the end of its first step. */
import { defaultSettings } from '../src/core/training/settings.ts';
import type { Precision } from '../src/core/training/backend.ts';
import { median } from './median.ts';
import { ourKernels } from './peers/ourKernels.ts';
import { specOf, type Workload, workloads } from './peers/workloads.ts';
import type { BenchRow } from './row.ts';

const times = 9;
const maxMilliseconds = 100;

export async function benchBuild(): Promise<BenchRow[]> {
  const measured = workloads.filter(({ name }) => ['S', 'M', 'L'].includes(name));
  return measured.flatMap((workload) =>
    (['float64', 'float32'] as const)
      .filter((precision) => ourKernels[precision].precision === precision)
      .map((precision) => {
        const milliseconds = median(Array.from({ length: times }, () => millisecondsToBuild(workload, precision)));
        return {
          name: `engine for ${workload.units.join('-')}, ${precision}: module built, first step done`,
          ours: milliseconds,
          peer: null,
          ratio: null,
          goal: `≤ ${maxMilliseconds} ms`,
          met: milliseconds <= maxMilliseconds,
          unit: 'ms',
        };
      }),
  );
}

function millisecondsToBuild(workload: Workload, precision: Precision): number {
  const spec = specOf(workload);
  const m = workload.batch;
  const examples = { m, X: new Float64Array(spec.inputs * m), Y: new Float64Array((workload.units.at(-1) ?? 0) * m) };
  const settings = { ...defaultSettings, optimizer: workload.optimizer, learningRate: 0.1 };
  const start = performance.now();
  const session = ourKernels[precision].open(spec, examples);
  session.runSteps?.({ steps: 1, order: null, start: 0, batchSize: m, l2: 0, settings, t: 1 });
  const milliseconds = performance.now() - start;
  session.dispose?.();
  return milliseconds;
}
