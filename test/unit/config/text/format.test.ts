import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { formatEdits } from '../../../../src/config/text/format.ts';
import { applyEdits } from '../../../../src/config/text/textEdit.ts';

function formatted(text: string, indent = '  '): string {
  return applyEdits(text, formatEdits(text, indent));
}

describe('formatEdits(text, indent)', () => {
  it('indents by brackets and puts one blank where it belongs', () => {
    const text =
      '{\n"data":{"file" : "a.csv","target":"y"},\n\n\n      "network": { "layers": [ {"units":4} ,\n {"units":2} ]}\n\n}\n\n';
    assert.equal(
      formatted(text),
      '{\n  "data": { "file": "a.csv", "target": "y" },\n\n  "network": { "layers": [{ "units": 4 },\n    { "units": 2 }] }\n}\n',
    );
  });

  it('leaves comments and line ends as they are', () => {
    const text = '// first\r\n{ // open\r\n"l2":0,/* none */   // aligned\r\n// more\r\n  }';
    assert.equal(
      formatted(text, '\t'),
      '// first\r\n{ // open\r\n\t"l2": 0, /* none */   // aligned\r\n\t// more\r\n}',
    );
  });

  it('does not touch what is broken, empty or formatted', () => {
    for (const text of ['{ "a" 1 }', '{', '', '{}', '{\n  "a": []\n}\n'])
      assert.deepEqual(formatEdits(text, '  '), [], text);
  });

  it('finds nothing to do in the samples', () => {
    for (const name of readdirSync('samples').filter((file) => file.endsWith('.nnconfig'))) {
      const text = readFileSync(`samples/${name}`, 'utf8');
      assert.equal(formatted(text), text, name);
    }
  });
});
