import assert from 'node:assert/strict';
import { configDocument } from '../../../../src/config/text/configDocument.ts';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { brokenTexts } from '../problems/brokenConfigs/corpus.ts';

const minimal = '{ "data": { "file": "a.csv", "target": "y" } }';

describe('equal keys', () => {
  it('are found at every depth, in lists, too', () => {
    const text =
      '{ "data": { "split": { "seed": 1, "seed": 2 } }, "network": { "layers": [{ "units": 3 }, { "units": 4, "units": 5 }] } }';
    const found = configDocument(text).problems.filter(({ code }) => code === 'duplicateKey');
    assert.deepEqual(
      found.map(({ path }) => path.join('.')),
      ['data.split.seed', 'network.layers.1.units'],
    );
  });
});

describe('configDocument(text)', () => {
  it('fills in every default of a minimal configuration', () => {
    const { config, problems } = configDocument(minimal);
    assert.deepEqual(problems, []);
    assert.deepEqual(config, networkConfigSchema.parse({ data: { file: 'a.csv', target: 'y' } }));
    assert.equal(config?.training.optimizer, 'adam');
    assert.equal(config?.data.split.validation, 0.2);
    assert.equal(config?.training.earlyStopping, undefined);
  });

  it('reads comments, trailing commas and a byte order mark', () => {
    const { config, problems } = configDocument(
      '\uFEFF// a\n{ /* b */ "data": { "file": "a.csv", "target": ["y", "z",], }, }',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(config?.data.target, ['y', 'z']);
  });

  it('gives no configuration for a broken one', () => {
    for (const { name, text } of brokenTexts) assert.equal(configDocument(text.replaceAll('‸', '')).config, null, name);
  });

  it('marks the range of what is wrong', () => {
    const text = '{\r\n  "data": { "file": "a.csv", "target": "y" },\r\n  "training": { "learningRate": -1 }\r\n}';
    const [problem] = configDocument(text).problems;
    assert.ok(problem);
    assert.equal(text.slice(problem.offset, problem.offset + problem.length), '-1');
    assert.deepEqual([problem.line, problem.column], [3, 33]);
    assert.equal(
      problem.message,
      '"training.learningRate" must be a number above 0 and at most 1000; found -1. Write for example 0.01.',
    );
    assert.deepEqual(problem.path, ['training', 'learningRate']);
  });

  it('offers the nearest name ready to be put in', () => {
    const [problem] = configDocument('{ "dat": {}, "data": { "file": "a", "target": "b" } }').problems;
    assert.equal(problem?.suggestion, '"data"');
  });

  it('refuses a text above 1,000,000 characters without reading it', () => {
    const { problems, root } = configDocument(`${minimal}${' '.repeat(1_000_000)}`);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['tooLarge'],
    );
    assert.equal(root, undefined);
  });

  it('refuses a hundred thousand brackets at the 65th', () => {
    for (const bracket of ['[', '{"a":']) {
      const [problem] = configDocument(bracket.repeat(100_000)).problems;
      assert.equal(problem?.code, 'tooDeep');
      assert.equal(problem?.offset, 64 * bracket.length);
    }
  });

  it('does not count brackets in texts and comments as depth', () => {
    const text = `// ${'['.repeat(200)}\n{ "data": { "file": "${'{'.repeat(200)}.csv", "target": "y" } }`;
    assert.deepEqual(configDocument(text).problems, []);
  });

  it('keeps columns called __proto__ or constructor apart from what objects inherit', () => {
    const { config } = configDocument('{ "data": { "file": "a", "target": "b", "types": { "constructor": "id" } } }');
    const types = config?.data.types as Record<string, unknown>;
    assert.equal(types['constructor'], 'id');
    assert.equal(types['toString'], undefined);
    assert.equal(
      configDocument('{ "__proto__": { "polluted": 1 }, "data": { "file": "a", "target": "b" } }').problems[0]?.code,
      'unknownKey',
    );
  });
});

describe('configDocument on what the schema writes', () => {
  it('takes every configuration that the schema itself can write', () => {
    const config = networkConfigSchema.parse({
      data: { file: 'a', target: ['b'], features: ['c'], types: { c: 'number' } },
      training: { earlyStopping: { patience: 3 } },
    });
    const again = configDocument(JSON.stringify(config)).config;
    assert.deepEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(config)));
  });
});
