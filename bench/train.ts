/**
 * Speed of training on the course's network: 2-4-1, tanh and sigmoid, 400 examples, full-batch gradient descent. Our
 * kernels and an object-graph network (`playgroundStyle.ts`) take turns, so that whatever else the machine is doing
 * falls on both; the ratio is the median of the rounds' own ratios. Both start from the same weights, and their costs
 * must agree at the end.
 */
import { defaultSettings } from '../src/core/training/settings.ts';
import type { NetworkSpec } from '../src/core/network/network.ts';
import { RandomState } from '../src/core/network/random.ts';
import { Trainer } from '../src/core/training/trainer.ts';
import { alternate } from './rounds.ts';
import { createObjectNetwork, objectNetworkCost, objectNetworkStep } from './playgroundStyle.ts';
import type { BenchRow } from './row.ts';

const m = 400;
const learningRate = 1.2;
const goalRatio = 1.5;

const spec: NetworkSpec = {
  inputs: 2,
  layers: [
    { units: 4, activation: 'tanh' },
    { units: 1, activation: 'sigmoid' },
  ],
  loss: 'binaryCrossEntropy',
  leakySlope: 0.01,
};

export async function benchTraining(): Promise<BenchRow[]> {
  const { points, labels } = flower();
  const trainer = flowerTrainer(points, labels);
  const peer = createObjectNetwork([2, 4, 1], trainer.parameters.W);
  compareCosts(trainer, peer, points, labels);

  const {
    ours,
    peer: theirs,
    ratio,
  } = alternate(
    (steps) => void trainer.run(steps),
    (steps) => repeat(steps, () => objectNetworkStep(peer, points, labels, learningRate)),
  );
  return [
    {
      name: `training 2-4-1, m = ${m}, full batch (${trainer.backend.name}, ${trainer.backend.precision})`,
      ours,
      peer: theirs,
      ratio,
      goal: `≥ ${goalRatio}× an object-graph network`,
      met: ratio >= goalRatio,
      unit: 'steps/s',
    },
  ];
}

/** A comparison of speeds is worth something only when both compute the same. */
function compareCosts(
  trainer: Trainer,
  peer: ReturnType<typeof createObjectNetwork>,
  points: readonly [number, number][],
  labels: readonly number[],
): void {
  trainer.run(100);
  repeat(100, () => objectNetworkStep(peer, points, labels, learningRate));
  const ours = trainer.evaluate(trainer.train).cost;
  const theirs = objectNetworkCost(peer, points, labels);
  if (!(Math.abs(ours - theirs) < 1e-9))
    throw new Error(`bench: after 100 steps the costs are ${ours} and ${theirs}; expected the same`);
}

function flowerTrainer(points: readonly [number, number][], labels: readonly number[]): Trainer {
  const X = Float64Array.from([...points.map(([x]) => x), ...points.map(([, y]) => y)]);
  return new Trainer({
    spec,
    train: { m, X, Y: Float64Array.from(labels) },
    validation: null,
    initialization: { scheme: 'scaled', scale: 0.01, value: 0, seed: 2 },
    settings: {
      ...defaultSettings,
      optimizer: 'gradientDescent',
      learningRate,
      batchSize: 'full',
      epochs: Number.MAX_SAFE_INTEGER,
      l2: 0,
      shuffleSeed: 1,
    },
  });
}

/** Two classes on the petals of a flower: radius 4 sin 4t, a little noise in angle and radius. */
function flower(): { points: [number, number][]; labels: number[] } {
  const random = new RandomState(1);
  const labels = Array.from({ length: m }, (_, i) => (i < m / 2 ? 0 : 1));
  const points = labels.map((label, i): [number, number] => {
    const t = 3.12 * (label + (i % (m / 2)) / (m / 2)) + 0.2 * random.randn();
    const radius = 4 * Math.sin(4 * t) + 0.2 * random.randn();
    return [radius * Math.sin(t), radius * Math.cos(t)];
  });
  return { points, labels };
}

function repeat(times: number, action: () => void): void {
  for (let i = 0; i < times; i++) action();
}
