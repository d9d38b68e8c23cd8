import assert from 'node:assert/strict';
import type { Table } from '../../../../src/data/columns/table.ts';
import { dressedNumber } from '../../../../src/data/csv/numbers/dressedNumber.ts';
import { read } from '../read/reading.ts';
import { type CleanColumn, cleanTable, csvOf, Draw } from './randomTable.ts';
import { trials } from '../../../trials.ts';

const reported = (table: Table) => table.repairs.map(({ kind, values, count }) => [kind, values[0], count]);

describe('dressedNumber(text, decimalComma)', () => {
  const cases: readonly [string, boolean, number, string][] = [
    ['28.9 %', false, 28.9, '%'],
    ['-4.56%', false, -4.56, '%'],
    ['$1,418', false, 1418, '$'],
    ['-$12.50', false, -12.5, '$'],
    ['($12.50)', false, -12.5, '$'],
    ['$(12)', false, -12, '$'],
    ['1.234,56 €', true, 1234.56, '€'],
    ['EUR 1.234', true, 1234, 'EUR'],
    ['12 000 KRW', false, 12000, 'KRW'],
    ['3,000원', false, 3000, '원'],
    ['1 234,5', true, 1234.5, ''],
    ['1\u00a0234,5', true, 1234.5, ''],
    ['1\u202f234,5', true, 1234.5, ''],
    ["1'234", false, 1234, ''],
    ['12,34,567', false, 1234567, ''],
    ['−7.5', false, -7.5, ''],
    ['(12)', false, -12, ''],
    ['="0.5"', false, 0.5, ''],
    ['1,5e3', true, 1500, ''],
    ['12 kg', false, 12, 'kg'],
    ['3.5 km/h', false, 3.5, 'km/h'],
    ['21 °C', false, 21, '°C'],
    ['4 m2', false, 4, 'm2'],
    ['1.037', true, 1037, ''],
  ];
  for (const [text, comma, value, unit] of cases)
    it(`${text} is ${value} ${unit}`, () => assert.deepEqual(dressedNumber(text, comma), { value, unit }));

  for (const text of [
    '',
    'n.d.',
    '<0.5',
    '007',
    '12-14',
    '12:30',
    '2026-06-01',
    '1,23,4',
    '(+3)',
    '1 23',
    'Q3',
    '3rd 4',
    '1.2.3',
    'A4',
  ])
    it(`${JSON.stringify(text)} is none`, () => assert.equal(dressedNumber(text, false), null));
});

/** Columns as some country and office write them. */
const dresses: readonly { write(x: number): string; comma: boolean; unit: string | null }[] = [
  { write: (x) => `${x.toFixed(1)}%`, comma: false, unit: '%' },
  { write: (x) => `${x.toFixed(2).replace('.', ',')} %`, comma: true, unit: '%' },
  { write: (x) => `$${grouped(Math.abs(x) * 1000, ',')}`, comma: false, unit: '$' },
  { write: (x) => `${grouped(x * 1000, '.')},00 €`, comma: true, unit: '€' },
  { write: (x) => grouped(x * 1000, '.'), comma: true, unit: null },
  { write: (x) => `${grouped(x * 1000, '\u00a0')},5`, comma: true, unit: null },
  { write: (x) => grouped(x * 1000, "'"), comma: false, unit: null },
  { write: (x) => (x < 0 ? `(${Math.round(-x)})` : String(Math.round(x))), comma: false, unit: null },
  { write: (x) => x.toFixed(2).replace('-', '−'), comma: false, unit: null },
  { write: (x) => `="${x.toFixed(2)}"`, comma: false, unit: null },
  { write: (x) => `${Math.round(x)} kg`, comma: false, unit: 'kg' },
];

function grouped(x: number, mark: string): string {
  return String(Math.round(x)).replace(/\B(?=(\d{3})+$)/g, mark);
}

describe('a column of dressed numbers', () => {
  it('is one of numbers with its unit, whatever the others are', async () => {
    for (let seed = 1; seed <= trials(60, 2000); seed++) {
      const draw = new Draw(seed);
      const { write, comma, unit } = dresses[seed % dresses.length]!;
      const rows = draw.between(25, 60);
      const values = Array.from({ length: rows }, () => draw.normal() * 40 + 60);
      const others = Array.from({ length: rows }, () => (draw.normal() * 10).toFixed(2));
      const columns: CleanColumn[] = [
        { name: 'plain', cells: others.map((text) => (comma ? text.replace('.', ',') : text)) },
        { name: 'dressed', cells: values.map(write) },
        { name: 'kind', cells: values.map((x) => (x > 60 ? 'hi' : 'lo')) },
      ];
      const table = await read(csvOf(columns, comma ? ';' : ','));
      const [plain, dressed] = table.columns;
      assert.deepEqual(
        [plain?.type, dressed?.type, dressed?.missing, dressed?.unit],
        ['number', 'number', 0, unit],
        `seed ${seed}`,
      );
      values.forEach((x, i) => {
        const expected = Math.abs(dressedNumber(write(x), comma)?.value ?? Number(write(x).replace(',', '.')));
        assert.equal(Math.abs(dressed?.numbers?.[i] ?? Number.NaN), expected);
      });
    }
  });

  it('keeps its decimal mark with that of the table: 1.037 beside decimal commas is 1037', async () => {
    const table = await read('a;b\n1.037;3,5\n2.114;4,25\n0;1,75\n1.200;2,5\n');
    assert.deepEqual([...(table.columns[0]?.numbers ?? [])], [1037, 2114, 0, 1200]);
  });

  it('is told with a cell as it stands and what it was read as, whatever the dress', async () => {
    const told = async (cells: readonly string[], text: string, value: number) => {
      const { repairs } = await read(
        csvOf([
          { name: 'n', cells: cells.map((_, i) => `${i}.5`) },
          { name: 'a', cells },
        ]),
      );
      assert.deepEqual(repairs.find(({ kind }) => kind === 'grouped')?.values, ['a', text, value]);
    };
    await told(['12', '(83)', '7', '(5)'], '(83)', -83);
    await told(["1'200.5", "12'000.25", '3'], "1'200.5", 1200.5);
    await told(['="0.5"', '="2"', '="7"'], '="0.5"', 0.5);
  });

  it('is told when it would be a number with the other decimal mark, and words with commas are not', async () => {
    const cells = Array.from({ length: 30 }, (_, i) => `${i + 1}.${i % 10}`);
    const local = cells.map((cell) => cell.replace('.', ','));
    const prices = cells.map((cell) => `CHF 1'${cell.padStart(5, '2')}`);
    const text = csvOf(
      [
        { name: 'price', cells: prices },
        { name: 'area', cells: local },
        { name: 'n', cells },
      ],
      ';',
    );
    const { columns, repairs } = await read(text);
    assert.equal(columns[1]?.numbers, null);
    assert.deepEqual(repairs.find(({ kind }) => kind === 'otherDecimal')?.values, ['area', '1,0', ',', '.']);
    const words = csvOf(
      [
        { name: 'pair', cells: cells.map((_, i) => `a,${i}`) },
        { name: 'n', cells },
      ],
      ';',
    );
    assert.equal((await read(words)).repairs.length, 0);
  });

  it('is none of numbers when the units differ, or when words have digits', async () => {
    const mixed = ['12 kg', '300 g', '1 t', '5 kg', '40 g', '7 kg', '80 g', '2 t'];
    const models = ['A4', 'A6', 'Q5', 'Q7', 'A4', 'A6', 'Q5', 'Q7'];
    const table = await read(
      csvOf([
        { name: 'mass', cells: mixed },
        { name: 'model', cells: models },
        { name: 'n', cells: models.map((_, i) => `${i}.5`) },
      ]),
    );
    assert.deepEqual(
      table.columns.map(({ numbers }) => numbers !== null),
      [false, false, true],
    );
  });
});

const slips = ['n.d.', 'n.v.', '<0.5', 'missing!', 'broken', '12 kg', '> 99'];

describe('a few words among numbers', () => {
  it('leave the column one of numbers, the words missing, told once with lines and count', async () => {
    for (let seed = 1; seed <= trials(60, 2000); seed++) {
      const draw = new Draw(seed);
      const rows = draw.between(12, 60);
      const cells = Array.from({ length: rows }, () => (draw.normal() * 20).toFixed(2));
      const word = draw.pick(slips);
      const count = rows < 20 ? 1 : draw.between(1, Math.floor(rows / 4));
      for (let k = 0; k < count; k++) cells[Math.floor((k * rows) / count)] = word;
      const table = await read(
        csvOf([
          { name: 'amount', cells },
          { name: 'kind', cells: cells.map((_, i) => 'uv'[i % 2]!) },
        ]),
      );
      const [amount] = table.columns;
      const kind = /^[<>]/.test(word) ? 'detectionLimit' : 'notNumber';
      assert.deepEqual(
        [amount?.type, amount?.missing, reported(table)],
        ['number', count, [[kind, 'amount', count]]],
        `seed ${seed}`,
      );
      assert.equal(table.repairs[0]?.lines[0], 2);
    }
  });

  it('do not make numbers of levels, or of a column that is half words', async () => {
    const levels = [
      '1',
      '2',
      '3',
      'A',
      'B',
      '1',
      '2',
      '3',
      'A',
      '2',
      '1',
      '3',
      '2',
      '1',
      '3',
      '2',
      '1',
      '3',
      '2',
      '1',
      '1',
      '2',
    ];
    const halves = levels.map((_, i) => (i % 2 === 0 ? `${i}.5` : 'open'));
    const table = await read(
      csvOf([
        { name: 'level', cells: levels },
        { name: 'half', cells: halves },
      ]),
    );
    assert.deepEqual(
      table.columns.map(({ type }) => type),
      ['category', 'category'],
    );
  });
});

describe('a table without any of it', () => {
  it('is read without a word', async () => {
    const all = trials(150, 2000);
    let alarms = 0;
    for (let seed = 1; seed <= all; seed++) {
      const columns = cleanTable(new Draw(10_000 + seed));
      const table = await read(csvOf(columns));
      const wrong = table.columns.some(({ numbers, unit }, k) => {
        const isNumber = columns[k]!.cells.every((cell) => cell === '' || !Number.isNaN(Number(cell)));
        return (numbers !== null) !== isNumber || unit !== null;
      });
      if (wrong || table.repairs.length > 0) alarms++;
    }
    assert.ok(alarms <= all / 100, `${alarms} of ${all}`);
  });
});
