import assert from 'node:assert/strict';
import { ExplosionWatch } from '../../../../src/core/training/explosionWatch.ts';
import { network, randomExamples } from '../network/randomNetworks.ts';
import { plain } from './settings.ts';
import { constantAnswer } from '../../../../src/core/evaluation/constantAnswer.ts';

const spec = network(2, [], [1, 'linear'], 'squaredError');
const train = randomExamples(spec, 40, 4);
const small = { ...plain, batchSize: 1 };

function looks(watch: ExplosionWatch, last: number, settings = plain): number[] {
  const steps: number[] = [];
  for (let step = 0; step < last; ) {
    step += watch.stepsToNextLook(step, settings);
    steps.push(step);
  }
  return steps;
}

describe('ExplosionWatch', () => {
  it('looks at each of the first steps, then at a sixteenth of the way at most, and every 64 steps', () => {
    const steps = looks(new ExplosionWatch(spec, train, () => 0), 4096);
    assert.deepEqual(
      steps.slice(0, 32),
      Array.from({ length: 32 }, (_, index) => index + 1),
    );
    steps.forEach((step, index) => {
      const gap = step - (steps[index - 1] ?? 0);
      assert.ok(gap <= Math.min(64, Math.max(1, step / 16)), `${gap} before ${step}`);
    });
    assert.equal(steps.at(-1)! - steps.at(-2)!, 64);
  });

  it('looks at every step of a network whose steps are long', () => {
    const wide = network(1000, [[1000, 'tanh']], [1, 'linear'], 'squaredError');
    const watch = new ExplosionWatch(wide, { m: 40, X: new Float64Array(40_000), Y: new Float64Array(40) }, () => 0);
    assert.equal(watch.stepsToNextLook(5000, plain), 1);
  });

  it('measures by the best constant answer, too: a start that was nearly perfect is no measure', () => {
    const watch = new ExplosionWatch(spec, train, () => 0);
    const constant = constantAnswer(spec, train).cost;
    assert.equal(watch.isOver(1, 1e-12, plain), false);
    assert.equal(watch.isOver(2, 0.9e6 * constant, plain), false);
    assert.equal(watch.isOver(3, 1.1e6 * constant, plain), true);
  });

  it('asks the whole training part where a batch is a part of it: one example that is far off is no divergence', () => {
    let whole = 0.5;
    const watch = new ExplosionWatch(spec, train, () => whole);
    assert.equal(watch.isOver(1, 0.5, small), false);
    assert.equal(watch.isOver(2, 1e12, small), false);
    assert.equal(watch.isOver(2, 1e12, plain), true);
    whole = 1e12;
    assert.equal(watch.isOver(3, 1e12, small), true);
    whole = Number.NaN;
    assert.equal(watch.isOver(4, 1e12, small), true);
  });
});
