import assert from 'node:assert/strict';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { keyDifferences } from '../../../../src/config/text/keyDifferences.ts';

const config = networkConfigSchema.parse({ data: { file: 'a.csv', target: 'b' }, training: { learningRate: 0.1 } });
const began = config.training;

describe('keyDifferences(own, other)', () => {
  it('tells each change of a setting with its step, and no change to what was in force already', () => {
    const own = { config, began, changes: [{ step: 5, change: { learningRate: 0.1 } }] };
    assert.deepEqual(keyDifferences(own, { config, began, changes: [] }), []);
    const changes = [0.5, 0.5, 0.1].map((learningRate, place) => ({
      step: 1000 * (place + 1),
      change: { learningRate },
    }));
    const [difference, ...others] = keyDifferences({ config, began, changes }, own);
    assert.deepEqual(
      [difference?.own, difference?.other, others],
      ['0.1, from step 1,000 0.5, from step 3,000 0.1', '0.1', []],
    );
  });
});
