/** How often the cost rose of late, against a count while it trained; 2/λmax of the first step, whatever came after. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { asking, sample } from './asking.ts';

describe('"stability": what can be said of α', () => {
  it('counts the rises of the last hundred steps as they were, again after more of them', async () => {
    const one = await asking(sample('flower-2-4-1', { training: { learningRate: 8, batchSize: 'full' } }));
    const { trainer } = one.run;
    const costs = [trainer.evaluate(trainer.train).cost];
    const go = (steps: number): void => {
      for (let step = 0; step < steps; step++) {
        one.train(1);
        costs.push(trainer.evaluate(trainer.train).cost);
      }
    };
    const risen = (): number => {
      const last = costs.slice(-101);
      return last.slice(1).filter((cost, index) => cost > (last[index] ?? 0)).length;
    };
    go(60);
    const early = await one.ask({ kind: 'stability' });
    assert.deepEqual([early.rose, early.of], [risen(), 60]);
    go(90);
    const late = await one.ask({ kind: 'stability' });
    assert.deepEqual([late.rose, late.of], [risen(), 100]);
    assert.ok(late.rose > 0, `${late.rose}`);
  });

  it('has 2/λmax of the initial weights, also later', async () => {
    const one = await asking(sample('flower-2-4-1'));
    const { largestStableRate } = await one.ask({ kind: 'curvature' });
    one.train(30);
    const { startRate } = await one.ask({ kind: 'stability' });
    assert.ok(startRate !== null && largestStableRate !== null);
    assert.ok(Math.abs(startRate / largestStableRate - 1) < 1e-9, `${startRate}, ${largestStableRate}`);
    assert.notEqual((await one.ask({ kind: 'curvature' })).largestStableRate, largestStableRate);
  });

  it('leaves large networks alone', async () => {
    const large = await asking(sample('flower-2-4-1', { network: { layers: [{ units: 1000, activation: 'tanh' }] } }));
    const { startRate, rose, of } = await large.ask({ kind: 'stability' });
    assert.deepEqual([startRate, rose, of], [null, 0, 0]);
  });
});
