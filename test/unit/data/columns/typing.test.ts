import { notice } from '../../../../src/core/notice.ts';
import assert from 'node:assert/strict';
import { summarize } from '../../../../src/data/dataset/summarize.ts';
import type { ColumnType } from '../../../../src/data/columns/summary.ts';
import { column, numbers, read } from '../read/reading.ts';

const table = (names: string, rows: readonly string[]) => read(`${names}\n${rows.join('\n')}\n`);
const rowsOf = (count: number, row: (k: number) => string) => Array.from({ length: count }, (_, k) => row(k));

/** The type that a column of these values gets. */
async function typeOf(values: readonly string[], name = 'value'): Promise<ColumnType> {
  const read = await table(
    `${name},other`,
    values.map((value, k) => `${value},${k / 2}`),
  );
  return column(read, name).type;
}

describe('readTable(source) types columns', () => {
  it('numbers, with gaps of every spelling', async () => {
    const gaps = ['', 'NA', 'N/A', 'nan', 'NULL', '?', '-', '--', '…', 'none', 'unknown'];
    const result = await table('a,b', [...rowsOf(20, (k) => `${k}.5,1`), ...gaps.map((gap) => `${gap},2`)]);
    assert.equal(column(result, 'a').type, 'number');
    assert.equal(column(result, 'a').missing, gaps.length);
    assert.deepEqual(result.repairs, []);
  });

  it('words, sorted by code point, with gaps', async () => {
    const result = await table('a,b', ['b,1', 'A,2', ',3', 'NA,4', 'a,5', 'b,6', '?,7']);
    const { type, categories, counts, codes, missing } = column(result, 'a');
    assert.deepEqual(
      { type, categories, counts, missing },
      { type: 'category', categories: ['A', 'a', 'b'], counts: [1, 1, 2], missing: 3 },
    );
    assert.deepEqual([...(codes ?? [])], [2, 0, -1, -1, 1, 2, -1]);
  });

  it('yes/no in its usual forms, no first, whatever the case', async () => {
    const result = await table('a,b', ['Yes,1', 'no,2', 'YES,3', 'NO,4', 'yes,5']);
    assert.equal(column(result, 'a').type, 'boolean');
    assert.deepEqual([...(column(result, 'a').codes ?? [])], [1, 0, 1, 0, 1]);
    for (const [no, yes] of [
      ['false', 'true'],
      ['F', 'T'],
      ['n', 'y'],
      ['off', 'on'],
    ])
      assert.equal(await typeOf([`${no}`, `${yes}`, `${no}`]), 'boolean');
  });

  it('a minus is a gap, but an answer beside a plus', async () => {
    const result = await table('a,b', ['+,1', '-,2', '+,3']);
    assert.deepEqual(column(result, 'a').categories, ['+', '-']);
  });

  it('identifiers, constants, dates and text', async () => {
    assert.equal(
      await typeOf(
        rowsOf(20, (k) => `${k + 1}`),
        'id',
      ),
      'id',
    );
    assert.equal(
      await typeOf(
        rowsOf(20, (k) => `${k * 7}`),
        'passengerId',
      ),
      'id',
    );
    assert.equal(
      await typeOf(
        rowsOf(20, (k) => `${k + 1}`),
        'x',
      ),
      'number',
    );
    assert.equal(await typeOf(rowsOf(20, (k) => `AB-${k}`)), 'id');
    assert.equal(await typeOf(rowsOf(20, () => '4')), 'constant');
    assert.equal(await typeOf(rowsOf(20, () => 'same')), 'constant');
    assert.equal(await typeOf(rowsOf(20, () => '')), 'constant');
    assert.equal(await typeOf(rowsOf(20, (k) => `2024-02-${10 + k}`)), 'date');
    assert.equal(await typeOf(rowsOf(20, (k) => `${k + 1}.3.2024`)), 'date');
    assert.equal(await typeOf(rowsOf(20, (k) => `remark number ${k}`)), 'text');
    assert.equal(await typeOf(rowsOf(300, (k) => `word${k % 150}`)), 'text');
    assert.equal(await typeOf(['01234', '98765', '01234', '10001']), 'category');
  });

  it('identifiers by their names in other languages', async () => {
    const sevens = rowsOf(20, (k) => `${k * 7}`);
    for (const name of ['고객번호', '번호', '순번', '番号', '序号', 'lfd. Nr.', 'Kunden-Nummer', 'Numéro', 'N°'])
      assert.equal(await typeOf(sevens, name), 'id', name);
    for (const name of ['가격', '층', 'Summer', 'hammer', 'prix', '価格'])
      assert.equal(await typeOf(sevens, name), 'number', name);
  });

  it('row numbers without a name', async () => {
    const result = await table(
      ',x,y',
      rowsOf(20, (k) => `${k},${k % 7},${k / 3}`),
    );
    assert.equal(column(result, 'column1').type, 'id');
  });

  it('as it is told', async () => {
    const result = await read('zip,n\n01234,1\n98765,x\n', { types: { zip: 'number', n: 'number' } });
    assert.deepEqual(numbers(result, 'zip'), [1234, 98765]);
    assert.deepEqual(numbers(result, 'n'), [1, Number.NaN]);
    assert.equal(result.repairs.length, 1);
    const none = await read('n,m\nabc,1\ndef,2\n', { types: { n: 'number' } });
    assert.deepEqual(
      column(none, 'n').reason,
      notice('column.declared', 'number', notice('column.noNumber', 2, 'abc')),
    );
    const words = await read('a,b\n1,1\n2.0,2\n2,2\n', { types: { a: 'category' } });
    assert.deepEqual(column(words, 'a').categories, ['1', '2', '2.0']);
    assert.deepEqual(column(words, 'a').reason, notice('column.declared', 'category', notice('column.words', 3, 3)));
  });
});

describe('summarize(table)', () => {
  it('gives the figures of a column of numbers', async () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const summary = summarize(
      await table(
        'a,b',
        values.map((value, k) => `${value},${k}`),
      ),
    );
    const [a] = summary.columns;
    assert.deepEqual([a?.min, a?.max, a?.distinct, a?.missing], [1, 9, 7, 0]);
    const mean = values.reduce((sum, value) => sum + value, 0) / 8;
    assert.ok(Math.abs((a?.mean ?? 0) - mean) < 1e-14);
    assert.ok(
      Math.abs((a?.std ?? 0) - Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 8)) < 1e-14,
    );
    assert.deepEqual(a?.histogram, [2, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1]);
    assert.equal(a?.values, null);
    assert.deepEqual(summary.firstRows[0], ['3', '0']);
  });

  it('survives numbers at the ends of what a double holds', async () => {
    const [a] = summarize(await table('a,b', ['1e308,1', '-1e308,2', '1.5e308,3', '5e-324,4'])).columns;
    assert.ok(Math.abs((a?.mean ?? 0) / 3.75e307 - 1) < 1e-12);
    assert.ok(Number.isFinite(a?.std));
    const [tiny] = summarize(await table('a,b', ['1e-200,1', '3e-200,2'])).columns;
    assert.ok(Math.abs((tiny?.std ?? 0) / 1e-200 - 1) < 1e-12);
  });

  it('is exact where plain sums of squares cancel, over many blocks', async () => {
    const [a] = summarize(
      await table(
        'a,b',
        rowsOf(30_000, (k) => `${1e9 + (k % 3)},${k}`),
      ),
    ).columns;
    assert.ok(Math.abs((a?.std ?? 0) - Math.sqrt(2 / 3)) < 1e-9);
    assert.equal(a?.mean, 1e9 + 1);
    const [b] = summarize(
      await table(
        'b,c',
        rowsOf(30_000, (k) => `${k},${k}`),
      ),
    ).columns;
    assert.ok(Math.abs((b?.std ?? 0) / Math.sqrt((30_000 ** 2 - 1) / 12) - 1) < 1e-12);
  });

  it('lists the most frequent words first', async () => {
    const [a] = summarize(await table('a,b', ['x,1', 'y,2', 'y,3', 'z,1'])).columns;
    assert.deepEqual(a?.values, [
      ['y', 2],
      ['x', 1],
      ['z', 1],
    ]);
  });
});

describe('guessTarget(columns, rows)', () => {
  const guess = async (names: string, row: (k: number) => string) => {
    const { target, task } = summarize(await table(names, rowsOf(60, row)));
    return [target?.name, task];
  };

  it('goes by the name first', async () => {
    assert.deepEqual(await guess('species,a,b', (k) => `${'uvw'[k % 3]},${k},${k / 3}`), ['species', 'multiclass']);
    assert.deepEqual(await guess('a,is_fraud,b', (k) => `${k},${k % 2},${k / 3}`), ['is_fraud', 'binary']);
    assert.deepEqual(await guess('SalePrice,a,b', (k) => `${k * 17},${k % 50},${k / 3}`), ['SalePrice', 'regression']);
    assert.deepEqual(await guess('class,target,b', (k) => `${'uvw'[k % 3]},${k % 2},${k / 3}`), ['target', 'binary']);
  });

  it('then takes the only column of words at an end, then the last one', async () => {
    assert.deepEqual(await guess('hue,a,b', (k) => `${'uvw'[k % 3]},${k},${k / 3}`), ['hue', 'multiclass']);
    assert.deepEqual(await guess('a,hue,b', (k) => `${k},${'uvw'[k % 3]},${k / 3}`), ['b', 'regression']);
    assert.deepEqual(await guess('a,b,c', (k) => `${k},${k % 9},${k / 3}`), ['c', 'regression']);
    assert.deepEqual(await guess('a,b,id', (k) => `${k % 9},${k / 3},${k}`), ['b', 'regression']);
  });

  it('finds nothing where nothing can be predicted', async () => {
    assert.deepEqual(await guess('a,b', (k) => `same,text of ${k}`), [undefined, null]);
  });

  it('takes no column that would leave none to predict it from', async () => {
    assert.deepEqual(await guess('x,y', (k) => `${k},1`), [undefined, null]);
    assert.deepEqual(await guess('when,price', (k) => `2024-01-${10 + (k % 20)},${k / 3}`), [undefined, null]);
    assert.deepEqual(await guess('x,y,z', (k) => `${k % 9},1,${k / 3}`), ['z', 'regression']);
  });

  it('takes few whole numbers with many examples each for classes', async () => {
    assert.deepEqual(await guess('a,quality', (k) => `${k / 7},${3 + (k % 6)}`), ['quality', 'multiclass']);
    assert.deepEqual(await guess('a,quality', (k) => `${k / 7},${3 + (k % 7)}`), ['quality', 'regression']);
    assert.deepEqual(await guess('a,quality', (k) => `${k / 7},${(k % 3) / 2}`), ['quality', 'regression']);
    assert.deepEqual(await guess('a,quality', (k) => `${k / 7},${k % 2 ? -1 : 1}`), ['quality', 'binary']);
  });
});
