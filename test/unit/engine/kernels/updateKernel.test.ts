/** Updates of all optimisers against the readable reference; the decay of AdamW knows weights from biases in every layout. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { NetworkSpec } from '../../../../src/core/network/network.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import { defaultSettings, type OptimizerName, optimizers } from '../../../../src/core/training/settings.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import type { TrainerOptions } from '../../../../src/core/training/trainerOptions.ts';
import {
  engineBackend,
  engineBackend32,
  wideBackend,
  wideBackend32,
} from '../../../../src/engine/runtime/engineBackends.ts';
import { randomExamples } from '../randomNetwork.ts';
import { distance } from './distance.ts';

const small: NetworkSpec = {
  inputs: 3,
  layers: [
    { units: 5, activation: 'tanh' },
    { units: 3, activation: 'sigmoid' },
    { units: 1, activation: 'linear' },
  ],
  loss: 'squaredError',
  leakySlope: 0.01,
};
const large: NetworkSpec = {
  ...small,
  inputs: 301,
  layers: [
    { units: 66, activation: 'tanh' },
    { units: 3, activation: 'linear' },
  ],
};

function training(spec: NetworkSpec, optimizer: OptimizerName): TrainerOptions {
  return {
    spec,
    train: randomExamples(spec, 21, new RandomState(4)),
    validation: null,
    initialization: { scheme: 'xavier', scale: 1, value: 0, seed: 2 },
    // RMSProp and Adam go by the sign of the first gradients: many short steps keep rounding small.
    settings: { ...defaultSettings, optimizer, learningRate: 0.002, batchSize: 8, weightDecay: 40, epsilon: 1e-3 },
  };
}

for (const [backend, spec, tolerance] of [
  [engineBackend, small, 1e-11],
  [engineBackend32, small, 1e-5],
  [engineBackend, large, 1e-11],
  [wideBackend, large, 1e-11],
  [wideBackend32, large, 1e-5],
] as const) {
  describe(`updates of ${backend.name} in ${backend.precision}, ${spec.inputs} inputs`, () => {
    for (const optimizer of optimizers) {
      it(`${optimizer}: weights and biases of the reference`, () => {
        const options = training(spec, optimizer);
        const [engine, reference] = [new Trainer({ ...options, backend }), new Trainer(options)];
        for (const trainer of [engine, reference]) trainer.run(12);
        for (let l = 1; l <= spec.layers.length; l++) {
          for (const name of ['W', 'b'] as const) {
            const found = distance(engine.parameters[name][l]!, reference.parameters[name][l]!);
            assert.ok(found < tolerance, `${name}${l}: ${found}`);
          }
        }
      });
    }
  });
}
