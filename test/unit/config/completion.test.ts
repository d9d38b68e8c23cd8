import assert from 'node:assert/strict';
import { completionsAt } from '../../../src/config/completion.ts';
import type { TableSummary } from '../../../src/data/summary.ts';
import { parseConfig } from '../../../src/config/parse.ts';
import { garden, summaryOf } from './table.ts';

describe('completionsAt(text, offset, summary, files)', () => {
  let summary: TableSummary;
  before(async () => {
    summary = await summaryOf(garden);
  });
  /** The caret ‸ is where the cursor stands. */
  const at = (marked: string, files: readonly string[] = []) => completionsAt(marked.replace('‸', ''), marked.indexOf('‸'), summary, files);
  const labels = (marked: string, files?: readonly string[]) => at(marked, files).map(({ label }) => label);
  /** The text after accepting an entry, its placeholders as they are first. */
  const accepted = (marked: string, label: string) => {
    const text = marked.replace('‸', '');
    const entry = at(marked).find((found) => found.label === label);
    assert.ok(entry, `${label} is offered`);
    const plain = entry.snippet
      .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
      .replace(/\$\{\d+:([^}]*)\}/g, '$1')
      .replace(/\$\d/g, '')
      .replace(/\\([\\$}])/g, '$1');
    return text.slice(0, entry.offset) + plain + text.slice(entry.offset + entry.length);
  };

  it('names the columns for the target, inside quotes and before any', () => {
    const names = ['id', 'height', 'width', 'soil', 'wet', 'species'];
    assert.deepEqual(labels('{ "data": { "target": "‸" } }'), names);
    assert.deepEqual(labels('{ "data": { "target": ‸'), names);
    assert.equal(accepted('{ "data": { "target": "sp‸" } }', 'species'), '{ "data": { "target": "species" } }');
  });

  it('names the columns that a list of features does not have yet', () => {
    assert.deepEqual(labels('{ "data": { "features": ["height", "‸", "soil"] } }'), ['id', 'width', 'wet', 'species']);
    assert.deepEqual(labels('{ "data": { "types": { "‸" } } }').slice(0, 2), ['id', 'height']);
  });

  it('offers only numbers for several targets', () => {
    assert.deepEqual(labels('{ "data": { "target": ["height", ‸] } }'), ['width']);
  });

  it('names files for the table', () => {
    assert.deepEqual(labels('{ "data": { "file": "‸" } }', ['iris.csv', 'data/xor.csv']), ['iris.csv', 'data/xor.csv']);
  });

  it('offers keys that are not there yet, with their values', () => {
    assert.deepEqual(labels('{ "data": {}, "‸" }'), ['network', 'training']);
    const training = '{ "data": { "file": "a", "target": "y" }, "training": { "epochs": 5, ‸ } }';
    assert.ok(!labels(training).includes('epochs'));
    const text = accepted(training, 'learningRate');
    assert.equal(parseConfig(text).config?.training.learningRate, 0.01);
    assert.equal(parseConfig(accepted(training, 'optimizer')).config?.training.optimizer, 'adam');
  });

  it('puts a comma where another key follows, and keeps a value that is there', () => {
    assert.equal(accepted('{ "training": { ‸ "epochs": 5 } }', 'l2'), '{ "training": { "l2": 0.1, "epochs": 5 } }');
    assert.equal(accepted('{ "training": { "l‸": 5 } }', 'l2'), '{ "training": { "l2": 5 } }');
  });

  it('offers words with their meaning and values that make sense', () => {
    const words = at('{ "training": { "optimizer": "‸" } }');
    assert.deepEqual(
      words.map(({ label, detail }) => `${label} ${detail}`.trim()),
      ['gradientDescent', 'momentum', 'rmsProp', 'adam default'],
    );
    assert.ok(words.every(({ documentation }) => documentation.length > 10));
    assert.deepEqual(labels('{ "training": { "learningRate": ‸ } }'), ['0.001', '0.003', '0.01', '0.03', '0.1', '0.3', '1']);
    assert.deepEqual(labels('{ "training": { "batchSize": ‸ } }')[0], 'full');
    assert.equal(accepted('{ "training": { "learningRate": 0.‸ } }', '0.03'), '{ "training": { "learningRate": 0.03 } }');
    assert.deepEqual(labels('{ "data": { "standardize": ‸ } }'), ['true', 'false']);
  });

  it('writes a whole layer', () => {
    const text = accepted('{ "data": { "file": "a", "target": "y" }, "network": { "layers": [‸] } }', '8 units');
    assert.deepEqual(parseConfig(text).config?.network.layers, [{ units: 8, activation: 'sigmoid' }]);
  });

  it('says nothing in texts that cannot be read', () => {
    assert.deepEqual(at(`${'['.repeat(500)}‸`), []);
    assert.deepEqual(at('‸'), []);
  });
});
