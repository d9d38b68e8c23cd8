import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { collapse, saturatedShare } from '../../../src/core/analysis/diagnostics.ts';
import { gradientCheck } from '../../../src/core/analysis/gradientCheck.ts';
import type { InitializationSpec } from '../../../src/core/network/initializers.ts';
import type { Trainer } from '../../../src/core/training/trainer.ts';
import { courseTrainer, flower, yesNo } from './flower.ts';
import { plain, scaled } from './training/settings.ts';

/** The classic experiments of the course on its planar data, with the numbers published there or measured with NumPy. */
describe('the classic experiments', () => {
  const accuracy = (trainer: Trainer) => 100 * trainer.evaluate(flower).accuracy!;
  const near = (value: number, expected: number, tolerance: number) =>
    assert.ok(Math.abs(value - expected) <= tolerance, `expected ${expected} ± ${tolerance}, found ${value}`);

  it('E2: logistic regression cannot tell the petals apart', () => {
    const trainer = courseTrainer([]);
    trainer.run(5000);
    assert.equal(accuracy(trainer), 47);
    near(trainer.evaluate(flower).cost, 0.673146, 1e-5);
  });

  it('E3 and E5: 2-4-1 reaches the published costs to six digits, and 90 % after 10,000 iterations', () => {
    const trainer = courseTrainer([4]);
    const published = [0.693048, 0.288083, 0.254385, 0.233864, 0.226792, 0.222644, 0.219731, 0.217504];
    for (const cost of published) {
      near(trainer.evaluate(flower).cost, cost, 1e-6);
      trainer.run(1000);
    }
    trainer.run(10_000 - trainer.step);
    assert.ok(accuracy(trainer) >= 90);
  });

  const bySize = [
    { units: 1, percent: 67.5, tolerance: 0 },
    { units: 2, percent: 67.25, tolerance: 0 },
    { units: 3, percent: 90.75, tolerance: 0 },
    { units: 4, percent: 90.5, tolerance: 0 },
    { units: 5, percent: 91.25, tolerance: 0 },
    { units: 10, percent: 90.25, tolerance: 0 },
    { units: 20, percent: 90.25, tolerance: 0.5 },
    { units: 50, percent: 90.5, tolerance: 0.75 },
  ];
  for (const { units, percent, tolerance } of bySize) {
    it(`E6: ${units} hidden units reach ${percent} % in 5000 iterations`, () => {
      const trainer = courseTrainer([units]);
      trainer.run(5000);
      near(accuracy(trainer), percent, tolerance);
    }).timeout(60_000);
  }

  it('E10: the first iteration with cost < 0.3 by learning rate; 0.001 never gets there', () => {
    const first = (learningRate: number) => {
      const trainer = courseTrainer([4], { settings: { ...plain, learningRate } });
      while (trainer.step < 10_000) {
        trainer.run(1);
        // The cost seen by a step is that of the parameters before it.
        if (trainer.batchCost < 0.3) return trainer.step - 1;
      }
      return Number.POSITIVE_INFINITY;
    };
    const found = [0.1, 0.3, 1.2, 3, 10, 0.001].map(first);
    assert.deepEqual(found.slice(0, 3), [7237, 2410, 601]);
    // Large steps magnify the last bit of the elementary functions: the order is what holds.
    near(found[3]!, 340, 20);
    near(found[4]!, 426, 60);
    assert.equal(found[5], Number.POSITIVE_INFINITY);
  }).timeout(60_000);

  it('E12: zero initialisation stays where it is, at ln 2', () => {
    const trainer = courseTrainer([4], { initialization: { ...scaled(0, 2), scheme: 'zeros' } });
    const start = trainer.evaluate(flower).cost;
    near(start, Math.LN2, 1e-14);
    for (let k = 0; k < 100; k++) {
      trainer.run(1);
      assert.equal(trainer.batchCost, start);
    }
    for (const W of trainer.parameters.W) assert.ok(W.every((w) => w === 0));
    assert.equal(accuracy(trainer), 50);
  });

  it('E13: with one constant for all weights the hidden units stay equal to the last bit', () => {
    const constant: InitializationSpec = { scheme: 'constant', scale: 0, value: 0.5, seed: 1 };
    const trainer = courseTrainer([4], { initialization: constant });
    trainer.run(10_000);
    const [, W] = trainer.parameters.W;
    for (let j = 1; j < 4; j++) assert.deepEqual([...W!.subarray(2 * j, 2 * j + 2)], [...W!.subarray(0, 2)]);
    assert.equal(accuracy(trainer), 65.5);
  });

  const byScale = [
    // The run from small weights is unstable after 7150 iterations: 90.5 to 90.75 % from machine to machine.
    { scale: 0.01, saturated: 0, percent: 90.625, tolerance: 0.125 },
    { scale: 1, saturated: 38.3, percent: 91.5, tolerance: 0.1 },
    { scale: 10, saturated: 87.3, percent: 91.25, tolerance: 0.1 },
    { scale: 100, saturated: 97.9, percent: 67.25, tolerance: 0.1 },
  ];
  for (const { scale, saturated, percent, tolerance } of byScale) {
    it(`E15: randn × ${scale} saturates ${saturated} % at the start and ends at about ${percent} %, never with an overflow`, () => {
      const trainer = courseTrainer([4], { initialization: scaled(scale, 2) });
      const { A } = trainer.forward(flower.X, flower.m);
      near(100 * saturatedShare('tanh', A[1]!), saturated, 0.1);
      assert.ok(Number.isFinite(trainer.evaluate(flower).cost));
      trainer.run(10_000);
      assert.equal(trainer.outcome, null);
      near(accuracy(trainer), percent, tolerance);
    });
  }

  for (const units of [1, 4, 20, 50]) {
    it(`E16: ${units} linear hidden units are logistic regression`, () => {
      const spec = yesNo([units], 'linear');
      const trainer = courseTrainer([units], { spec });
      trainer.run(5000);
      assert.equal(accuracy(trainer), 47);
      near(trainer.evaluate(flower).cost, 0.673146, 1e-5);
      const { W, b } = collapse(spec, trainer.parameters)!;
      near(W[0]!, 0.02809, 1e-4);
      near(W[1]!, -0.20318, 1e-4);
      near(b[0]!, 0.01556, 1e-4);
    });
  }

  it('E19: the gradient of 2-4-1 agrees with central differences', () => {
    const { spec, parameters } = courseTrainer([4]);
    const check = gradientCheck(spec, parameters, flower, 0);
    assert.ok(check.passed && check.relativeError < 1e-7, `relative error ${check.relativeError}`);
    assert.equal(check.compared, 17);
  });
});
