import assert from 'node:assert/strict';
import { RandomState } from '../../../src/core/network/random.ts';
import type { Backend } from '../../../src/core/training/backend.ts';
import { referenceBackend } from '../../../src/core/training/referenceBackend.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { engineBackend, engineBackend32 } from '../../../src/engine/runtime/engineBackends.ts';
import { plain, scaled } from '../core/training/settings.ts';

/** Linear regression of three inputs: convex, with its least J known for every λ. */
const spec = {
  inputs: 3,
  layers: [{ units: 1, activation: 'linear' }],
  loss: 'squaredError',
  leakySlope: 0.01,
} as const;
const m = 256;
const train = (() => {
  const random = new RandomState(3);
  const X = Float64Array.from({ length: 3 * m }, () => random.randn());
  const Y = Float64Array.from(
    { length: m },
    (_, i) => X[i]! - 2 * X[m + i]! + 0.5 * X[2 * m + i]! + 0.3 * random.randn(),
  );
  return { m, X, Y };
})();

/** Mean of J over the last 20 of 1,000 epochs. */
function meanCost(batchSize: number | 'full', backend: Backend): number {
  const settings = { ...plain, learningRate: 0.005, batchSize, l2: 10, epochs: 1000 };
  const trainer = new Trainer({ spec, train, validation: null, initialization: scaled(0.01, 1), settings, backend });
  trainer.run(980 * trainer.stepsPerEpoch);
  let sum = 0;
  for (let epoch = 0; epoch < 20; epoch++) {
    trainer.run(trainer.stepsPerEpoch);
    sum += trainer.evaluate(train).cost;
  }
  return sum / 20;
}

describe('λ/m of the whole training part in every batch', () => {
  for (const backend of [referenceBackend, engineBackend, engineBackend32]) {
    it(`follows the gradient of the J that is shown, whatever the batches (${backend.name} ${backend.precision})`, () => {
      const full = meanCost('full', backend);
      for (const batchSize of [128, 32, 8]) {
        const cost = meanCost(batchSize, backend);
        assert.ok(Math.abs(cost / full - 1) < 0.05, `batches of ${batchSize}: ${cost}, full ${full}`);
      }
    });

    it(`shows the J of a batch with the same penalty (${backend.name} ${backend.precision})`, () => {
      const settings = { ...plain, learningRate: 1e-9, batchSize: 8, l2: 10 };
      const trainer = new Trainer({ spec, train, validation: null, initialization: scaled(1, 1), settings, backend });
      let sum = 0;
      for (let step = 0; step < trainer.stepsPerEpoch; step++) {
        trainer.run(1);
        sum += trainer.batchCost;
      }
      assert.ok(Math.abs(sum / trainer.stepsPerEpoch / trainer.evaluate(train).cost - 1) < 1e-5);
    });
  }
});
