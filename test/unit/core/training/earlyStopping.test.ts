import assert from 'node:assert/strict';
import { EarlyStopping } from '../../../../src/core/training/earlyStopping.ts';

const rule = { patience: 2, minDelta: 0 };
const values = (value: number) => Float64Array.of(value);

/** Observes one cost an epoch; says at which epochs patience was at an end. */
function watch(costs: readonly number[], { patience, minDelta } = rule) {
  const watcher = new EarlyStopping();
  const ends = costs.flatMap((cost, epoch) =>
    watcher.observe(cost, { epoch, step: 10 * epoch }, values(epoch), { patience, minDelta }) ? [epoch] : [],
  );
  return { watcher, ends };
}

describe('EarlyStopping', () => {
  it('an equal cost is no better one: the first of them stays the best', () => {
    const { watcher, ends } = watch([1, 0.5, 0.5, 0.5]);
    assert.deepEqual([watcher.best?.epoch, watcher.best?.step, watcher.best?.values[0]], [1, 10, 1]);
    assert.deepEqual(ends, [3]);
  });

  it('better means below the best by more than minDelta', () => {
    assert.equal(watch([1, 0.75], { patience: 9, minDelta: 0.25 }).watcher.best?.epoch, 0);
    assert.equal(watch([1, 0.7], { patience: 9, minDelta: 0.25 }).watcher.best?.epoch, 1);
  });

  it('patience counts the epochs since the best, not all that were worse', () => {
    assert.deepEqual(watch([1, 2, 0.5, 2, 0.4, 3, 3]).ends, [6]);
  });

  it('a copy of the best goes its own way', () => {
    const { watcher } = watch([1]);
    const saved = watcher.save();
    watcher.observe(0.5, { epoch: 7, step: 70 }, values(9), rule);
    assert.equal(saved?.values[0], 0);
    watcher.load(saved);
    assert.equal(watcher.best?.epoch, 0);
  });
});
