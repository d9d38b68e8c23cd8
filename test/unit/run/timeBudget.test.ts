import assert from 'node:assert/strict';
import { RateMeter } from '../../../src/run/loop/rateMeter.ts';
import { TimeBudget } from '../../../src/run/timeBudget.ts';

describe('TimeBudget', () => {
  it('lets side work have its share of the time, and the allowance besides', () => {
    const budget = new TimeBudget(0.05, 100);
    let spent = 0;
    for (let i = 0; i < 10_000; i++) {
      budget.earn(1);
      if (!budget.allows) continue;
      budget.spend(3);
      spent += 3;
    }
    assert.ok(spent <= 0.05 * 10_000 + 100 + 3);
    assert.ok(spent >= 0.05 * 10_000);
  });

  it('saves up no more than the allowance', () => {
    const budget = new TimeBudget(0.5, 10);
    budget.earn(1_000_000);
    budget.spend(11);
    assert.equal(budget.allows, false);
    budget.reset();
    assert.equal(budget.allows, true);
  });
});

describe('RateMeter', () => {
  it('is 0 before anything was measured, then steps a second', () => {
    const meter = new RateMeter();
    assert.equal(meter.stepsPerSecond, 0);
    meter.add(50, 100);
    assert.equal(meter.stepsPerSecond, 500);
    meter.reset();
    assert.equal(meter.stepsPerSecond, 0);
  });

  it('follows a change of speed within some seconds', () => {
    const meter = new RateMeter();
    for (let i = 0; i < 100; i++) meter.add(100, 100);
    for (let i = 0; i < 100; i++) meter.add(10, 100);
    assert.ok(meter.stepsPerSecond < 110);
  });
});
