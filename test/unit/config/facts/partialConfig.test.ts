import assert from 'node:assert/strict';
import { readTableConfig } from '../../../../src/config/facts/partialConfig.ts';
import { readTree } from '../../../../src/config/text/tree.ts';

describe('readTableConfig(root)', () => {
  const read = (text: string) => JSON.parse(JSON.stringify(readTableConfig(readTree(text).root)));

  it('knows the table while target and types are being typed', () => {
    const text =
      '{ "data": { "file": "a.csv", "target": "", "delimiter": ";", "header": 3, "types": { "zip": "category", "x": "" }, "odd": 1';
    assert.deepEqual(read(text), { file: 'a.csv', delimiter: ';', spellings: 'merge', types: { zip: 'category' } });
  });

  it('knows none without a file', () => {
    for (const text of ['', '[]', '{ "data": 1 }', '{ "data": { "file": "" } }', '{ "data": { "file": 3 } }'])
      assert.equal(read(text), null);
  });
});
