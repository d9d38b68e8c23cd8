import assert from 'node:assert/strict';
import { WordTable, wordLimit } from '../../../../src/data/csv/wordTable.ts';

const encoder = new TextEncoder();

function codeOf(table: WordTable, word: string): number {
  const bytes = encoder.encode(word);
  return table.code(bytes, 0, bytes.length);
}

describe('WordTable', () => {
  it('keeps exactly so many words as its limit, and knows them afterwards', () => {
    const table = new WordTable();
    for (let i = 0; i < wordLimit; i++) assert.equal(codeOf(table, `w${i}`), i);
    assert.equal(table.overflow, false);
    assert.equal(codeOf(table, 'one more'), -1);
    assert.equal(table.overflow, true);
    assert.equal(table.words.length, wordLimit);
    assert.equal(codeOf(table, 'w7'), 7);
  });

  it('keeps 16 MiB of letters and not one more', () => {
    const table = new WordTable();
    const half = 1 << 23;
    for (const letter of ['a', 'b']) codeOf(table, letter.repeat(half));
    assert.deepEqual([table.words.length, table.overflow], [2, false]);
    assert.equal(codeOf(table, 'c'), -1);
    assert.equal(table.overflow, true);
  });
});
