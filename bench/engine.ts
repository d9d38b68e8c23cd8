/**
 * The WebAssembly engine against the readable reference, on networks of the sizes people explore: the same start, the
 * same steps, costs that must agree, and then alternating rounds.
 */
import type { NetworkSpec } from '../src/core/network/network.ts';
import { RandomState } from '../src/core/network/random.ts';
import { type TrainingSettings, defaultSettings } from '../src/core/training/settings.ts';
import { Trainer } from '../src/core/training/trainer.ts';
import { engineBackend } from '../src/engine/runtime/engineBackends.ts';
import { alternate } from './rounds.ts';
import type { BenchRow } from './row.ts';

interface Workload {
  readonly name: string;
  readonly spec: NetworkSpec;
  readonly m: number;
  readonly settings: Partial<TrainingSettings>;
  readonly goalRatio: number;
}

const workloads: readonly Workload[] = [
  {
    name: '2-4-1 tanh, m = 400, full batch, gradient descent',
    spec: network(2, [4], 'tanh', { units: 1, activation: 'sigmoid' }, 'binaryCrossEntropy'),
    m: 400,
    settings: { optimizer: 'gradientDescent', learningRate: 1.2, batchSize: 'full' },
    goalRatio: 5,
  },
  {
    name: '4-8-3 tanh, m = 120, batches of 32, Adam',
    spec: network(4, [8], 'tanh', { units: 3, activation: 'softmax' }, 'categoricalCrossEntropy'),
    m: 120,
    settings: {},
    goalRatio: 2,
  },
  {
    name: '30-64-32-1 ReLU, m = 544, batches of 32, Adam',
    spec: network(30, [64, 32], 'relu', { units: 1, activation: 'sigmoid' }, 'binaryCrossEntropy'),
    m: 544,
    settings: {},
    goalRatio: 5,
  },
];

export async function benchEngine(): Promise<BenchRow[]> {
  return workloads.map((workload) => {
    const [engine, reference] = [trainerFor(workload, true), trainerFor(workload, false)];
    compareCosts(engine, reference, workload.name);
    const { ours, peer, ratio } = alternate(
      (steps) => void engine.run(steps),
      (steps) => void reference.run(steps),
    );
    const goal = `≥ ${workload.goalRatio}× the reference`;
    return {
      name: `engine, ${workload.name}`,
      ours,
      peer,
      ratio,
      goal,
      met: ratio >= workload.goalRatio,
      unit: 'steps/s',
    };
  });
}

function network(
  inputs: number,
  hidden: readonly number[],
  activation: 'tanh' | 'relu',
  output: NetworkSpec['layers'][number],
  loss: NetworkSpec['loss'],
): NetworkSpec {
  return { inputs, layers: [...hidden.map((units) => ({ units, activation })), output], loss, leakySlope: 0.01 };
}

/** A speed is worth something only when both compute the same. */
function compareCosts(engine: Trainer, reference: Trainer, name: string): void {
  const [ours, theirs] = [engine, reference].map((trainer) => {
    trainer.run(50);
    return trainer.evaluate(trainer.train).cost;
  }) as [number, number];
  if (!(Math.abs(ours - theirs) < 1e-9))
    throw new Error(`bench: ${name}: after 50 steps the costs are ${ours} and ${theirs}; expected the same`);
}

function trainerFor({ spec, m, settings }: Workload, fast: boolean): Trainer {
  return new Trainer({
    spec,
    train: examples(spec, m),
    validation: null,
    initialization: { scheme: 'xavier', scale: 1, value: 0, seed: 2 },
    settings: {
      ...defaultSettings,
      optimizer: 'adam',
      learningRate: 0.001,
      batchSize: 32,
      epochs: Number.MAX_SAFE_INTEGER,
      l2: 0,
      shuffleSeed: 1,
      ...settings,
    },
    backend: fast ? engineBackend : undefined,
  });
}

/** Points whose class depends on the sign of their sum, or on its third. */
function examples({ inputs, layers }: NetworkSpec, m: number): { m: number; X: Float64Array; Y: Float64Array } {
  const random = new RandomState(1);
  const units = layers.at(-1)?.units ?? 1;
  const X = Float64Array.from({ length: inputs * m }, () => random.randn());
  const Y = new Float64Array(units * m);
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let k = 0; k < inputs; k++) sum += X[k * m + i] ?? 0;
    const spread = 0.5 * Math.sqrt(inputs);
    const row = units === 1 ? 0 : classOf(sum, spread);
    Y[row * m + i] = units > 1 || sum > 0 ? 1 : 0;
  }
  return { m, X, Y };
}

function classOf(sum: number, spread: number): number {
  if (Math.abs(sum) < spread) return 0;
  return sum > 0 ? 1 : 2;
}
