import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { Activation, Loss, NetworkSpec } from '../../../../src/core/network/network.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import { createParameters } from '../../../../src/core/network/arena.ts';
import { BatchSequence } from '../../../../src/core/training/batches.ts';
import type { Backend } from '../../../../src/core/training/backend.ts';
import { referenceBackend } from '../../../../src/core/training/referenceBackend.ts';
import { optimizers, type TrainingSettings } from '../../../../src/core/training/settings.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { engineBackend } from '../../../../src/engine/runtime/engineBackends.ts';
import { randomExamples } from '../network/randomNetworks.ts';
import { plain } from './settings.ts';
import { trials } from '../../../trials.ts';

const count = trials(24, 240);
const steps = 500;
const every = 100;
const hidden = ['sigmoid', 'tanh', 'relu', 'leakyRelu', 'elu', 'linear'] as const;
const natural: Readonly<Record<Loss, Activation>> = {
  binaryCrossEntropy: 'sigmoid',
  categoricalCrossEntropy: 'softmax',
  squaredError: 'linear',
} as Readonly<Record<Loss, Activation>>;

interface Training {
  readonly spec: NetworkSpec;
  readonly train: ReturnType<typeof randomExamples>;
  readonly settings: TrainingSettings;
}

function training(seed: number): Training {
  const random = new RandomState(seed);
  const one = <T>(choices: readonly T[]): T => choices[random.randint(0, choices.length)]!;
  const loss = one(['binaryCrossEntropy', 'categoricalCrossEntropy', 'squaredError'] as const);
  const layers = Array.from({ length: random.randint(0, 3) }, () => ({
    units: random.randint(1, 8),
    activation: one(hidden),
  }));
  const outputs = loss === 'binaryCrossEntropy' ? 1 : random.randint(2, 4);
  const spec: NetworkSpec = {
    inputs: random.randint(1, 6),
    layers: [...layers, { units: outputs, activation: natural[loss] }],
    loss,
    leakySlope: 0.03,
  };
  const m = random.randint(12, 40);
  const optimizer = optimizers[seed % optimizers.length]!;
  // Steps of a fixed length swing around a minimum, and magnify the last bit there: those are kept short.
  const isScaled = ['rmsProp', 'adam', 'adamW'].includes(optimizer);
  const settings: TrainingSettings = {
    ...plain,
    optimizer,
    learningRate: one(isScaled ? [0.0002, 0.001] : [0.001, 0.01, 0.05]),
    batchSize: one(['full', random.randint(3, m)] as const),
    l2: one([0, 0.5, 3]),
    // Where the gradient vanishes, α/ε is the step: with 1e-8 it would swing, and magnify the last bit.
    epsilon: 0.01,
    shuffleSeed: seed,
  };
  return { spec, train: randomExamples(spec, m, seed + 500), settings };
}

function trainer({ spec, train, settings }: Training, backend: Backend, seed: number): Trainer {
  const initialization = { scheme: 'xavier', scale: 1, value: 0, seed } as const;
  return new Trainer({ spec, train, validation: null, initialization, settings, backend });
}

/** Rows of every step's batch, from the product's own sequence. */
function batchesOf({ train: { m }, settings }: Training): number[][] {
  const sequence = new BatchSequence(m);
  return Array.from({ length: steps }, () => {
    sequence.choose(settings.batchSize, settings.shuffleSeed);
    const { order, start, count: length } = sequence;
    const rows = order ? [...order.subarray(start, start + length)] : Array.from({ length: m }, (_, i) => i);
    sequence.advance(1);
    return rows;
  });
}

function matrix(values: Float64Array, columns: number): number[][] {
  return Array.from({ length: values.length / columns }, (_, j) => [
    ...values.subarray(j * columns, (j + 1) * columns),
  ]);
}

function forPython(one: Training, seed: number): object {
  const { spec, train, settings } = one;
  const { W, b } = trainer(one, referenceBackend, seed).parameters;
  const before = (index: number) => (index === 0 ? spec.inputs : spec.layers[index - 1]!.units);
  return {
    ...settings,
    activations: spec.layers.map(({ activation }) => activation),
    ...{ loss: spec.loss, leakySlope: spec.leakySlope, every },
    X: matrix(train.X, train.m),
    Y: matrix(train.Y, train.m),
    W: spec.layers.map((_, index) => matrix(W[index + 1]!, before(index))),
    b: spec.layers.map((_, index) => matrix(b[index + 1]!, 1)),
    batches: batchesOf(one),
  };
}

interface Result {
  readonly costs: readonly number[];
  /** All W, then all b. */
  readonly values: readonly number[];
}

/** @throws Error when there is no Python with NumPy: that is a failure, not a reason to skip */
function trainInPython(cases: readonly object[]): readonly { readonly numpy: Result; readonly torch: Result | null }[] {
  const { status, stdout, stderr, error } = spawnSync('python3', ['test/python/train.py'], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0)
    throw new Error(`python3 with NumPy is needed (Debian: python3-numpy): ${error?.message ?? stderr.slice(-2000)}`);
  return JSON.parse(stdout);
}

function distance(found: ArrayLike<number>, expected: readonly number[]): number {
  const sum = (of: (i: number) => number) => Math.sqrt(expected.reduce((total, _, i) => total + of(i) ** 2, 0));
  return sum((i) => found[i]! - expected[i]!) / sum((i) => expected[i]!);
}

describe(`${count} random trainings against NumPy and PyTorch`, function () {
  this.timeout(120_000);
  const trainings = Array.from({ length: count }, (_, seed) => training(seed));
  let expected: ReturnType<typeof trainInPython>;
  before(() => {
    expected = trainInPython(trainings.map(forPython));
  });

  for (const backend of [referenceBackend, engineBackend]) {
    it(`have their costs to 1e-10 and their weights to 1e-12 after ${steps} steps (${backend.name})`, () => {
      trainings.forEach((one, seed) => {
        const run = trainer(one, backend, seed);
        const costs = Array.from({ length: steps / every }, () => {
          const { cost } = run.evaluate(one.train);
          run.run(every);
          return cost;
        });
        costs.push(run.evaluate(one.train).cost);
        const { W, b } = createParameters(one.spec, run.parameters.values.slice());
        const values = [...W.slice(1), ...b.slice(1)].flatMap((part) => [...part]);
        for (const [who, result] of Object.entries(expected[seed]!)) {
          if (!result) continue;
          const what = `seed ${seed}, ${one.settings.optimizer}, ${who}`;
          costs.forEach((cost, k) => {
            assert.ok(Math.abs(cost - result.costs[k]!) < 1e-10, `${what}: cost ${cost}, there ${result.costs[k]}`);
          });
          const apart = distance(values, result.values);
          assert.ok(apart < 1e-12, `${what}: weights are ${apart} apart`);
        }
      });
    });
  }
});
