import assert from 'node:assert/strict';
import { actionsAt, type ConfigAction } from '../../../../src/config/language/actions.ts';
import { configDocument } from '../../../../src/config/text/configDocument.ts';
import { applyEdits } from '../../../../src/config/text/textEdit.ts';
import type { TableSummary } from '../../../../src/data/columns/summary.ts';
import { garden, summaryOf } from '../table.ts';

const text = `{
  // the story
  "data": { "file": "g.csv", "target": "species" }, // the table
  "network": {
    "layers": [
      { "units": 4, "activation": "tanh" }, // one
      { "units": 3, "activation": "relu" } // two
    ]
  }
}
`;

describe('actionsAt(text, offset, summary)', () => {
  let summary: TableSummary;
  before(async () => {
    summary = await summaryOf(garden);
  });
  const find = (source: string, index: string, title: string): ConfigAction => {
    const actions = actionsAt(source, source.indexOf(index), summary);
    const found = actions.find((action) => action.title === title);
    assert.ok(found, `${title} is not among ${actions.map((action) => action.title).join('; ')}`);
    return found;
  };
  const done = (source: string, index: string, title: string) => applyEdits(source, find(source, index, title).edits);

  it('adds a layer like the one at the cursor', () => {
    assert.equal(
      done(text, '4, "a', 'Add a hidden layer after layer 1'),
      text.replace('// one\n', '// one\n      { "units": 4, "activation": "tanh" },\n'),
    );
    assert.equal(
      done(text, '3, "a', 'Add a hidden layer after layer 2'),
      text.replace('"relu" } // two\n', '"relu" }, // two\n      { "units": 3, "activation": "relu" }\n'),
    );
    assert.equal(
      done('{ "network": { "layers": [{ "units": 2 }, { "units": 9 }] } }', '2 }', 'Add a hidden layer after layer 1'),
      '{ "network": { "layers": [{ "units": 2 }, { "units": 2, "activation": "tanh" }, { "units": 9 }] } }',
    );
  });

  it('adds to the layers that are only implied', () => {
    assert.equal(
      done('{ "network": {} }', '{}', 'Add a hidden layer'),
      '{ "network": { "layers": [{ "units": 8, "activation": "tanh" }, { "units": 8, "activation": "tanh" }] } }',
    );
  });

  it('removes the layer at the cursor with its comment', () => {
    assert.equal(
      done(text, '4, "a', 'Remove layer 1'),
      text.replace('      { "units": 4, "activation": "tanh" }, // one\n', ''),
    );
    assert.equal(
      done(text, '3, "a', 'Remove layer 2'),
      text.replace('"tanh" }, // one\n      { "units": 3, "activation": "relu" } // two\n', '"tanh" } // one\n'),
    );
  });

  it('changes all activations', () => {
    assert.equal(done(text, '"layers"', 'Use "relu" in every hidden layer'), text.replace('"tanh"', '"relu"'));
    const titles = actionsAt('{ "network": { "layers": [{ "units": 1, "activation": "relu" }] } }', 16, null).map(
      ({ title }) => title,
    );
    assert.ok(!titles.includes('Use "relu" in every hidden layer'));
  });

  it('lists the features that are learned from', () => {
    assert.equal(
      done(text, '"g.csv"', 'List the 4 features'),
      text.replace('"species" }', '"species", "features": ["height", "width", "soil", "wet"] }'),
    );
  });

  it('writes every default and takes every default away, meaning the same', () => {
    const written = done(text, '{', 'Write defaults explicitly');
    assert.deepEqual(configDocument(written).config, configDocument(text).config);
    assert.match(written, /"optimizer": "adam"/);
    assert.match(written, /\/\/ the story[\s\S]*\/\/ the table[\s\S]*\/\/ one\n[\s\S]*\/\/ two\n/);
    assert.ok(!actionsAt(written, 0, null).some(({ name }) => name === 'writeDefaults'), 'nothing is left to write');
    const removed = done(written, '{', 'Remove what equals the default');
    assert.deepEqual(configDocument(removed).config, configDocument(text).config);
    assert.equal(removed, text.replace('4, "activation": "tanh"', '4'));
  });

  it('keeps required keys and early stopping when defaults go', () => {
    const source =
      '{ "data": { "file": "a", "target": "y" }, "training": { "earlyStopping": { "patience": 20, "minDelta": 0 }, "l2": 0 } }';
    assert.equal(
      done(source, '{', 'Remove what equals the default'),
      '{ "data": { "file": "a", "target": "y" }, "training": { "earlyStopping": { "patience": 20 } } }',
    );
  });

  it('sorts keys as the schema has them, each with its comments', () => {
    const source = `{ // first
  // how it learns
  "training": {
    "epochs": 5, // passes
    "optimizer": "adam" // rule
  },
  /* the table */ "data": { "target": "y", "file": "a.csv" }
}`;
    assert.equal(
      done(source, '{', 'Sort keys'),
      `{ // first
  /* the table */ "data": { "file": "a.csv", "target": "y" },
  // how it learns
  "training": {
    "optimizer": "adam", // rule
    "epochs": 5 // passes
  }
}`,
    );
    assert.ok(!actionsAt(text, 0, null).some(({ name }) => name === 'sortKeys'), 'already sorted');
  });

  it('leaves an object alone whose line comments would swallow a key', () => {
    const source = '{ "training": {}, // t\n"data": { "file": "a", "target": "y" } }';
    assert.ok(!actionsAt(source, 0, null).some(({ name }) => name === 'sortKeys'));
  });

  it('offers nothing while the syntax is broken', () => {
    assert.deepEqual(actionsAt('{ "network": {', 14, null), []);
    assert.deepEqual(actionsAt('', 0, null), []);
  });
});
