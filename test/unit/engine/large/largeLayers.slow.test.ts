/** Large layers of awkward sizes against the reference: products of every remainder, in one block and in several. */
import { defaultSettings } from '../../../../src/core/training/settings.ts';
import assert from 'node:assert/strict';
import type { Activation, Loss, NetworkSpec } from '../../../../src/core/network/network.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import type { Trainer } from '../../../../src/core/training/trainer.ts';
import type { TrainerOptions } from '../../../../src/core/training/trainerOptions.ts';
import { lanesOf } from '../../../../src/engine/assembler/lanes.ts';
import { engineBackend, engineBackend32 } from '../../../../src/engine/runtime/engineBackends.ts';
import { layoutFor } from '../../../../src/engine/memory/layout.ts';
import { open, randomExamples } from '../randomNetwork.ts';

interface Case {
  readonly units: readonly number[];
  readonly hidden: readonly Activation[];
  readonly output: readonly [Activation, Loss];
  readonly m: number;
  readonly batchSize: number | 'full';
}

const classes = ['softmax', 'categoricalCrossEntropy'] as const;
const yesNo = ['sigmoid', 'binaryCrossEntropy'] as const;
const number = ['linear', 'squaredError'] as const;
// Pairs that go the long way, dZ = dA ⊙ g′(Z).
const share = ['softmax', 'squaredError'] as const;
const labels = ['softmax', 'binaryCrossEntropy'] as const;
const bounded = ['tanh', 'squaredError'] as const;
const oneOf = ['sigmoid', 'categoricalCrossEntropy'] as const;
const clipped = ['relu', 'binaryCrossEntropy'] as const;

const cases: readonly Case[] = [
  { units: [784, 17, 1], hidden: ['relu'], output: yesNo, m: 33, batchSize: 'full' },
  { units: [784, 33, 5], hidden: ['tanh'], output: classes, m: 19, batchSize: 7 },
  { units: [33, 784, 3], hidden: ['sigmoid'], output: number, m: 17, batchSize: 5 },
  { units: [5, 784, 17, 1], hidden: ['leakyRelu', 'relu'], output: yesNo, m: 9, batchSize: 'full' },
  { units: [1, 300, 65, 3], hidden: ['linear', 'tanh'], output: classes, m: 3, batchSize: 'full' },
  { units: [385, 66, 129, 17], hidden: ['relu', 'tanh'], output: classes, m: 300, batchSize: 'full' },
  { units: [128, 257, 10], hidden: ['relu'], output: classes, m: 40, batchSize: 39 },
  { units: [700, 64, 400, 1], hidden: ['relu', 'relu'], output: number, m: 8, batchSize: 1 },
  { units: [3, 512, 640, 2], hidden: ['tanh', 'relu'], output: classes, m: 12, batchSize: 8 },
  { units: [784, 21, 10], hidden: ['relu'], output: share, m: 21, batchSize: 8 },
  { units: [300, 65, 5], hidden: ['tanh'], output: labels, m: 300, batchSize: 'full' },
  { units: [257, 66, 3], hidden: ['sigmoid'], output: bounded, m: 13, batchSize: 'full' },
  { units: [129, 130, 7], hidden: ['leakyRelu'], output: oneOf, m: 30, batchSize: 7 },
  { units: [400, 50, 2], hidden: ['relu'], output: clipped, m: 11, batchSize: 4 },
];

function training({ units, hidden, output: [activation, loss], m, batchSize }: Case): TrainerOptions {
  const [inputs = 1, ...sizes] = units;
  const layers = sizes.map((count, l) => ({ units: count, activation: hidden[l] ?? activation }));
  const spec: NetworkSpec = { inputs, layers, loss, leakySlope: 0.03 };
  const settings = {
    optimizer: 'momentum',
    learningRate: 0.01,
    batchSize,
    epochs: 100,
    l2: 0.3,
    momentum: 0.9,
  } as const;
  const others = { ...defaultSettings, shuffleSeed: 4 };
  return {
    spec,
    train: randomExamples(spec, m, new RandomState(m)),
    validation: null,
    initialization: { scheme: 'xavier', scale: 1, value: 0, seed: 8 },
    settings: { ...others, ...settings },
  };
}

/** ‖x − y‖ / ‖y‖, for arrays of any length. */
function distance(x: Float64Array, y: Float64Array): number {
  assert.equal(x.length, y.length);
  const squares = (numbers: Float64Array): number => numbers.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(squares(x.map((value, i) => value - (y[i] ?? Number.NaN))) / Math.max(squares(y), Number.MIN_VALUE));
}

for (const [kernels, tolerance] of [
  [engineBackend, 1e-12],
  [engineBackend32, 1e-5],
] as const) {
  describe(`large layers in ${kernels.precision}`, () => {
    for (const large of cases) {
      const options = training(large);
      const title = `${large.units.join('-')}, m ${large.m}, batches of ${large.batchSize}`;

      it(`${title}: as the reference, matrix by matrix`, () => {
        const gathered = large.batchSize === 'full' ? 0 : large.batchSize;
        const layout = layoutFor(
          options.spec,
          large.m,
          { whole: gathered === 0, gathered },
          lanesOf[kernels.precision],
        );
        assert.ok(layout.isLarge, 'the case is meant for the kernels of large layers');
        const [engine, reference] = [open(options, kernels), open(options)];
        for (const trainer of [engine, reference]) trainer.run(3);
        for (let l = 0; l <= options.spec.layers.length; l++) {
          for (const kind of ['Z', 'A', 'dZ'] as const) {
            const found = distance(engine.layerValues(kind, l), reference.layerValues(kind, l));
            assert.ok(found < tolerance, `${kind} ${l}: ${found}`);
          }
        }
        assert.ok(distance(engine.gradients.values, reference.gradients.values) < tolerance);
        assert.ok(distance(engine.parameters.values, reference.parameters.values) < tolerance);
      });

      it(`${title}: phases, single steps and many in one call agree to the last bit`, () => {
        const [many, single, phases] = [1, 2, 3].map(() => open(options, kernels)) as [Trainer, Trainer, Trainer];
        many.run(4);
        for (let step = 0; step < 4; step++) single.run(1);
        while (phases.step < 4) phases.advancePhase();
        for (const other of [single, phases]) {
          assert.deepEqual(other.gradients.values, many.gradients.values);
          assert.deepEqual(other.parameters.values, many.parameters.values);
        }
      });
    }
  });
}
