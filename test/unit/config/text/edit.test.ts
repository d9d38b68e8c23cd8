import assert from 'node:assert/strict';
import fc from 'fast-check';
import { removeValue, setValue, setValues } from '../../../../src/config/text/edit.ts';
import { configDocument } from '../../../../src/config/text/configDocument.ts';
import { applyEdits, type TextEdit } from '../../../../src/config/text/textEdit.ts';

const text = `{
  // the story
  "data": { "file": "a.csv", "target": "y" }, // the table
  "network": {
    "layers": [
      { "units": 4, "activation": "tanh" } // one layer
    ]
  } /* small */
}
`;

const set = (source: string, path: readonly (string | number)[], value: unknown) =>
  applyEdits(source, setValue(source, path, value));

describe('setValue(text, path, value)', () => {
  it('replaces a value and nothing else', () => {
    assert.deepEqual(setValue(text, ['network', 'layers', 0, 'units'], 16), [
      { offset: text.indexOf('4,'), length: 1, text: '16' },
    ]);
  });

  it('does nothing when the value is there already', () => {
    assert.deepEqual(setValue(text, ['network', 'layers'], [{ activation: 'tanh', units: 4 }]), []);
  });

  it('adds a key behind the comment of the last one', () => {
    assert.equal(
      set(text, ['training', 'learningRate'], 0.1),
      text.replace('} /* small */\n', '}, /* small */\n  "training": { "learningRate": 0.1 }\n'),
    );
  });

  it('adds a key in its object, at its indentation', () => {
    assert.equal(set(text, ['network', 'leakySlope'], 0.2), text.replace('    ]\n', '    ],\n    "leakySlope": 0.2\n'));
    assert.equal(
      set(text, ['data', 'standardize'], false),
      text.replace('"target": "y" }', '"target": "y", "standardize": false }'),
    );
  });

  it('keeps tabs, Windows line ends and a trailing comma', () => {
    const source = '{\r\n\t"data": {\r\n\t\t"file": "a", // f\r\n\t\t"target": "y", // t\r\n\t},\r\n}\r\n';
    const expected = source.replace('// t\r\n', '// t\r\n\t\t"missing": "drop",\r\n');
    assert.equal(set(source, ['data', 'missing'], 'drop'), expected);
  });

  it('fills an empty object and an empty text', () => {
    assert.equal(set('{}', ['training', 'epochs'], 5), '{ "training": { "epochs": 5 } }');
    assert.equal(set('', ['training', 'epochs'], 5), '{ "training": { "epochs": 5 } }');
    assert.equal(
      set('{\n  // nothing yet\n}', ['training', 'epochs'], 5),
      '{\n  "training": { "epochs": 5 }\n  // nothing yet\n}',
    );
  });

  it('appends a layer and takes one away', () => {
    const longer = set(
      text,
      ['network', 'layers'],
      [
        { units: 4, activation: 'tanh' },
        { units: 2, activation: 'relu' },
      ],
    );
    assert.equal(
      longer,
      text.replace('} // one layer\n', '}, // one layer\n      { "units": 2, "activation": "relu" }\n'),
    );
    assert.equal(set(longer, ['network', 'layers'], [{ units: 4, activation: 'tanh' }]), text);
  });

  it('changes only the layers that differ', () => {
    const source =
      '{ "network": { "layers": [ { "units": 1 /* a */ }, { "units": 2 /* b */ }, { "units": 3 /* c */ } ] } }';
    assert.equal(
      set(source, ['network', 'layers'], [{ units: 1 }, { units: 9 }, { units: 3 }]),
      source.replace('2', '9'),
    );
  });

  it('writes the default layers down when one of them is changed that the text leaves out', () => {
    const source = '{ "data": { "file": "a", "target": "y" } }';
    const layers = configDocument(set(source, ['network', 'layers', 0, 'activation'], 'relu')).config?.network.layers;
    assert.deepEqual(layers, [{ units: 8, activation: 'relu' }]);
    assert.deepEqual(configDocument(set(source, ['network', 'layers', 1, 'units'], 3)).config?.network.layers, [
      { units: 8, activation: 'tanh' },
      { units: 3, activation: 'tanh' },
    ]);
  });

  it('adds what a new object needs to be valid', () => {
    const source = '{ "data": { "file": "a", "target": "y" } }';
    assert.deepEqual(
      configDocument(set(source, ['training', 'earlyStopping', 'minDelta'], 0.5)).config?.training.earlyStopping,
      {
        patience: 20,
        minDelta: 0.5,
      },
    );
  });

  it('refuses a layer beyond the next and a text that is no object', () => {
    assert.throws(() => setValue(text, ['network', 'layers', 5, 'units'], 1), {
      name: 'ConfigError',
      message: '"network.layers" has 1 entries; there is no entry 5 (they count from 0).',
    });
    assert.throws(() => setValue('[1]', ['training', 'epochs'], 1), { name: 'ConfigError' });
  });
});

describe('removeValue(text, path)', () => {
  it('removes a key with its line and the comma before it', () => {
    const source = '{\n  "a": 1, // one\n  "b": 2 // two\n}';
    assert.equal(applyEdits(source, removeValue(source, ['b'])), '{\n  "a": 1 // one\n}');
    assert.equal(applyEdits(source, removeValue(source, ['a'])), '{\n  "b": 2 // two\n}');
  });

  it('removes inside a line', () => {
    const source = '{ "a": 1, "b": 2, "c": 3 }';
    assert.equal(applyEdits(source, removeValue(source, ['a'])), '{ "b": 2, "c": 3 }');
    assert.equal(applyEdits(source, removeValue(source, ['b'])), '{ "a": 1, "c": 3 }');
    assert.equal(applyEdits(source, removeValue(source, ['c'])), '{ "a": 1, "b": 2 }');
    assert.equal(applyEdits('{ "a": 1 }', removeValue('{ "a": 1 }', ['a'])), '{}');
  });

  it('removes nothing that is not there', () => {
    assert.deepEqual(removeValue(text, ['training', 'epochs']), []);
  });
});

describe('setValues(text, settings)', () => {
  it('gives edits of the one text it was given', () => {
    const edits = setValues(text, [
      { path: ['training', 'optimizer'], value: 'adam' },
      { path: ['training', 'learningRate'], value: 0.5 },
      { path: ['network', 'layers', 0, 'units'], value: 7 },
      { path: ['data', 'target'], value: 'z' },
    ]);
    const expected = text
      .replace('"y"', '"z"')
      .replace('"units": 4', '"units": 7')
      .replace('} /* small */\n', '}, /* small */\n  "training": { "optimizer": "adam", "learningRate": 0.5 }\n');
    assert.equal(applyEdits(text, edits), expected);
    assert.deepEqual(
      [...edits].sort((a, b) => a.offset - b.offset),
      edits,
    );
  });
});

/** What gives the old text back. */
function inverse(source: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return edits.map(({ offset, length, text: added }) => {
    const edit = { offset: offset + shift, length: added.length, text: source.slice(offset, offset + length) };
    shift += added.length - length;
    return edit;
  });
}

const comments = /\/\/[^\r\n]*|\/\*[^*]*\*\//g;

describe('edits of any configuration', () => {
  const gap = fc.constantFrom('', ' ', '\n', '\n  ', ' // a note\n', '/* b */', '\n// c\n  ');
  const number = fc.integer({ min: 1, max: 99 });
  const entries = (keys: readonly string[], value: fc.Arbitrary<string>) =>
    fc
      .subarray([...keys])
      .chain((chosen) => fc.tuple(...chosen.map((key) => fc.tuple(fc.constant(key), value, gap, gap, gap))));
  const object = (keys: readonly string[], value: fc.Arbitrary<string>) =>
    fc.tuple(entries(keys, value), gap, fc.boolean()).map(([list, end, trailing]) => {
      const body = list.map(([key, of, a, b, c]) => `${a}"${key}":${b}${of}${c}`).join(',');
      return `{${body}${trailing && list.length > 0 ? ',' : ''}${end}}`;
    });
  const training = object(['epochs', 'batchSize', 'shuffleSeed', 'l2'], number.map(String));
  const layers = fc
    .tuple(fc.array(object(['units'], number.map(String)), { maxLength: 3 }), gap)
    .map(([list, end]) => `[${list.join(`,${end}`)}${end}]`);
  const source = fc
    .tuple(training, layers, gap, gap, gap)
    .map(
      ([t, l, a, b, c]) => `${a.startsWith('/') ? '' : a}{${b}"network":{"layers":${l}${a}},${c}"training":${t}${b}}`,
    );
  const change = fc.oneof(
    fc
      .tuple(fc.constantFrom('epochs', 'batchSize', 'learningRate', 'momentum'), number)
      .map(([key, value]) => ({ path: ['training', key], value: value as unknown })),
    fc
      .array(number, { maxLength: 4 })
      .map((list) => ({ path: ['network', 'layers'], value: list.map((units) => ({ units })) as unknown })),
    fc
      .tuple(fc.constantFrom('leakySlope'), number)
      .map(([key, value]) => ({ path: ['network', key], value: value as unknown })),
  );
  const at = (value: unknown, path: readonly string[]) =>
    path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], value);
  const strip = (json: string) => JSON.parse(json.replace(comments, '').replace(/,(\s*[}\]])/g, '$1')) as unknown;

  it('leave the value asked for, every other value as it was, and can be undone to the byte', () => {
    fc.assert(
      fc.property(source, fc.array(change, { minLength: 1, maxLength: 4 }), (before, changes) => {
        const edits = setValues(before, changes);
        const after = applyEdits(before, edits);
        const expected = strip(before) as Record<string, Record<string, unknown>>;
        for (const { path, value } of changes)
          Object.assign(expected[path[0] as string] as object, { [path[1] as string]: value });
        assert.deepEqual(strip(after), expected);
        for (const { path, value } of changes.slice(-1)) assert.deepEqual(at(strip(after), path), value);
        assert.equal(applyEdits(after, inverse(before, edits)), before);
      }),
      { seed: 22, numRuns: 1000 },
    );
  });

  it('keep every comment when a value is set', () => {
    fc.assert(
      fc.property(source, fc.constantFrom('epochs', 'learningRate', 'momentum', 'l2'), number, (before, key, value) => {
        const after = set(before, ['training', key], value);
        assert.deepEqual(after.match(comments), before.match(comments));
      }),
      { seed: 23, numRuns: 500 },
    );
  });

  it('say nothing twice: the same setting again is no edit', () => {
    fc.assert(
      fc.property(source, change, (before, { path, value }) => {
        assert.deepEqual(setValue(set(before, path, value), path, value), []);
      }),
      { seed: 24, numRuns: 500 },
    );
  });
});
