import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { largestLayer } from '../../../../src/config/facts/largestLayer.ts';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { summaryOf } from '../table.ts';

/** Two numbers, a word of three kinds, and classes. */
const csv = [
  'a,b,word,kind',
  ...Array.from({ length: 30 }, (_, i) => `${i}.5,${i * i},${'xyz'[i % 3]},${'pqr'[(i >> 1) % 3]}`),
];

function config(units: readonly number[], target = 'kind') {
  const layers = units.map((count) => ({ units: count }));
  return networkConfigSchema.parse({ data: { file: 'a.csv', target }, network: { layers } });
}

describe('largestLayer(config, summary)', () => {
  it('is the largest product of neighbouring layers, inputs counted as they are encoded', async () => {
    const summary = await summaryOf(csv.join('\n'));
    assert.equal(largestLayer(config([70, 4]), summary), 350);
    assert.equal(largestLayer(config([4, 9, 100]), summary), 900);
    assert.equal(largestLayer(config([]), summary), 15);
  });

  it('counts what lies between hidden layers where nothing is known of the table, or the target is none', async () => {
    assert.equal(largestLayer(config([70, 4, 3]), null), 280);
    assert.equal(largestLayer(config([70]), null), 0);
    assert.equal(largestLayer(config([70, 4], 'nothing'), await summaryOf(csv.join('\n'))), 280);
  });
});
