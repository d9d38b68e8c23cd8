import assert from 'node:assert/strict';
import { configDifference } from '../../../src/config/text/difference.ts';
import { checkValue } from '../../../src/config/text/checkValue.ts';
import { configDocument } from '../../../src/config/text/configDocument.ts';

const text = (earlyStopping: string) =>
  `{ "data": { "file": "a.csv", "target": "y" }, "training": { "earlyStopping": ${earlyStopping} } }`;

describe('training.earlyStopping is an object or false', () => {
  it('false means none, as its absence does', () => {
    const { config, problems } = configDocument(text('false'));
    assert.deepEqual(problems, []);
    assert.equal(config?.training.earlyStopping, false);
    const on = configDocument(text('{ "patience": 3 }')).config;
    assert.ok(on && config);
    assert.deepEqual(configDifference(on, config), { kind: 'live', change: { earlyStopping: false } });
    assert.equal(checkValue(['training', 'earlyStopping'], false), undefined);
    assert.equal(checkValue(['training', 'earlyStopping', 'patience'], 3), undefined);
  });

  it('what is wrong in the object is told where it is', () => {
    const of = (value: string) => configDocument(text(value)).problems.map(({ code, path }) => [code, path.join('.')]);
    assert.deepEqual(of('{ "patience": 0 }'), [['outOfRange', 'training.earlyStopping.patience']]);
    assert.deepEqual(of('{ "patience": 1, "patience2": 0 }'), [['unknownKey', 'training.earlyStopping.patience2']]);
    assert.deepEqual(of('{}'), [['missingKey', 'training.earlyStopping.patience']]);
    assert.deepEqual(of('true'), [['wrongType', 'training.earlyStopping']]);
    assert.match(configDocument(text('true')).problems[0]?.message ?? '', /an object such as .* or false; found true/);
  });
});
