/** What comes of other initial weights, on the course's flower: the numbers are published ones or were measured with NumPy. */
import assert from 'node:assert/strict';
import { metricValue } from '../../../../src/core/evaluation/metrics.ts';
import type { InitializationScheme } from '../../../../src/core/network/initializers.ts';
import { type Asking, asking, sample } from './asking.ts';

describe('"initialization": the same network from other initial weights', () => {
  let flower: Asking;
  const from = (scheme: InitializationScheme, factor = 0, steps = 10_000) =>
    flower.ask({ kind: 'initialization', scheme, factor, steps });
  const near = (value: number | null, expected: number, tolerance: number) =>
    assert.ok(
      value !== null && Math.abs(value - expected) <= tolerance,
      `expected ${expected} ± ${tolerance}, found ${value}`,
    );

  before(async () => {
    flower = await asking(sample('flower-2-4-1'));
    flower.train(5);
  });

  it('E12: from zeros nothing is learned: cost ln 2 at every step, one unit four times', async () => {
    const { start, end, curve, reached, steps } = await from('zeros');
    assert.equal(steps, 10_000);
    near(start.cost, Math.LN2, 1e-12);
    assert.ok(curve.cost.every((cost) => Math.abs(cost - Math.LN2) < 1e-12));
    assert.deepEqual(
      [start.layers[0]?.distinct, end.layers[0]?.distinct, end.metric, reached],
      [1, 1, { right: 200, m: 400 }, null],
    );
  });

  it('E13: from one constant the units stay the same to the last bit: 65.5 %', async () => {
    const { start, end } = await from('constant', 0.5);
    assert.deepEqual([start.layers[0]?.distinct, end.layers[0]?.distinct, end.metric], [1, 1, { right: 262, m: 400 }]);
  });

  const scales = [
    { scale: 0.01, saturated: 0, reached: 601, accuracy: 90.625, tolerance: 0.25 },
    { scale: 1, saturated: 38.3, reached: null, accuracy: 91.5, tolerance: 0.1 },
    { scale: 10, saturated: 87.3, reached: 235, accuracy: 91.25, tolerance: 0.1 },
  ];
  for (const { scale, saturated, reached, accuracy, tolerance } of scales) {
    it(`E15: randn × ${scale} saturates ${saturated} % at the start and comes to ${accuracy} %`, async () => {
      const answer = await from('scaled', scale);
      near(100 * (answer.start.layers[0]?.saturated ?? 0), saturated, 0.1);
      assert.equal(answer.below, 0.3);
      if (reached !== null) {
        assert.equal(answer.reached, reached);
        const { steps, cost } = answer.curve;
        assert.equal(steps[cost.findIndex((value) => value < answer.below)], reached);
        assert.ok(steps.filter((step) => step <= 2_000).length > 100);
      }
      assert.deepEqual(
        [answer.start.layers[0]?.distinct, answer.end.layers[0]?.distinct, answer.reachedEvery],
        [4, 4, 1],
      );
      near(100 * metricValue(answer.end.metric ?? 0), accuracy, tolerance);
    });
  }

  it('is the run itself when it asks for the same weights, and leaves the run as it is', async () => {
    const { trainer } = flower.run;
    const before = trainer.parameters.values.slice();
    const { end } = await from('scaled', 0.01, trainer.step);
    assert.equal(end.cost, trainer.evaluate(trainer.train).cost);
    assert.deepEqual([trainer.parameters.values.slice(), trainer.step], [before, 5]);
  });

  it('gives up when the answer is no longer wanted, and lets others in on the way', async () => {
    let breaths = 0;
    const yieldNow = async (): Promise<void> => {
      if (++breaths === 20) throw new Error('no longer wanted');
    };
    const busy = await asking(sample('flower-2-4-1'), { yieldNow });
    await assert.rejects(
      busy.ask({ kind: 'initialization', scheme: 'xavier', factor: 0, steps: 10_000 }),
      /no longer wanted/,
    );
    assert.equal(breaths, 20);
  });

  it('of mini-batches looks at the cost of all examples now and then, and ends with the epochs of the run', async () => {
    const iris = await asking(sample('iris', { training: { epochs: 30 } }));
    const answer = await iris.ask({ kind: 'initialization', scheme: 'xavier', factor: 0, steps: 10_000 });
    assert.equal(answer.steps, 30 * 4);
    assert.ok(answer.reachedEvery > 1 && answer.curve.steps.length <= 60);
    // A network of zeros calls three classes equally likely: 0.45 · ln 3, rounded.
    assert.equal(answer.below, 0.5);
    assert.deepEqual([answer.curve.steps[0], answer.curve.steps.at(-1)], [0, 120]);
    assert.equal(answer.curve.cost.at(-1), answer.end.cost);
  });
});
