import assert from 'node:assert/strict';
import { footprint } from '../../../../src/core/training/footprint.ts';
import type { NetworkSpec } from '../../../../src/core/network/network.ts';

function network(inputs: number, ...units: number[]): NetworkSpec {
  const layers = units.map((count) => ({ units: count, activation: 'tanh' as const }));
  return { inputs, layers, loss: 'squaredError', leakySlope: 0.01 };
}

describe('footprint(work)', () => {
  it('counts parameters, and the memory of all that is kept of them', () => {
    const small = footprint({ spec: network(2, 4, 1), m: 400, batch: 64, optimizer: 'adam' });
    assert.equal(small.parameters, 17);
    assert.equal(small.bytes, 8 * (10 * 17 + 3 * 5 * 64 + 7 * 400));
    assert.ok(small.secondsPerStep < 1e-4);
  });

  it('tells five layers of 4,096 as gigabytes and many seconds a step', () => {
    const large = footprint({
      spec: network(100, 4096, 4096, 4096, 4096, 4096, 1),
      m: 1000,
      batch: 64,
      optimizer: 'gradientDescent',
    });
    assert.ok(large.bytes > 5e9 && large.bytes < 1e10, String(large.bytes));
    assert.ok(large.secondsPerStep > 8 && large.secondsPerStep < 32, String(large.secondsPerStep));
  });

  it('grows with each part of the work', () => {
    const work = { spec: network(10, 50, 1), m: 1000, batch: 32, optimizer: 'gradientDescent' } as const;
    const { bytes, secondsPerStep } = footprint(work);
    for (const more of [{ m: 2000 }, { batch: 64 }, { spec: network(20, 50, 1) }, { spec: network(10, 60, 1) }])
      assert.ok(footprint({ ...work, ...more }).bytes > bytes, JSON.stringify(more));
    for (const more of [{ batch: 64 }, { optimizer: 'adam' as const }, { spec: network(10, 60, 1) }])
      assert.ok(footprint({ ...work, ...more }).secondsPerStep > secondsPerStep, JSON.stringify(more));
  });
});
