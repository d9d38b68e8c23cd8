import assert from 'node:assert/strict';
import { HessianProduct } from '../../../src/core/analysis/hessian.ts';
import { largestEigenvalue } from '../../../src/core/analysis/lanczos.ts';
import type { HiddenActivation } from '../../../src/core/network/network.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { engineBackend } from '../../../src/engine/runtime/engineBackends.ts';
import { courseTrainer, flower, yesNo } from './flower.ts';
import { plain, scaled } from './training/settings.ts';

const isLong = process.env.NN_LONG !== undefined;

/** The experiments of the course that take many runs or many steps, in the engine. */
describe('the classic experiments on where a training goes', function () {
  this.timeout(600_000);
  const near = (value: number, expected: number, tolerance: number, what = '') =>
    assert.ok(Math.abs(value - expected) <= tolerance, `${what} expected ${expected} ± ${tolerance}, found ${value}`);
  const course = (learningRate = 1.2, hidden = 4) =>
    courseTrainer([hidden], { settings: { ...plain, learningRate }, backend: engineBackend });
  const sharpness = (trainer: Trainer) =>
    largestEigenvalue(new HessianProduct(trainer.spec, trainer.parameters, flower, 0));

  /** The first step whose cost is above that of the one before. */
  function firstRise(trainer: Trainer, last: number): number {
    let before = Number.POSITIVE_INFINITY;
    while (trainer.step < last) {
      trainer.run(1);
      if (trainer.batchCost > before) return trainer.step - 1;
      before = trainer.batchCost;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** The step at which the sharpness passes 2/α, to 25 steps. */
  function crossing(trainer: Trainer, from: number, learningRate: number): number {
    trainer.run(from);
    while (sharpness(trainer) < 2 / learningRate) trainer.run(25);
    return trainer.step;
  }

  it('E4: iterations 8000 and 9000, where the run is unstable', () => {
    const trainer = course();
    trainer.run(8000);
    near(trainer.evaluate(flower).cost, 0.219471, 2e-4);
    trainer.run(1000);
    near(trainer.evaluate(flower).cost, 0.218612, 2e-4);
  });

  const uniform = [
    { units: 4, percent: 90.75, tolerance: 0 },
    // As in E6: many units magnify the last bit of the elementary functions.
    { units: 20, percent: 90.25, tolerance: 0.5 },
    { units: 50, percent: 91, tolerance: 0.5 },
  ];
  for (const { units, percent, tolerance } of uniform) {
    it(`E7: with rand instead of randn, ${units} hidden units reach ${percent} % in 5000 iterations`, () => {
      const initialization = { scheme: 'uniform', scale: 0.01, value: 0, seed: 2 } as const;
      const trainer = courseTrainer([units], { initialization, backend: engineBackend });
      trainer.run(5000);
      near(100 * trainer.evaluate(flower).accuracy!, percent, tolerance);
    });
  }

  it('E9: the cost rises in E4 because its sharpness passes 2/α', () => {
    const trainer = course();
    for (const [step, lambda] of [
      [0, 0.2502],
      [1000, 1.0536],
      [7000, 1.6529],
    ] as const) {
      trainer.run(step - trainer.step);
      near(sharpness(trainer), lambda, 1e-3, `λmax at ${step}:`);
    }
    near(crossing(course(), 6900, 1.2), 7150, 50, 'crossing:');
    near(firstRise(course(), 10_000), 7845, 50, 'first rise:');
  });

  it('E9: α = 1.0 never rises, α = 1.4 sooner', () => {
    const calm = course(1);
    assert.equal(firstRise(calm, 10_000), Number.POSITIVE_INFINITY);
    near(calm.evaluate(flower).cost, 0.215238, 1e-6);
    near(crossing(course(1.4), 4000, 1.4), 4300, 50, 'crossing:');
    near(firstRise(course(1.4), 10_000), 4866, 50, 'first rise:');
  });

  /** Iteration at which the cost passes a limit; infinite when it does not in 10,000. */
  function reached(trainer: Trainer, limit: number): number {
    while (trainer.step < 10_000 && !trainer.outcome) {
      trainer.run(trainer.step === 0 ? 1 : 20);
      if (trainer.batchCost >= limit) continue;
      return trainer.step;
    }
    return Number.POSITIVE_INFINITY;
  }

  it('E17: four units from small weights: tanh always passes 0.3, σ mostly and later, ReLU never', () => {
    const times = (activation: HiddenActivation) =>
      Array.from({ length: 20 }, (_, seed) => {
        const options = { initialization: scaled(0.01, seed), backend: engineBackend };
        return reached(courseTrainer([4], { spec: yesNo([4], activation), ...options }), 0.3);
      }).sort((a, b) => a - b);
    const passed = (all: readonly number[]) => all.filter(Number.isFinite);
    const median = (all: readonly number[]) => (all[(all.length - 1) >> 1]! + all[all.length >> 1]!) / 2;
    const [tanh, sigmoid] = [times('tanh'), times('sigmoid')];
    assert.equal(passed(tanh).length, 20);
    near(median(tanh), 460, 46);
    near(passed(sigmoid).length, 16, 3);
    near(median(passed(sigmoid)), 2145, 215);
    assert.deepEqual([passed(times('relu')).length, passed(times('leakyRelu')).length], [0, 0]);
  });

  /** Of 200 seeds with 2, 3, 4, 8 hidden units. */
  const xorCounts: Readonly<Partial<Record<HiddenActivation, readonly number[]>>> = {
    sigmoid: [129, 192, 199, 200],
    tanh: [97, 178, 196, 200],
    relu: [62, 119, 153, 197],
    leakyRelu: [96, 174, 188, 200],
    linear: [0, 0, 0, 0],
  };
  const seeds = isLong ? 200 : 24;
  for (const [activation, counts] of Object.entries(xorCounts)) {
    it(`E18: XOR with ${activation} units, ${seeds} seeds: how many pass a cost of 0.1`, () => {
      const train = { m: 4, X: Float64Array.of(0, 0, 1, 1, 0, 1, 0, 1), Y: Float64Array.of(0, 1, 1, 0) };
      [2, 3, 4, 8].forEach((units, k) => {
        let passed = 0;
        for (let seed = 0; seed < seeds; seed++) {
          const trainer = new Trainer({
            spec: yesNo([units], activation as HiddenActivation),
            ...{ train, validation: null, initialization: scaled(1, seed), backend: engineBackend },
            settings: { ...plain, learningRate: 0.5 },
          });
          if (reached(trainer, 0.1) < Number.POSITIVE_INFINITY) passed++;
        }
        const share = counts![k]! / 200;
        // Both counts are draws: the band is that of their difference.
        const deviation = Math.sqrt(share * (1 - share) * (1 / seeds + 1 / 200));
        const band = 1.96 * (isLong ? 1 : 1.5) * deviation + 1.01 / seeds;
        near(passed / seeds, share, band, `${units} units:`);
      });
    });
  }
});
