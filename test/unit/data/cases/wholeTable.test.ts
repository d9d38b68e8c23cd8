/** What the first rows do not show: the decimal mark of later ones, and where a large table ends. */
import assert from 'node:assert/strict';
import { column, numbers, read, repairsOf } from '../read/reading.ts';
import { Draw } from './randomTable.ts';
import { trials } from '../../../trials.ts';

const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const many = <T>(count: number, of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));

describe('the decimal mark', () => {
  const late = (early: (i: number) => string, later: (i: number) => string) =>
    text(['a;b', ...many(2500, (i) => `${early(i)};${i % 7}`), ...many(1500, (i) => `${later(i)};${i % 7}`)]);

  it('is a comma where only later rows have one, and 1.037 is 1037 then; told with the line', async () => {
    const table = await read(
      late(
        (i) => (i === 5 ? '1.037' : String(i)),
        (i) => `${i},25`,
      ),
    );
    assert.deepEqual([table.decimalComma, column(table, 'a').type, column(table, 'a').missing], [true, 'number', 0]);
    const values = numbers(table, 'a');
    assert.deepEqual([values[5], values[6], values[2500], values[2501]], [1037, 6, 0.25, 1.25]);
    assert.deepEqual(repairsOf(table), ['7 grouped', '2502 decimalMark']);
  });

  it('is a point again where later rows have points and the first ones few commas', async () => {
    const table = await read(
      late(
        (i) => (i < 3 ? '1,5' : String(i)),
        (i) => `${i}.25`,
      ),
    );
    assert.deepEqual([table.decimalComma, column(table, 'a').type, column(table, 'a').missing], [false, 'number', 3]);
    assert.deepEqual(repairsOf(table), ['2 notNumber', '2502 decimalMark']);
  });

  it('stays what it is for single slips, and where data.decimal says so', async () => {
    const slip = await read(
      late(
        (i) => `${i}.5`,
        (i) => (i === 7 || i === 9 ? `${i},5` : `${i}.5`),
      ),
    );
    assert.deepEqual([slip.decimalComma, column(slip, 'a').missing, repairsOf(slip)], [false, 2, ['2509 notNumber']]);
    const given = await read(
      late(String, (i) => `${i},25`),
      { decimal: '.' },
    );
    assert.equal(given.decimalComma, false);
    assert.notEqual(column(given, 'a').type, 'number');
  });

  it('is that of most numbers where both are written', async () => {
    const table = await read(
      late(
        (i) => `${i}.5`,
        (i) => (i % 3 ? `${i}.5` : `${i},5`),
      ),
    );
    assert.equal(table.decimalComma, false);
  });
});

describe('the end of a table above 128 kB', () => {
  const rows = (draw: Draw, count = 9000) =>
    many(
      count,
      (i) => `item${i % 40},${draw.unit().toFixed(6)},${draw.between(0, 900)},${draw.unit() < 0.5 ? 'a' : 'b'}`,
    );
  const header = 'name,x,y,kind';

  it('is before a row of totals, notes and a second table; each told with its line', async () => {
    const draw = new Draw(1);
    const total = await read(text([header, ...rows(draw), 'Total,4500.1,405000,']));
    assert.deepEqual([total.rows, repairsOf(total)], [9000, ['9002 totalRow']]);
    const noEnd = await read([header, ...rows(draw), 'Total,4500.1,405000,'].join('\n'));
    assert.equal(noEnd.rows, 9000);
    const notes = await read(text([header, ...rows(draw), '', 'Source: the office, 2024']));
    assert.deepEqual([notes.rows, repairsOf(notes).includes('9003 notesBelow')], [9000, true]);
    const second = await read(text([header, ...rows(draw), '', 'Summary', 'colour,count,x', 'red,1,a', 'blue,2,b']));
    assert.deepEqual([second.rows, repairsOf(second).includes('9004 secondTable')], [9000, true]);
  });

  it('is that of the file where nothing stands below', async () => {
    for (let seed = 1; seed <= trials(3, 60); seed++) {
      const table = await read(text([header, ...rows(new Draw(seed), 6000)]));
      assert.deepEqual([table.rows, repairsOf(table)], [6000, []], `seed ${seed}`);
    }
    const quoted = rows(new Draw(5), 6000).map((row, i) =>
      i === 5990 ? `"item\nTotal,1,2,3\n4",${row.split(',').slice(1).join(',')}` : row,
    );
    assert.equal((await read(text([header, ...quoted]))).rows, 6000);
  });
});
