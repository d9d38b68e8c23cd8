import assert from 'node:assert/strict';
import { memberText } from '../../../../src/config/sweep/memberText.ts';
import { variationsOf } from '../../../../src/config/sweep/sweepKey.ts';
import { withSetting } from '../../../../src/config/sweep/withSetting.ts';
import { configDocument } from '../../../../src/config/text/configDocument.ts';

/** What a member's own text means, and the text. */
function opened(written: string, vary: Record<string, unknown[]>, values: readonly unknown[], seed: number) {
  const { config } = configDocument(written);
  if (!config) return assert.fail(written);
  const text = memberText({ written, config, variations: variationsOf({ vary }), folds: 4 }, { values, seed, fold: 2 });
  return { config, text, found: configDocument(text).config };
}

describe('memberText(origin, member)', () => {
  const vary = { 'training.learningRate': [0.1, 1], 'network.layers.0.units': [2, 3] };

  it('puts the values into the text, whose comments stay, and takes the key of the sweep away', () => {
    const written = `{
  // Mine.
  "data": { "file": "a.csv", "target": "y" },
  "network": { "layers": [{ "units": 8 }] }, // wide
  "sweep": { "seeds": 3 }
}`;
    const { config, text, found } = opened(written, vary, [1, 3], 7);
    const settings = [
      { path: ['training', 'learningRate'], value: 1 },
      { path: ['network', 'layers', 0, 'units'], value: 3 },
      { path: ['data', 'split', 'fold'], value: { index: 2, count: 4 } },
      { path: ['network', 'initialization', 'seed'], value: 7 },
    ];
    assert.deepEqual(found, settings.reduce(withSetting, config));
    assert.match(text, /\/\/ Mine\.[\s\S]*\/\/ wide/);
    assert.equal(configDocument(text).sweep, null);
  });

  it('writes it anew where the text has no place for a value', () => {
    const { found } = opened('{ "data": { "file": "a.csv", "target": "y" } }', vary, [0.1, 2], 1);
    assert.equal(found?.network.layers[0]?.units, 2);
    assert.equal(found?.training.learningRate, 0.1);
  });
});
