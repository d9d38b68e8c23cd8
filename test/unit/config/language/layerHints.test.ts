import assert from 'node:assert/strict';
import { layerHints } from '../../../../src/config/language/layerHints.ts';
import type { TableSummary } from '../../../../src/data/columns/summary.ts';
import { garden, summaryOf } from '../table.ts';

const text = `{ "data": { "file": "g.csv", "target": "species", "features": ["height", "width", "soil"] },
  "training": { "batchSize": "full" },
  "network": { "layers": [
    { "units": 4 },
    { "units": 2, "activation": "relu" }
  ] } }`;

describe('layerHints(text, summary)', () => {
  const marked = (summary: TableSummary | null, of = text) =>
    [...layerHints(of, summary)]
      .reverse()
      .reduce((result, { offset, text: hint }) => `${result.slice(0, offset)}‹${hint}›${result.slice(offset)}`, of);

  it('puts shapes behind each layer, the output layer behind the list, m behind "full"', async () => {
    const expected = text
      .replace('"full"', '"full"‹m = 96›')
      .replace('{ "units": 4 },', '{ "units": 4 },‹W¹ 4×6  b¹ 4×1›')
      .replace('"relu" }', '"relu" }‹W² 2×4  b² 2×1›')
      .replace('  ] }', '  ]‹output W³ 3×2  b³ 3×1› }');
    assert.equal(marked(await summaryOf(garden)), expected);
  });

  it('says without the table what the layers alone tell', () => {
    const expected = text
      .replace('{ "units": 4 },', '{ "units": 4 },‹W¹ 4×nₓ  b¹ 4×1›')
      .replace('"relu" }', '"relu" }‹W² 2×4  b² 2×1›');
    assert.equal(marked(null), expected);
  });

  it('survives texts that are no configuration', () => {
    for (const odd of ['', '[', '{ "network": { "layers": [3, null] } }', '{ "network": 1 }'])
      assert.ok(Array.isArray(layerHints(odd, null)));
  });
});
