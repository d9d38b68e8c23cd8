import assert from 'node:assert/strict';
import { type TableDefaults, tableDefaults } from '../../../../src/config/facts/tableDefaults.ts';

const sized = (m: number, more: { inputs?: number; outputs?: number; mValidation?: number } = {}): TableDefaults =>
  tableDefaults({ m, mValidation: Math.round(m / 4), inputs: 4, outputs: 3, ...more });

describe('tableDefaults(facts)', () => {
  it('small tables: a layer of twelve that can be looked at; from 1,000 examples on 32, and larger batches', () => {
    const common = { activation: 'relu', optimizer: 'adam', learningRate: 0.01, l2: 1 };
    const short = { ...common, units: 12, batchSize: 32, epochs: 300, patience: 100 };
    assert.deepEqual(sized(96), short);
    assert.deepEqual(sized(999), short);
    assert.deepEqual(sized(1000), { ...short, units: 32, batchSize: 64 });
    assert.deepEqual(sized(16_000), { ...common, units: 32, batchSize: 64, epochs: 90, patience: 30 });
  });

  it('the same for numbers, a yes/no question and classes: one rule was as good as three', () => {
    for (const outputs of [1, 2, 10]) assert.deepEqual(sized(200, { outputs }), sized(200));
  });

  it('batches leave at least two steps an epoch, however few the examples are', () => {
    assert.deepEqual(
      [2, 3, 4, 8, 15, 16, 63, 64].map((m) => sized(m).batchSize),
      [1, 1, 2, 4, 4, 8, 16, 32],
    );
  });

  it('stops early only where rows are kept aside, and at the earliest after a third of the training', () => {
    assert.equal(sized(8, { mValidation: 0 }).patience, null);
    for (const m of [10, 1000, 5000, 20_000, 100_000, 1_000_000]) {
      const { epochs, patience } = sized(m);
      assert.ok(patience !== null && Number.isInteger(patience) && patience >= 1, `${m}: ${patience}`);
      assert.equal(patience * 3, epochs);
    }
  });

  it('bounds the work of a run: examples that pass, and products of an example and a parameter', () => {
    for (const m of [100, 2000, 16_000, 20_000])
      for (const inputs of [2, 60, 784]) {
        const { epochs, units } = sized(m, { inputs });
        const parameters = units * (inputs + 1) + 3 * (units + 1);
        assert.ok(epochs === 3 || (epochs * m <= 2_000_000 && epochs * m * parameters <= 6e9), `${m} × ${inputs}`);
      }
  });
});
