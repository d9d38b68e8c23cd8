import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { partOfTable } from '../../../src/data/partOfTable.ts';
import { read } from './reading.ts';

describe('partOfTable(table)', () => {
  it('takes a small table as it is', async () => {
    const table = await read('x,color\n1,red\n2,blue\n3,red\n');
    assert.equal(partOfTable(table), table);
  });

  it('takes rows of a large one at equal distances, the values of a row together', async () => {
    const names = Array.from({ length: 900 }, (_, k) => `c${k}`).join(',');
    const rows = Array.from({ length: 6000 }, (_, row) => `${row},${'1,'.repeat(898)}${row % 2 ? 'odd' : 'even'}`);
    const table = await read(`${names}\n${rows.join('\n')}\n`);
    const part = partOfTable(table);
    assert.equal(part.rows, 2222);
    const [first, last] = [part.columns[0], part.columns.at(-1)];
    assert.ok(first?.numbers && last?.codes);
    assert.deepEqual([first.numbers[0], first.numbers[1], first.numbers.at(-1)], [0, 2, 5997]);
    first.numbers.forEach((row, place) => {
      assert.equal(last.categories[last.codes?.[place] ?? -1], row % 2 ? 'odd' : 'even');
      assert.equal(part.lineOfRow[place], row + 2);
    });
    assert.equal(table.rows, 6000);
    assert.equal(table.columns[0]?.numbers?.length, 6000);
  });
});
