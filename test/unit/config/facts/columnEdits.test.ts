import assert from 'node:assert/strict';
import { type ColumnChange, columnChanges } from '../../../../src/config/facts/columnEdits.ts';
import { readColumnChoices } from '../../../../src/config/facts/columnRoles.ts';
import { setValues } from '../../../../src/config/text/edit.ts';
import { applyEdits } from '../../../../src/config/text/textEdit.ts';
import { readTree } from '../../../../src/config/text/tree.ts';
import type { TableSummary } from '../../../../src/data/columns/summary.ts';
import { messySummary } from './messyTable.ts';

const plain = `{
  // flats
  "data": { "file": "m.csv", "target": "preis" } // no list
}
`;
const listed = plain.replace('"preis" }', '"preis", "features": ["ort", "flaeche"] }');

describe('columnChanges(choices, summary, name, change)', () => {
  let summary: TableSummary;
  before(async () => {
    summary = await messySummary();
  });

  function edited(text: string, name: string, change: ColumnChange): string {
    const changes = columnChanges(readColumnChoices(readTree(text).root), summary, name, change);
    return applyEdits(text, setValues(text, changes));
  }
  const dataOf = (text: string) => {
    const { targets, features, types } = readColumnChoices(readTree(text).root);
    return { targets, features, types: Object.fromEntries(types) };
  };

  it('writes a type, and takes it back so that the text is the one before', () => {
    const once = edited(plain, 'nr', { type: 'number' });
    assert.deepEqual(dataOf(once).types, { nr: 'number' });
    assert.equal(edited(once, 'nr', { type: null }), plain);
    assert.deepEqual(dataOf(edited(edited(once, 'ort', { type: 'text' }), 'nr', { type: null })).types, {
      ort: 'text',
    });
  });

  it('lists the inputs when one is left out or taken in, in the order that they had', () => {
    assert.deepEqual(dataOf(edited(plain, 'preis_tausend', { role: 'out' })).features, ['flaeche', 'alter', 'ort']);
    assert.deepEqual(dataOf(edited(listed, 'alter', { role: 'input' })).features, ['ort', 'flaeche', 'alter']);
    assert.deepEqual(dataOf(edited(listed, 'ort', { role: 'out' })).features, ['flaeche']);
    assert.match(edited(listed, 'ort', { role: 'out' }), /\/\/ flats[\s\S]*\/\/ no list/);
  });

  it('adds and takes away what is derived, and never the last input', () => {
    const once = edited(plain, 'alter^2', { derived: true });
    assert.match(once, /"derived": \["alter\^2"\]/);
    assert.equal(edited(once, 'alter^2', { derived: true }), once);
    assert.equal(edited(plain, 'alter^2', { derived: false }), plain);
    assert.equal(edited(plain, 'alter^3', { derived: true }), plain);
    assert.equal(edited(once, 'alter^2', { derived: false }), plain);
    const twice = edited(once, 'sin(alter)', { derived: true });
    assert.match(edited(twice, 'alter^2', { derived: false }), /"derived": \["sin\(alter\)"\]/);
    const alone = plain.replace('"preis" }', '"preis", "features": [], "derived": ["alter^2"] }');
    assert.equal(edited(alone, 'alter^2', { derived: false }), alone);
  });

  it('gives the place of a new target among the inputs to the one before', () => {
    const { targets, features } = dataOf(edited(listed, 'flaeche', { role: 'target' }));
    assert.deepEqual([targets, features], [['flaeche'], ['ort', 'preis']]);
    assert.equal(dataOf(edited(plain, 'alter', { role: 'target' })).features, undefined);
  });

  it('leaves the text alone when all is so already, and when no target or no input would be left', () => {
    assert.equal(edited(plain, 'ort', { role: 'input' }), plain);
    assert.equal(edited(plain, 'preis', { role: 'out' }), plain);
    assert.equal(edited(plain, 'nr', { type: null }), plain);
    assert.equal(edited(plain, 'no such', { role: 'input' }), plain);
    const one = edited(listed, 'ort', { role: 'out' });
    assert.equal(edited(one, 'flaeche', { role: 'out' }), one);
  });
});
