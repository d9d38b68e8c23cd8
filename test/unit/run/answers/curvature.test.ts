/** 2/λmax with the weights that are looked at: steps below it make the cost fall, steps above it make it rise. */
import assert from 'node:assert/strict';
import { asking, sample } from './asking.ts';

describe('"curvature": how large a learning rate the cost bears', () => {
  it('is the border between falling and rising along the sharpest direction, for a straight model', async () => {
    const costAfter = async (factor: number): Promise<number> => {
      const network = { layers: [] };
      const start = await asking(
        sample('greenhouse', {
          network,
          training: { learningRate: 1e-9, optimizer: 'gradientDescent', batchSize: 'full', l2: 0 },
        }),
      );
      const { largestStableRate } = await start.ask({ kind: 'curvature' });
      assert.ok(largestStableRate !== null && largestStableRate > 0);
      const { trainer } = start.run;
      trainer.apply({ learningRate: factor * largestStableRate });
      start.train(400);
      return trainer.evaluate(trainer.train).cost;
    };
    const [below, above] = [await costAfter(0.95), await costAfter(1.05)];
    assert.ok(below < 1, `${below}`);
    assert.ok(!(above < 10), `${above}`);
  });

  it('is not measured of a network that is too large', async () => {
    const large = await asking(sample('flower-2-4-1', { network: { layers: [{ units: 1000, activation: 'tanh' }] } }));
    assert.equal((await large.ask({ kind: 'curvature' })).largestStableRate, null);
  });
});
