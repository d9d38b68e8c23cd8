/** Small tables of the kinds that a reader gets wrong, each beside one that looks alike and is none. */
import assert from 'node:assert/strict';
import { summarize } from '../../../../src/data/dataset/summarize.ts';
import { column, numbers, read, repairsOf } from '../read/reading.ts';
import { Draw } from './randomTable.ts';

/** Rows of a wide number, a deep one and a kind. */
const rows = (count = 30, end = '') =>
  Array.from(
    { length: count },
    (_, i) => `${(i * 7.3) % 5}${i % 2 ? '1' : '2'},${(i * 13) % 50},${i % 3 ? 'a' : 'b'}${end}`,
  );
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const names = async (content: string) => (await read(content)).columns.map(({ name }) => name);
const typesOf = async (content: string) =>
  Object.fromEntries((await read(content)).columns.map(({ name, type }) => [name, type]));

describe('names of columns', () => {
  it('may be evenly spaced numbers with decimals, such as wavelengths', async () => {
    const spectrum = Array.from(
      { length: 30 },
      (_, i) => `0.${i + 10},0.${i + 20},0.${i + 30},${i % 2 ? 'oak' : 'ash'}`,
    );
    assert.deepEqual(await names(text(['400.5,401,401.5,class', ...spectrum])), ['400.5', '401', '401.5', 'class']);
    const grid = Array.from({ length: 30 }, (_, i) => `${i / 10},${i / 5},${i % 7},${i % 2 ? 'oak' : 'ash'}`);
    assert.equal((await read(text(['0.5,1.0,1.5,oak', ...grid]))).header, false);
  });

  it('stay where they are when rows end with a delimiter or, now and then, a note', async () => {
    const noted = rows().map((row, i) => `${row},${i % 10 === 3 ? 'hm' : ''}`);
    assert.deepEqual(await names(text(['wide,deep,kind', ...noted])), ['wide', 'deep', 'kind']);
  });

  it('stand behind a mark of its own where blanks part them, as numpy.savetxt writes', async () => {
    const bare = rows().map((row) => row.replaceAll(',', ' '));
    assert.deepEqual(await names(text(['# wide deep kind', ...bare])), ['wide', 'deep', 'kind']);
    const padded = rows().map((row) => row.replaceAll(',', '   '));
    assert.deepEqual(await names(text(['# by hand', '# wide   deep  kind', ...padded])), ['wide', 'deep', 'kind']);
  });

  it('have Orange’s lists of values below them', async () => {
    const tabbed = rows().map((row) => row.replaceAll(',', '\t'));
    const table = await read(text(['wide\tdeep\tkind', 'c\tc\ta b', '\t\tclass', ...tabbed]));
    assert.deepEqual([table.rows, ...table.columns.map(({ name }) => name)], [30, 'wide', 'deep', 'kind']);
  });
});

describe('names of things among the inputs', () => {
  const blocks = (name: string, of: (i: number) => number) =>
    text([
      `${name},wide,kind`,
      ...Array.from({ length: 60 }, (_, i) => `${of(i)},${(i * 7.3) % 5}2,${i % 3 ? 'a' : 'b'}`),
    ]);
  const inBlocks = (i: number) => 1 + Math.floor(i / 5);

  it('are numbers of subjects, in blocks or again and again', async () => {
    for (const name of ['subject', 'Patient', 'test_person', 'case_id', '환자'])
      assert.equal((await typesOf(blocks(name, inBlocks)))[name], 'id', name);
    assert.equal((await typesOf(blocks('sample', (i) => 1 + (i % 12))))['sample'], 'id');
  });

  it('are none where the name is that of a quantity, or the numbers come in no order', async () => {
    for (const name of ['dose', 'level', 'subjectivity'])
      assert.equal((await typesOf(blocks(name, inBlocks)))[name], 'number', name);
    assert.equal((await typesOf(blocks('patients', (i) => Math.floor(9 + 9 * Math.sin(i * i)))))['patients'], 'number');
  });
});

describe('what lies around the rows', () => {
  it('"#" alone may be the name of a column, and names may have types below them', async () => {
    const numbered = rows().map((row, i) => `${i + 1},${row}`);
    const { columns } = await read(text(['#,wide,deep,kind', ...numbered]));
    assert.deepEqual([columns.map(({ name }) => name), columns[0]?.type], [['#', 'wide', 'deep', 'kind'], 'id']);
    const typed = await read(text(['wide,deep,kind', 'float64,float64,object', ...rows()]));
    assert.deepEqual([typed.columns.map(({ name }) => name), typed.rows], [['wide', 'deep', 'kind'], rows().length]);
    assert.deepEqual(repairsOf(typed), ['2 typesRow']);
  });

  it('a second table below a title is left out', async () => {
    const table = await read(
      text(['wide,deep,kind', ...rows(), '', 'Summary', 'colour,count,x', 'red,12,a', 'blue,9,b']),
    );
    assert.equal(table.rows, 30);
    assert.ok(repairsOf(table).includes('33 secondTable'));
  });

  it('several tabs between columns are one, but an empty column of a TSV has a name or a value', async () => {
    const mixed = ['wide,deep,kind', ...rows()].map((row, i) => {
      const [a, b, c] = row.split(',');
      return `${a}${i % 2 ? '\t' : '  \t '}${b}\t\t${c}`;
    });
    assert.deepEqual(await names(text(mixed)), ['wide', 'deep', 'kind']);
    const tsv = ['wide\tspare\tkind', ...rows().map((row) => row.replace(/,.*,/, '\t\t'))];
    assert.deepEqual(await names(text(tsv)), ['wide', 'spare', 'kind']);
  });
});

describe('numbers among others', () => {
  const withCells = (cell: (i: number) => string) =>
    read(text(['price;deep', ...Array.from({ length: 30 }, (_, i) => `${cell(i)};${(i * 7) % 11}`)]));
  const reported = (table: Awaited<ReturnType<typeof read>>) => table.repairs.map(({ kind, count }) => [kind, count]);

  it('without the unit that the others have are taken as if they had it, and told', async () => {
    const table = await withCells((i) => (i % 6 === 2 ? `${i}.5` : `$${i}.25`));
    assert.deepEqual([column(table, 'price').unit, reported(table)], ['$', [['unitless', 5]]]);
    assert.equal(numbers(table, 'price')[2], 2.5);
  });

  it('with a unit where most have none count as missing, however different they are', async () => {
    const table = await withCells((i) => (i % 6 === 2 ? `${i} kg` : `${i}.25`));
    const { type, unit, missing } = column(table, 'price');
    assert.deepEqual([type, unit, missing, reported(table)], ['number', null, 5, [['notNumber', 5]]]);
  });

  it('in two units are none, and neither are numbers of houses', async () => {
    assert.equal(column(await withCells((i) => `${i} ${i % 2 ? 'kg' : 'lb'}`), 'price').type === 'number', false);
    assert.equal(
      column(await withCells((i) => (i % 4 ? `${i}` : `${i}${'ABCDEFGH'[i / 4]}`)), 'price').type === 'number',
      false,
    );
  });

  it('may have their minus behind', async () => {
    const table = await withCells((i) => (i % 2 ? `${i}.5-` : `${i}.5`));
    assert.deepEqual(numbers(table, 'price').slice(0, 4), [0.5, -1.5, 2.5, -3.5]);
    assert.equal(column(await withCells((i) => `${10 * (i % 4)}-${10 * (i % 4) + 10}`), 'price').type, 'category');
  });

  it('in a category are told where they seem to be amounts', async () => {
    const doubts = async (cell: (i: number) => string) =>
      summarize(await withCells(cell)).columns[0]?.doubts.map(({ code }) => code);
    assert.deepEqual(await doubts((i) => (i % 2 ? 'none given' : `${i}.5`)), ['doubt.mixed']);
    assert.deepEqual(await doubts((i) => ['36', '38', '40', 'S', 'M'][i % 5] as string), []);
    const twice = (i: number) => (i % 20) + 1;
    assert.deepEqual(await doubts((i) => `${twice(i)}.5${i % 2 ? 'K' : 'M'}`), ['doubt.units']);
    assert.deepEqual(await doubts((i) => `${twice(i)}.5 ${i % 5 ? 'cm' : 'mm'}`), ['doubt.units']);
    assert.deepEqual(await doubts((i) => `${5 + (i % 6)}${'abc'[i % 3]}`), []);
  });

  it('in a category are told where hardly one comes again', async () => {
    const doubts = async (cell: (i: number) => string) =>
      summarize(await withCells(cell)).columns[0]?.doubts.map(({ code }) => code);
    assert.deepEqual(await doubts((i) => `town ${i % 27}`), ['doubt.manyWords']);
    assert.deepEqual(await doubts((i) => `town ${i % 12}`), []);
  });

  it('are told where more than half of them are missing, words too', async () => {
    const doubts = async (cell: (i: number) => string) =>
      summarize(await withCells(cell)).columns[0]?.doubts.map(({ code }) => code);
    assert.deepEqual(await doubts((i) => (i % 3 ? '' : `${i}.5`)), ['doubt.mostlyMissing']);
    assert.deepEqual(await doubts((i) => (i % 3 ? '' : ['hot', 'cold'][i % 2]!)), ['doubt.mostlyMissing']);
    assert.deepEqual(await doubts((i) => (i % 2 ? '' : `${i}.5`)), []);
  });

  it('may have one sign for a unit', async () => {
    for (const unit of ['㎡', '㎏', '℃', '″']) {
      const { type, unit: found } = column(await withCells((i) => `${i}.5${unit}`), 'price');
      assert.deepEqual([type, found], ['number', unit]);
    }
  });
});

describe('dates', () => {
  const day = (i: number) => new Date(Date.UTC(2019, 0, 5 + 17 * i));
  const pad = (x: number) => String(x).padStart(2, '0');
  const dated = (cell: (date: Date, i: number) => string, name = 'when') =>
    typesOf(text([`${name},deep`, ...Array.from({ length: 40 }, (_, i) => `${cell(day(i), i)},${(i * 7) % 11}`)]));
  const forms: Readonly<Record<string, (date: Date, i: number) => string>> = {
    'Jan-19': (date) =>
      `${date.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' })}-${date.getUTCFullYear() % 100}`,
    '01/2019': (date) => `${pad(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`,
    '01.2019': (date) => `${pad(date.getUTCMonth() + 1)}.${date.getUTCFullYear()}`,
    '20190105': (date) => date.toISOString().slice(0, 10).replaceAll('-', ''),
    '2019-W05': (_, i) => `${2015 + (i % 5)}-W${pad(1 + ((i * 7) % 52))}`,
    '2019H1': (_, i) => `${2000 + (i >> 1)}H${1 + (i % 2)}`,
    'Sat, 5 Jan 2019': (date) => `"${date.toUTCString().slice(0, 16)}"`,
    '2019-01-05 오후 3:05': (date, i) => `${date.toISOString().slice(0, 10)} ${i % 2 ? '오전' : '오후'} 3:05`,
    '2019년 1월 5일 15시 30분': (date) =>
      `${date.getUTCFullYear()}년 ${date.getUTCMonth() + 1}월 ${date.getUTCDate()}일 15시 30분`,
    '2019-01-05(토)': (date, i) => `${date.toISOString().slice(0, 10)}(${'월화수목금토일'[i % 7]})`,
    'seconds since 1970': (date) => String(date.getTime() / 1000),
    'milliseconds since 1970': (date) => String(date.getTime()),
    '5 Okt 2019': (date, i) => `${date.getUTCDate()} ${['Mai', 'Okt', 'Dez', 'Jan'][i % 4]} ${date.getUTCFullYear()}`,
  };
  for (const [form, cell] of Object.entries(forms))
    it(`are recognised as ${form}`, async () => assert.equal((await dated(cell)).when, 'date'));

  it('are no versions, prices, numbers of people or names that begin like a month', async () => {
    const draw = new Draw(3);
    const not = async (cell: (date: Date, i: number) => string, name?: string) =>
      assert.notEqual((await dated(cell, name))[name ?? 'when'], 'date');
    await not((_, i) => `1.${i % 9}.${i % 4}`);
    await not((_, i) => `marble-${10 + (i % 9)}`);
    await not(() => String(draw.between(1_000_000_000, 1_900_000_000)), 'people');
    await not(() => String(draw.between(19_000_101, 21_001_231)), 'people');
    await not((_, i) => String(1_500_000_000 + i), 'id');
    await not((_, i) => String(1_500_000_000 + i), 'customer');
    await not(() => (1 + draw.unit() * 11).toFixed(4), 'ratio');
  });
});

describe('seconds since 1970', () => {
  const seconds = (count: number, step: number) =>
    text(['when,deep', ...Array.from({ length: count }, (_, i) => `${1_500_000_000 + step * i},${i % 11}`)]);

  it('may count by one where the name says that they are times', async () =>
    assert.equal((await typesOf(seconds(40, 1))).when, 'date'));

  it('stand in any order in a table without names, where they span some years, and are no target', async () => {
    const draw = new Draw(8);
    const ratings = (first: number, last: number) =>
      text(
        Array.from({ length: 200 }, (_, i) =>
          [i % 40, draw.between(1, 900), 1 + (i % 5), draw.between(first, last)].join('\t'),
        ),
      );
    const table = await read(ratings(874_724_710, 893_286_638));
    assert.deepEqual([column(table, 'column4').type, summarize(table).target?.name], ['date', 'column3']);
    // Amounts and numbers of people spread wider, or lie elsewhere.
    for (const [first, last] of [
      [800_000_000, 2_100_000_000],
      [1000, 893_286_638],
      [500_000_000, 700_000_000],
    ] as const)
      assert.equal(column(await read(ratings(first, last)), 'column4').type, 'number');
  });

  it('stay numbers where there are more different ones than words are kept', async () => {
    assert.equal((await typesOf(seconds(65_000, 60))).when, 'date');
    const table = await read(seconds(66_000, 60));
    assert.deepEqual(
      [column(table, 'when').type, numbers(table, 'when')[65_999]],
      ['number', 1_500_000_000 + 60 * 65_999],
    );
  });
});

describe('the answer among the inputs', () => {
  it('is told when it is on a scale of logarithms or powers, and not when it only grows along', async () => {
    const draw = new Draw(4);
    const price = Array.from({ length: 60 }, () => draw.between(50_000, 900_000));
    const telling = async (name: string, of: (x: number) => number) => {
      const lines = price.map((x) => `${draw.normal()},${of(x)},${draw.normal()},${x}`);
      const { telltales } = summarize(await read(text([`x,${name},z,price`, ...lines])));
      return telltales.filter(({ target }) => target === 'price').map((found) => found.column);
    };
    assert.deepEqual(await telling('log_price', (x) => Math.log(x)), ['log_price']);
    assert.deepEqual(await telling('square', (x) => x * x), ['square']);
    assert.deepEqual(await telling('area', (x) => x * (1 + 0.6 * draw.unit())), []);
  });
});

describe('values that stand for missing ones', () => {
  it('may be several at one end, or the least number that fits', async () => {
    const draw = new Draw(5);
    const doubts = async (...markers: number[]) => {
      const cells = Array.from({ length: 60 }, (_, i) => markers[i - 20] ?? draw.between(0, 30));
      const table = await read(text(['level,other', ...cells.map((x, i) => `${x},${(i * 7) % 11}`)]));
      return summarize(table).columns[0]?.doubts.map(({ code, values }) => [code, values[0]]);
    };
    const sentinels = (...values: number[]) => values.map((value) => ['doubt.sentinel', value]);
    assert.deepEqual(await doubts(8888, 7777), sentinels(8888, 7777));
    assert.deepEqual(await doubts(777, 888, 999), sentinels(999, 888, 777));
    assert.deepEqual(await doubts(-2147483648), sentinels(-2147483648));
    assert.deepEqual(await doubts(77, 88), []);
  });
});

describe('the guessed target', () => {
  it('is the answer by its Korean name, too', async () => {
    const table = await read(
      text(['키,생존 여부,몸무게', ...rows().map((row) => row.split(',').toSorted().join(','))]),
    );
    assert.equal(summarize(table).target?.name, '생존 여부');
  });
});
