/**
 * The same training by one thread and by several, in turns and by the clock: how many times as fast they are. What the machine does
 * beside it decides what can be had, so the rounds' own ratios count. "Automatic" is what users get: it may choose one.
 */
import { defaultSettings } from '../src/core/training/settings.ts';
import type { BackendSession, Backend } from '../src/core/training/backend.ts';
import { engineBackend32 } from '../src/engine/runtime/engineBackends.ts';
import { nodeThreads } from '../src/platform/node/nodeThreads.ts';
import { median } from './median.ts';
import { examplesOf, specOf, type Workload, type WorkloadData, workloadData, workloads } from './peers/workloads.ts';
import type { BenchRow } from './row.ts';

const rounds = 15;
/** Milliseconds that each trains in a round. */
const turn = 200;
/** Of two threads on L, and of the automatic choice, which is to lose nothing but the time of its contests. */
const goals: Readonly<Record<string, number>> = {
  'L: 2 threads': 1.8,
  'L: automatic': 0.97,
  'XL: automatic': 0.97,
  'M: automatic': 0.97,
};

export async function benchThreads(): Promise<BenchRow[]> {
  const { cores } = nodeThreads;
  const counts = [...new Set([2, cores])].filter((count) => count <= cores);
  return ['L', 'XL', 'M'].flatMap((name) => {
    const workload = workloads.find((other) => other.name === name);
    return workload ? scalingOf(workload, counts) : [];
  });
}

function scalingOf(workload: Workload, counts: readonly number[]): BenchRow[] {
  const data = workloadData(workload);
  const always = counts.map((count) => ({
    label: `${count} threads`,
    options: { platform: nodeThreads, requested: count, always: true },
  }));
  const all = [...always, { label: 'automatic', options: { platform: nodeThreads, requested: 0 } }];
  const one = new Training(engineBackend32, workload, data);
  const others = all.map(({ label, options }) => ({
    label,
    training: new Training(engineBackend32.withThreads?.(options) ?? engineBackend32, workload, data),
  }));
  const speeds = Array.from({ length: rounds }, () => ({
    one: one.speed(),
    others: others.map(({ training }) => training.speed()),
  }));
  for (const training of [one, ...others.map((other) => other.training)]) training.dispose();
  return others.map(({ label }, n) => {
    const own = speeds.map((round) => round.others[n] ?? Number.NaN);
    const ratio = median(speeds.map((round, i) => (own[i] ?? Number.NaN) / round.one));
    const goal = goals[`${workload.name}: ${label}`];
    return {
      name: `${workload.name} ${workload.units.join('-')}, batch ${workload.batch}, Float32: ${label}, beside one`,
      ours: median(own),
      peer: median(speeds.map((round) => round.one)),
      ratio,
      goal: goal === undefined ? '' : `≥ ${goal}×`,
      met: goal === undefined || ratio >= goal,
      unit: 'steps/s',
    };
  });
}

class Training {
  readonly #workload: Workload;
  readonly #session: BackendSession;
  readonly #order: Uint32Array;
  #done = 0;

  constructor(backend: Backend, workload: Workload, data: WorkloadData) {
    this.#workload = workload;
    this.#order = Uint32Array.from({ length: workload.m }, (_, i) => i);
    this.#session = backend.open(specOf(workload), examplesOf(workload, data), workload.batch);
    this.#session.parameters.values.set(data.parameters);
    this.#session.push();
    this.speed();
  }

  /** Steps a second, over some time. */
  speed(): number {
    const begun = performance.now();
    for (let done = 0; ; ) {
      done += this.#steps();
      const time = performance.now() - begun;
      if (time >= turn) return (1000 * done) / time;
    }
  }

  dispose(): void {
    this.#session.dispose?.();
  }

  #steps(): number {
    const { m, batch, optimizer, learningRate } = this.#workload;
    const settings = { ...defaultSettings, optimizer, learningRate };
    const start = (this.#done * batch) % m;
    const plan = { order: this.#order, start, batchSize: batch, l2: 0, settings, t: this.#done + 1 };
    const report = this.#session.runSteps?.({ ...plan, steps: Math.min(4, (m - start) / batch) });
    if (!report?.finite)
      throw new Error(`bench: ${this.#workload.name}: the numbers are not finite after ${this.#done} steps`);
    this.#done += report.steps;
    return report.steps;
  }
}
