/**
 * `node ours.mjs FOLDER WORKLOAD PRECISION THREADS [wide | fused]` (0 threads: as the product chooses): trains in the engine, batch after
 * batch in the order of the examples.
 */
import { defaultSettings } from '../../src/core/training/settings.ts';
import type { BackendSession, Backend, Precision } from '../../src/core/training/backend.ts';
import { nodeThreads } from '../../src/platform/node/nodeThreads.ts';
import { readWorkload } from './files.ts';
import { ourFusedKernels, ourKernels, ourWideKernels } from './ourKernels.ts';
import { serve, type Trainee } from './serve.ts';
import { examplesOf, singleExamplesOf, specOf, type Workload, type WorkloadData } from './workloads.ts';

const [folder = '', name = '', precision = 'float64', threads = '1', kind = ''] = process.argv.slice(2);
const { workload, data } = readWorkload(folder, name);
const kinds: Readonly<Record<string, typeof ourKernels>> = { wide: ourWideKernels, fused: ourFusedKernels };
const own = (kinds[kind] ?? ourKernels)[precision as Precision];
const backend =
  own.withThreads?.({ platform: nodeThreads, requested: Number(threads), always: threads !== '0' }) ?? own;
await serve(traineeOf(backend, workload, data));

function traineeOf(backend: Backend, workload: Workload, data: WorkloadData): Trainee {
  const session = backend.open(
    specOf(workload),
    backend.precision === 'float32' ? singleExamplesOf(workload, data) : examplesOf(workload, data),
    workload.batch === workload.m ? 'full' : workload.batch,
  );
  return {
    restart() {
      session.parameters.values.set(data.parameters);
      session.moments.first.fill(0);
      session.moments.second.fill(0);
      session.push();
    },
    run: (steps) => train(session, workload, steps),
    parameters() {
      session.pull();
      return Float32Array.from(session.parameters.values);
    },
  };
}

function train(session: BackendSession, { m, batch, optimizer, learningRate }: Workload, steps: number): void {
  const order = batch < m ? Uint32Array.from({ length: m }, (_, i) => i) : null;
  const settings = { ...defaultSettings, optimizer, learningRate };
  for (let done = 0; done < steps; ) {
    const start = (done * batch) % m;
    const requested = order ? Math.min(steps - done, (m - start) / batch) : steps - done;
    const report = session.runSteps?.({
      steps: requested,
      order,
      start,
      batchSize: batch,
      l2: 0,
      settings,
      t: done + 1,
    });
    if (!report?.finite) throw new Error(`${backend.name}: the numbers are not finite after ${done} steps`);
    done += report.steps;
  }
}
