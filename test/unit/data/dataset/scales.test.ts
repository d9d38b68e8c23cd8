import assert from 'node:assert/strict';
import { buildDataset } from '../../../../src/data/dataset/dataset.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import { read } from '../read/reading.ts';

const options = { missing: 'mean', standardize: true, split: { validation: 0, seed: 1 } } as const;

/** A table with a normal x times a factor, and y = x of the same size. */
async function scaledTable(factor: number, extra?: string) {
  const random = new RandomState(1);
  const rows = Array.from({ length: 60 }, () => {
    const x = random.randn();
    return `${x * factor},${2 * x * factor + 1e-3 * random.randn() * factor},${x > 0 ? 'up' : 'down'}`;
  });
  return read(`x,y,kind\n${rows.join('\n')}\n${extra ? `${extra}\n` : ''}`);
}

const deviation = (values: ArrayLike<number>) => {
  const all = Array.from(values);
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  return Math.sqrt(all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / all.length);
};

describe('buildDataset(table, options) standardizes numbers of any size', () => {
  for (const factor of [1, 1e154, 1e200, 1e300, 1e-162, 1e-200, 1e-280]) {
    it(`inputs and targets of about ${factor} keep their differences`, async () => {
      const table = await scaledTable(factor);
      const { train } = buildDataset(table, { ...options, target: 'y', features: ['x'] });
      assert.ok(Math.abs(deviation(train.X) - 1) < 1e-9, String(deviation(train.X)));
      assert.ok(Math.abs(deviation(train.Y) - 1) < 1e-9, String(deviation(train.Y)));
      const plain = buildDataset(await scaledTable(1), { ...options, target: 'y', features: ['x'] });
      train.X.forEach((x, i) => assert.ok(Math.abs(x - plain.train.X[i]!) < 1e-9));
    });
  }

  it('tells once of a value that squeezes its column together, with its column and size', async () => {
    const { notes } = buildDataset(await scaledTable(1, '1e12,0,up'), { ...options, target: 'kind' });
    assert.deepEqual(
      notes.map(({ code, values }) => [code, values[0]]),
      [['data.sentinel', 'x']],
    );
    const target = buildDataset(await scaledTable(1, '0,1e12,up'), { ...options, target: 'y', features: ['x'] });
    assert.deepEqual(
      target.notes.map(({ code, values }) => [code, values[0]]),
      [['data.sentinel', 'y']],
    );
  });

  it('is silent about ordinary outliers, and where nothing is standardized', async () => {
    assert.deepEqual(buildDataset(await scaledTable(1, '30,-30,up'), { ...options, target: 'kind' }).notes, []);
    const raw = { ...options, standardize: false, target: 'kind' };
    const { notes } = buildDataset(await scaledTable(1, '1e12,0,up'), raw);
    assert.ok(!notes.some(({ code }) => code === 'data.outlier'));
  });
});
