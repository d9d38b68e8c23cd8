/**
 * Kernels prove themselves on the machine they are to run on: a few steps of a small random network with the activations,
 * loss and optimiser of the training that waits, compared with the readable reference. It takes a few milliseconds and is
 * done once for each kind of network.
 */
import { type Notice, notice } from '../../core/notice.ts';
import { probableInput } from '../../core/network/activations.ts';
import { createParameters } from '../../core/network/arena.ts';
import type { Examples } from '../../core/network/examples.ts';
import type { Backend, Precision } from '../../core/training/backend.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { RandomState } from '../../core/network/random.ts';
import { type OptimizerName, type TrainingSettings, defaultSettings } from '../../core/training/settings.ts';
import { Trainer } from '../../core/training/trainer.ts';
import type { EngineBackend, TestCase } from './candidate.ts';

/** Largest relative distance of the parameters after the steps of the test. */
const tolerances: Readonly<Record<Precision, number>> = { float64: 1e-10, float32: 1e-4 };

/** Odd sizes, none a multiple of another, so that tiles and panels have remainders. */
const inputs = 3;
const maxUnits = 5;
const examples = 11;
const batchSize = 6;
/** Two epochs of a whole and a partial batch. */
const steps = 4;

/** Kinds of network that passed, for the life of this thread. */
const passed = new Set<string>();

/** @returns what is wrong with the kernels, or `null` when they agree with the reference */
export function selfTest(backend: EngineBackend, spec: NetworkSpec, optimizer: OptimizerName): Notice | null {
  const small = (backend.testCase ?? smallCase)(spec);
  const kind = JSON.stringify([backend.name, backend.precision, optimizer, small]);
  if (passed.has(kind)) return null;
  try {
    const distance = distanceFromReference(backend, small, optimizer);
    if (!(distance <= tolerances[backend.precision])) return notice('engine.differs', distance.toExponential(1));
  } catch (error) {
    return failureOf(error);
  }
  passed.add(kind);
  return null;
}

/** What an engine that cannot be had says of itself. */
export function failureOf(error: unknown): Notice {
  return notice('engine.failed', error instanceof Error ? error.message : String(error));
}

/** The same layers with a few units each. */
function smallCase({ layers, loss, leakySlope }: NetworkSpec): TestCase {
  const small = layers.map(({ units, activation }) => ({ units: Math.min(units, maxUnits), activation }));
  return { spec: { inputs, layers: small, loss, leakySlope }, m: examples, batchSize };
}

/** ‖θ − θ′‖ / ‖θ′‖ after a few steps; infinite when costs disagree, too. */
function distanceFromReference(backend: Backend, { spec, m, batchSize }: TestCase, optimizer: OptimizerName): number {
  const options = {
    spec,
    train: randomExamples(spec, m),
    validation: null,
    initialization: { scheme: 'xavier', scale: 1, value: 0, seed: 1 } as const,
    settings: { ...settings, batchSize, optimizer },
  };
  const [tested, reference] = [new Trainer({ ...options, backend }), new Trainer(options)];
  for (const trainer of [tested, reference]) {
    startWithProbabilities(trainer);
    trainer.run(steps);
  }
  const costs = [tested, reference].map((trainer) => trainer.evaluate(trainer.train).cost) as [number, number];
  const distance = relativeDistance(tested.parameters.values, reference.parameters.values);
  tested.dispose();
  return Math.max(distance, Math.abs(costs[0] - costs[1]) / Math.max(1, Math.abs(costs[1])));
}

/** Outputs near one half, where every loss is a number: cross-entropy has none for an output outside 0…1. */
function startWithProbabilities(trainer: Trainer): void {
  const checkpoint = trainer.checkpoint();
  const { W, b } = createParameters(trainer.spec, checkpoint.parameters);
  const L = trainer.spec.layers.length;
  W[L]?.forEach((w, i, weights) => {
    weights[i] = 0.1 * w;
  });
  const { layers, leakySlope } = trainer.spec;
  b[L]?.fill(probableInput(layers[L - 1]?.activation ?? 'linear', leakySlope));
  trainer.restore(checkpoint);
}

const settings: TrainingSettings = {
  ...defaultSettings,
  optimizer: 'adam',
  learningRate: 0.05,
  batchSize,
  epochs: steps,
  l2: 0.1,
  shuffleSeed: 1,
};

/** Targets that any loss can take: one 1 a column. */
function randomExamples(spec: NetworkSpec, m: number): Examples {
  const random = new RandomState(1);
  const units = spec.layers.at(-1)?.units ?? 1;
  const X = Float64Array.from({ length: spec.inputs * m }, () => random.randn());
  const Y = new Float64Array(units * m);
  for (let i = 0; i < m; i++) {
    const row = random.randint(0, units + 1);
    if (row < units) Y[row * m + i] = 1;
  }
  return { m, X, Y };
}

function relativeDistance(x: Float64Array, y: Float64Array): number {
  let [difference, norm] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const [found, expected] = [x[i] ?? Number.NaN, y[i] ?? Number.NaN];
    difference += (found - expected) ** 2;
    norm += expected ** 2;
  }
  return Math.sqrt(difference / Math.max(norm, Number.MIN_VALUE));
}
