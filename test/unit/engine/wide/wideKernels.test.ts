/** Tiles of two panels side by side add up in the same order as those of one: whoever computes, the bits are the same. */
import { defaultSettings } from '../../../../src/core/training/settings.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Activation, NetworkSpec } from '../../../../src/core/network/network.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import type { TrainerOptions } from '../../../../src/core/training/trainerOptions.ts';
import { lanesOf } from '../../../../src/engine/assembler/lanes.ts';
import {
  engineBackend,
  engineBackend32,
  wideBackend,
  wideBackend32,
} from '../../../../src/engine/runtime/engineBackends.ts';
import { isLargeNetwork } from '../../../../src/engine/memory/largeNetworks.ts';
import { randomExamples } from '../randomNetwork.ts';

interface Case {
  readonly units: readonly number[];
  readonly hidden: Activation;
  readonly m: number;
  readonly batchSize: number | 'full';
}

/** Odd and even numbers of panels, rows and columns; sums of one block of k and of several. */
const cases: readonly Case[] = [
  { units: [784, 17, 3], hidden: 'relu', m: 33, batchSize: 'full' },
  { units: [301, 66, 10], hidden: 'tanh', m: 64, batchSize: 24 },
  { units: [37, 300, 129, 1], hidden: 'leakyRelu', m: 50, batchSize: 7 },
  { units: [1, 520, 70, 2], hidden: 'sigmoid', m: 9, batchSize: 'full' },
];

function training({ units, hidden, m, batchSize }: Case): TrainerOptions {
  const [inputs = 1, ...sizes] = units;
  const layers = sizes.map((count, l) => ({
    units: count,
    activation: l < sizes.length - 1 ? hidden : ('linear' as const),
  }));
  const spec: NetworkSpec = { inputs, layers, loss: 'squaredError', leakySlope: 0.1 };
  return {
    spec,
    train: randomExamples(spec, m, new RandomState(m)),
    validation: null,
    initialization: { scheme: 'xavier', scale: 1, value: 0, seed: 3 },
    settings: {
      ...{ optimizer: 'adam', learningRate: 0.01, batchSize, epochs: 100, l2: 0.2, momentum: 0.9 },
      ...{ ...defaultSettings, shuffleSeed: 5 },
    },
  };
}

for (const [wide, normal] of [
  [wideBackend, engineBackend],
  [wideBackend32, engineBackend32],
] as const) {
  describe(`tiles for vectors of 256 bits in ${wide.precision}`, () => {
    for (const large of cases) {
      it(`${large.units.join('-')} ${large.hidden}, m ${large.m}, batches of ${large.batchSize}: the bits of the normal engine`, () => {
        const options = training(large);
        assert.ok(isLargeNetwork(options.spec, lanesOf[wide.precision]));
        const [found, expected] = [wide, normal].map((backend) => new Trainer({ ...options, backend })) as [
          Trainer,
          Trainer,
        ];
        for (const trainer of [found, expected]) trainer.run(5);
        for (let l = 0; l <= options.spec.layers.length; l++) {
          for (const kind of ['Z', 'A', 'dZ'] as const)
            assert.deepEqual(found.layerValues(kind, l), expected.layerValues(kind, l), `${kind} ${l}`);
        }
        assert.deepEqual(found.gradients.values, expected.gradients.values);
        assert.deepEqual(found.parameters.values, expected.parameters.values);
      });
    }
  });
}
