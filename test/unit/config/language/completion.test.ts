import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completionAt, folderAt } from '../../../../src/config/language/completion.ts';
import { configDocument } from '../../../../src/config/text/configDocument.ts';
import type { Suggestion } from '../../../../src/config/language/suggestion.ts';
import type { TableSummary } from '../../../../src/data/columns/summary.ts';
import { garden, summaryOf } from '../table.ts';

describe('completionAt(text, offset, summary, files)', () => {
  let summary: TableSummary;
  before(async () => {
    summary = await summaryOf(garden);
  });

  /** What is offered where the text has a bar. */
  function offered(marked: string, files: readonly string[] = []): readonly Suggestion[] {
    return completionAt(marked.replace('|', ''), marked.indexOf('|'), summary, files)?.suggestions ?? [];
  }
  const labels = (marked: string, files?: readonly string[]) => offered(marked, files).map(({ label }) => label);

  /** The text after choosing: tab stops as they stand. */
  function chosen(marked: string, label: string): string {
    const text = marked.replace('|', '');
    const completion = completionAt(text, marked.indexOf('|'), summary);
    const snippet =
      completion?.suggestions.find((suggestion) => suggestion.label === label)?.snippet ?? assert.fail(`no ${label}`);
    const plain = snippet.replace(/\$\{\d:((?:[^}\\]|\\.)*)\}|\$\d/g, '$1').replace(/\\([\\$}])/g, '$1');
    const { offset, length, commaBefore } = completion ?? assert.fail();
    const rest = plain + text.slice(offset + length);
    return commaBefore === null
      ? text.slice(0, offset) + rest
      : `${text.slice(0, commaBefore)},${text.slice(commaBefore, offset)}${rest}`;
  }

  it('offers keys that are not there yet, in the order of the schema', () => {
    assert.deepEqual(labels('{ "data": {}, | }'), ['network', 'training', 'sweep']);
    assert.deepEqual(labels('{ "network": { "layers": [{ "units": 3, | }] } }'), ['activation']);
    assert.deepEqual(labels('{ "data": { "split": { | } } }'), ['validation', 'test', 'seed', 'fold']);
    assert.ok(labels('{ "training": { "| } }').includes('learningRate'));
  });

  it('writes a key with a value to fill in', () => {
    assert.equal(chosen('{ "training": { | } }', 'learningRate'), '{ "training": { "learningRate": 0.001 } }');
    assert.equal(chosen('{ "training": { "op| } }', 'optimizer'), '{ "training": { "optimizer": "" } }');
    assert.equal(chosen('{ | }', 'data'), '{ "data": { "file": "", "target": "" } }');
    assert.equal(
      chosen('{ "network": { | } }', 'layers'),
      '{ "network": { "layers": [{ "units": 4, "activation": "tanh" }] } }',
    );
    assert.equal(
      chosen('{ "training": { | } }', 'earlyStopping'),
      '{ "training": { "earlyStopping": { "patience": 20 } } }',
    );
  });

  it('adds the commas that are missing around a new key', () => {
    assert.equal(
      chosen('{ "training": { "l2": 0 // none\n  "ep| } }', 'epochs'),
      '{ "training": { "l2": 0, // none\n  "epochs": 2000 } }',
    );
    assert.equal(chosen('{ "training": { | "l2": 0 } }', 'epochs'), '{ "training": { "epochs": 2000, "l2": 0 } }');
  });

  it('replaces a key that has its value already', () => {
    assert.equal(
      chosen('{ "training": { "learn|Rate": 0.5 } }', 'learningRate'),
      '{ "training": { "learningRate": 0.5 } }',
    );
    assert.equal(chosen('{ "training": { "lr|": 0.5 } }', 'learningRate'), '{ "training": { "learningRate": 0.5 } }');
  });

  it('explains the words of an enumeration', () => {
    const [first] = offered('{ "training": { "optimizer": "|" } }');
    assert.ok(first?.documentation !== '');
    assert.equal(
      chosen('{ "training": { "optimizer": | } }', 'momentum'),
      '{ "training": { "optimizer": "momentum" } }',
    );
    assert.deepEqual(
      offered('{ "network": { "layers": [{ "activation": "|" }] } }').filter(({ detail }) => detail === 'default'),
      offered('{ "network": { "layers": [{ "activation": "|" }] } }').filter(({ label }) => label === 'tanh'),
    );
  });

  it('offers sensible numbers', () => {
    assert.deepEqual(labels('{ "training": { "learningRate": | } }'), [
      '0.001',
      '0.003',
      '0.01',
      '0.03',
      '0.1',
      '0.3',
      '1',
    ]);
    assert.deepEqual(labels('{ "training": { "batchSize": "|" } }'), ['full', '8', '16', '32', '64', '128']);
    assert.deepEqual(labels('{ "data": { "standardize": | } }'), ['true', 'false']);
  });

  it('offers columns: those that can be predicted first', () => {
    assert.deepEqual(labels('{ "data": { "file": "g.csv", "target": "|" } }'), [
      'height',
      'width',
      'soil',
      'wet',
      'species',
      'id',
    ]);
    assert.equal(chosen('{ "data": { "target": "|" } }', 'soil'), '{ "data": { "target": "soil" } }');
  });

  it('offers only numbers for several targets', () => {
    assert.deepEqual(labels('{ "data": { "target": ["height", |] } }'), ['width']);
  });

  it('offers features that are not listed yet, without the target', () => {
    const text = '{ "data": { "file": "g.csv", "target": "species", "features": ["height", "|"] } }';
    assert.deepEqual(labels(text), ['width', 'soil', 'wet', 'id']);
    assert.equal(
      chosen('{ "data": { "target": "species", "features": | } }', 'all columns'),
      '{ "data": { "target": "species", "features": ["height", "width", "soil", "wet"] } }',
    );
    assert.equal(
      chosen('{ "data": { "features": ["height" |] } }', 'soil'),
      '{ "data": { "features": ["height", "soil"] } }',
    );
  });

  it('offers columns as keys of "types", and types as their values', () => {
    assert.equal(chosen('{ "data": { "types": { | } } }', 'id'), '{ "data": { "types": { "id": "" } } }');
    assert.ok(labels('{ "data": { "types": { "id": "|" } } }').includes('category'));
  });

  it('offers files of the folder that is being typed', () => {
    assert.deepEqual(labels('{ "data": { "file": "|" } }', ['tables/', 'iris.csv']), ['tables/', 'iris.csv']);
    const folder = (marked: string) => folderAt(marked.replace('|', ''), marked.indexOf('|'));
    assert.equal(folder('{ "data": { "file": "|" } }'), '');
    assert.equal(folder('{ "data": { "file": "tables/old/i|" } }'), 'tables/old/');
    assert.equal(folder('{ "data": { "target": "|" } }'), null);
  });

  it('offers a whole configuration in an empty text, which is one', () => {
    const text = chosen('|', 'network')
      .replace('"file": ""', '"file": "a.csv"')
      .replace('"target": ""', '"target": "y"');
    assert.ok(configDocument(text).config, text);
  });

  it('offers nothing in comments, between key and colon, and behind the end', () => {
    for (const marked of ['{ // |\n }', '{ /* | */ }', '{ "data" | }', '{} |', '{ "unknown": | }'])
      assert.deepEqual(labels(marked), [], marked);
  });

  it('every key that is offered makes a configuration that can be read', () => {
    for (const path of [
      ['data'],
      ['data', 'split'],
      ['network'],
      ['network', 'initialization'],
      ['training'],
      ['training', 'earlyStopping'],
    ]) {
      const marked = `${path.map((name) => `{ "${name}": `).join('')}{ | }${' }'.repeat(path.length)}`;
      for (const label of labels(marked))
        assert.doesNotThrow(() => JSON.parse(chosen(marked, label)), `${path.join('.')} ${label}`);
    }
  });

  it('survives any text and cursor', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"data"',
      '"features"',
      '"',
      '//',
      '/*',
      '\n',
      ' ',
      '1',
      'tru',
      '"network"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(), (pieces, index) => {
        const text = pieces.join('');
        completionAt(text, index % (text.length + 1), summary);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
