import assert from 'node:assert/strict';
import type { Backend } from '../../../src/core/training/backend.ts';
import type { Trainer } from '../../../src/core/training/trainer.ts';
import type { TrainerOptions } from '../../../src/core/training/trainerOptions.ts';
import { engineBackend, engineBackend32 } from '../../../src/engine/runtime/engineBackends.ts';
import { distance } from './kernels/distance.ts';
import { open, randomTraining } from './randomNetwork.ts';
import { trials } from '../../trials.ts';

function pair(options: TrainerOptions, backend: Backend): { engine: Trainer; reference: Trainer; context: string } {
  const { spec, train, settings } = options;
  const layers = spec.layers.map(({ units, activation }) => `${units} ${activation}`);
  const context = `${[spec.inputs, ...layers].join('-')}, ${spec.loss}, m ${train.m}, ${JSON.stringify(settings)}`;
  return { engine: open(options, backend), reference: open(options), context };
}

function assertCosts(engine: Trainer, reference: Trainer, tolerance: number, context: string): void {
  const [found, expected] = [engine.evaluate(engine.train), reference.evaluate(reference.train)];
  // Outputs that are no probabilities have a cost beyond all numbers, or none: then both have.
  if (Object.is(found.cost, expected.cost)) return;
  assert.ok(Math.abs(found.cost - expected.cost) <= tolerance * Math.max(1, Math.abs(expected.cost)), context);
}

/** Whether a training has come to no number; then both have, in the same step and the same matrix. */
function bothDiverged(engine: Trainer, reference: Trainer, context: string): boolean {
  assert.deepEqual(engine.outcome?.notice, reference.outcome?.notice, context);
  return reference.outcome !== null;
}

/** How many networks are compared. */
const networks = trials(150, 540);

describe('the engine against the reference, on random networks', function () {
  this.timeout(120_000);

  it(`one Float64 step of ${networks} networks: parameters, gradients, every Z, A and dZ within 1e-12`, () => {
    let compared = 0;
    for (let seed = 1; seed <= networks; seed++) {
      const options = randomTraining(seed);
      const { engine, reference, context } = pair(options, engineBackend);
      engine.run(1);
      reference.run(1);
      if (bothDiverged(engine, reference, context)) continue;
      compared++;
      assert.ok(distance(engine.parameters.values, reference.parameters.values) < 1e-12, `seed ${seed}: ${context}`);
      assert.ok(distance(engine.gradients.values, reference.gradients.values) < 1e-12, `seed ${seed}: ${context}`);
      assert.ok(
        Math.abs(engine.batchCost - reference.batchCost) <= 1e-12 * Math.max(1, Math.abs(reference.batchCost)),
        context,
      );
      for (let l = 0; l <= options.spec.layers.length; l++) {
        for (const kind of ['Z', 'A', 'dZ'] as const) {
          assert.ok(
            distance(engine.layerValues(kind, l), reference.layerValues(kind, l)) < 1e-12,
            `${context}: ${kind} ${l}`,
          );
        }
      }
    }
    assert.ok(compared >= 0.98 * networks, `${compared} networks`);
  });

  it('forty Float64 steps over several epochs stay within 1e-8', () => {
    let compared = 0;
    for (let seed = 1001; seed <= 1072; seed++) {
      const { engine, reference, context } = pair(randomTraining(seed), engineBackend);
      assert.equal(engine.run(40), reference.run(40));
      if (bothDiverged(engine, reference, context)) continue;
      compared++;
      assert.ok(distance(engine.parameters.values, reference.parameters.values) < 1e-8, `seed ${seed}: ${context}`);
      assertCosts(engine, reference, 1e-8, context);
    }
    assert.ok(compared >= 60, `${compared} networks`);
  });

  it(`a hundred Float32 steps of ${networks} networks stay within 1e-5: cost and parameters`, () => {
    let compared = 0;
    for (let seed = 3001; seed <= 3000 + networks; seed++) {
      const options = randomTraining(seed, { units: 10, examples: 30 });
      // Where a step goes by a sign (RMSProp's first ones, the absolute error), long ones blow rounding up to a different path.
      const longest = options.spec.loss === 'absoluteError' ? 0.00001 : 0.01;
      const learningRate =
        options.settings.optimizer === 'rmsProp' ? 0.00002 : Math.min(longest, options.settings.learningRate);
      const { engine, reference, context } = pair(
        { ...options, settings: { ...options.settings, learningRate } },
        engineBackend32,
      );
      assert.equal(engine.run(100), reference.run(100));
      if (bothDiverged(engine, reference, context)) continue;
      compared++;
      const found = distance(engine.parameters.values, reference.parameters.values);
      assert.ok(found < 1e-5, `seed ${seed}: ${found} ${context}`);
      assertCosts(engine, reference, 1e-5, context);
    }
    assert.ok(compared >= 0.98 * networks, `${compared} networks`);
  });
});
