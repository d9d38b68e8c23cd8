/**
 * Speed of training on the course's network: 2-4-1, tanh and sigmoid, 400 examples, full-batch gradient descent. Our
 * kernels and an object-graph network (`playgroundStyle.ts`) take turns, so that whatever else the machine is doing
 * falls on both; the ratio is the median of the rounds' own ratios. Both start from the same weights, and their costs
 * must agree at the end.
 */
import type { NetworkSpec } from '../src/core/network.ts';
import { RandomState } from '../src/core/random.ts';
import { Trainer } from '../src/core/trainer.ts';
import { createObjectNetwork, objectNetworkCost, objectNetworkStep } from './playgroundStyle.ts';
import type { BenchRow } from './row.ts';

const m = 400;
const learningRate = 1.2;
const rounds = 11;
/** CPU time a round gives to each side. */
const roundMilliseconds = 150;
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

  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(stepsPerSecond((steps) => trainer.run(steps)));
    theirs.push(stepsPerSecond((steps) => repeat(steps, () => objectNetworkStep(peer, points, labels, learningRate))));
  }
  const ratio = median(ours.map((speed, round) => speed / (theirs[round] ?? Number.NaN)));
  return [
    {
      name: `training 2-4-1, m = ${m}, full batch (${trainer.kernels.name}, ${trainer.kernels.precision})`,
      ours: median(ours),
      peer: median(theirs),
      ratio,
      goal: `≥ ${goalRatio}× an object-graph network`,
      met: ratio >= goalRatio,
      unit: 'steps/s',
    },
  ];
}

/** Steps for each second of CPU time, for at least `roundMilliseconds` of it. */
function stepsPerSecond(run: (steps: number) => void): number {
  const begun = process.cpuUsage();
  let done = 0;
  for (;;) {
    run(50);
    done += 50;
    const { user, system } = process.cpuUsage(begun);
    if (user + system >= roundMilliseconds * 1000) return (done / (user + system)) * 1e6;
  }
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
  if (!(Math.abs(ours - theirs) < 1e-9)) throw new Error(`bench: after 100 steps the costs are ${ours} and ${theirs}; expected the same`);
}

function flowerTrainer(points: readonly [number, number][], labels: readonly number[]): Trainer {
  const X = Float64Array.from([...points.map(([x]) => x), ...points.map(([, y]) => y)]);
  return new Trainer({
    spec,
    train: { m, X, Y: Float64Array.from(labels) },
    validation: null,
    initialization: { scheme: 'scaled', scale: 0.01, value: 0, seed: 2 },
    settings: {
      optimizer: 'gradientDescent',
      learningRate,
      batchSize: 'full',
      epochs: Number.MAX_SAFE_INTEGER,
      l2: 0,
      momentum: 0.9,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
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

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
