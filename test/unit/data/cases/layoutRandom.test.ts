/** Rules about where a table lies in its file, on random tables with the trait and without: nothing is seen that is not there. */
import assert from 'node:assert/strict';
import type { Table } from '../../../../src/data/columns/table.ts';
import type { RepairKind } from '../../../../src/data/csv/repair.ts';
import { read } from '../read/reading.ts';
import { type CleanColumn, cleanTable, csvOf, Draw } from './randomTable.ts';
import { trials } from '../../../trials.ts';

const layoutKinds: ReadonlySet<RepairKind> = new Set<RepairKind>([
  'sepLine',
  'encodingLine',
  'comment',
  'linesAbove',
  'numericNames',
  'rowNames',
  'trailingDelimiter',
  'joinedHeader',
  'unitsRow',
  'typesRow',
  'repeatedHeader',
  'secondTable',
  'notesBelow',
  'totalRow',
  'apostropheQuotes',
  'escapedQuotes',
  'arff',
  'fixedWidth',
  'oneColumn',
  'emptyRow',
  'missingCells',
  'extraCells',
]);

const namesOf = ({ columns }: Table) => columns.map(({ name }) => name);
const addresses = (columns: readonly CleanColumn[]) => columns.map(({ name }) => name);
const rowsIn = (columns: readonly CleanColumn[]) => columns[0]!.cells.length;
const withoutHeader = (text: string) => text.slice(text.indexOf('\n') + 1);

describe('the layout of a file without any trait', () => {
  it('is read as it stands: at most one false alarm in a hundred random tables', async () => {
    const count = trials(150, 2000);
    const alarms: string[] = [];
    for (let seed = 1; seed <= count; seed++) {
      const draw = new Draw(seed);
      const columns = cleanTable(draw);
      const header = draw.unit() < 0.8;
      const text = csvOf(columns, draw.pick([',', ';', '\t', '|']));
      const table = await read(header ? text : withoutHeader(text));
      const reported = table.repairs.filter(({ kind }) => layoutKinds.has(kind)).map(({ kind }) => kind);
      const isRight = table.rows === rowsIn(columns) && table.header === header;
      if (reported.length > 0 || !isRight)
        alarms.push(`${seed} ${header} ${table.header} ${table.rows} ${reported.join()}`);
    }
    assert.ok(alarms.length <= count / 100, `${alarms.length} of ${count}: ${alarms.slice(0, 10).join('; ')}`);
  });
});

interface Trait {
  readonly name: string;
  /** The file, and the names that its columns have then. */
  change(columns: readonly CleanColumn[], draw: Draw): { text: string; names: readonly string[]; kind: RepairKind };
}

const commas = (count: number) => ','.repeat(count - 1);

const traits: readonly Trait[] = [
  {
    name: 'a title, padded or not, and an empty line above',
    change(columns, draw) {
      const pad = draw.unit() < 0.5 ? commas(columns.length) : '';
      const text = `Report of the mill${pad}\n${pad}\n${csvOf(columns)}`;
      return { text, names: addresses(columns), kind: 'linesAbove' };
    },
  },
  {
    name: 'comments above and one among the rows',
    change(columns, draw) {
      const mark = draw.pick(['#', '%', '//']);
      const lines = csvOf(columns).split('\n');
      lines.splice(10, 0, `${mark} changed, by hand`);
      const text = `${mark} instrument 4, two sensors\n${mark} started\n${lines.join('\n')}`;
      return { text, names: addresses(columns), kind: 'comment' };
    },
  },
  {
    name: 'a line that names the delimiter',
    change: (columns) => ({ text: `sep=;\n${csvOf(columns, ';')}`, names: addresses(columns), kind: 'sepLine' }),
  },
  {
    name: 'numbers as names',
    change(columns) {
      const names = columns.map((_, k) => String(k));
      return { text: `${names.join(',')}\n${withoutHeader(csvOf(columns))}`, names, kind: 'numericNames' };
    },
  },
  {
    name: 'names of rows that have no name themselves',
    change(columns) {
      const [header = '', ...rows] = csvOf(columns).trimEnd().split('\n');
      const text = [header, ...rows.map((row, i) => `${i + 1},${row}`)].join('\n');
      return { text, names: ['column1', ...addresses(columns)], kind: 'rowNames' };
    },
  },
  {
    name: 'a delimiter at the end of every row',
    change(columns, draw) {
      const [header = '', ...rows] = csvOf(columns).trimEnd().split('\n');
      const text = [draw.unit() < 0.5 ? header : `${header},`, ...rows.map((row) => `${row},`)].join('\n');
      return { text, names: addresses(columns), kind: 'trailingDelimiter' };
    },
  },
  {
    name: 'a row of units',
    change(columns, draw) {
      const [header = '', ...rows] = csvOf(columns).trimEnd().split('\n');
      const isNumber = ({ cells }: CleanColumn) => cells.some((cell) => /\d/.test(cell));
      const units = columns.map((column) => (isNumber(column) ? draw.pick(['[mm]', '[kg]', '(s)', '[m/s]']) : ''));
      return { text: [header, units.join(','), ...rows].join('\n'), names: addresses(columns), kind: 'unitsRow' };
    },
  },
  {
    name: 'the header once more in the middle',
    change(columns) {
      const lines = csvOf(columns).split('\n');
      lines.splice(12, 0, lines[0]!);
      return { text: lines.join('\n'), names: addresses(columns), kind: 'repeatedHeader' };
    },
  },
  {
    name: 'a note below',
    change: (columns) => ({
      text: `${csvOf(columns)}\nSource: the office of weights\n`,
      names: addresses(columns),
      kind: 'notesBelow',
    }),
  },
  {
    name: 'a second table below',
    change: (columns) => ({
      text: `${csvOf(columns)}\nregion,share of it\nnorth,0.25\nsouth,0.75\n`,
      names: addresses(columns),
      kind: columns.length === 2 ? 'notesBelow' : 'secondTable',
    }),
  },
];

describe('the layout of a file with a trait', () => {
  for (const { name, change } of traits) {
    it(`${name}: told, and the table is read`, async () => {
      const count = trials(30, 300);
      const missed: string[] = [];
      for (let seed = 1; seed <= count; seed++) {
        const draw = new Draw(seed);
        const columns = cleanTable(draw);
        const { text, names, kind } = change(columns, draw);
        const table = await read(text);
        const isRight = table.rows === rowsIn(columns) && namesOf(table).join() === names.join();
        const isReported = table.repairs.some((repair) => repair.kind === kind);
        if (!isRight || !isReported) missed.push(`${seed}: ${table.rows} ${namesOf(table).join()} ${isReported}`);
      }
      assert.ok(missed.length <= count / 50, `${missed.length} of ${count}: ${missed.slice(0, 5).join('; ')}`);
    });
  }
});
