import assert from 'node:assert/strict';
import { columnRows } from '../../../../src/config/facts/columnRows.ts';
import { guessedChoices, readColumnChoices } from '../../../../src/config/facts/columnRoles.ts';
import { tableDoubts } from '../../../../src/config/facts/tableDoubts.ts';
import { readTree } from '../../../../src/config/text/tree.ts';
import { summarize } from '../../../../src/data/dataset/summarize.ts';
import { read } from '../../data/read/reading.ts';
import { messySummary } from './messyTable.ts';

const choicesIn = (text: string) => readColumnChoices(readTree(text).root);

describe('columnRows(choices, summary)', () => {
  it('has a row a column with its role, unit, values, a sample of cells, and what was told about it', async () => {
    const { columns, inputs, leftOut, doubts, total } = columnRows(
      choicesIn('{"data": {"file": "m.csv", "target": "preis"}}'),
      await messySummary(),
    );
    assert.deepEqual(
      columns.map(({ name, type, role }) => [name, type, role]),
      [
        ['nr', 'id', 'out'],
        ['flaeche', 'number', 'input'],
        ['alter', 'number', 'input'],
        ['ort', 'category', 'input'],
        ['bemerkung', 'text', 'out'],
        ['preis_tausend', 'number', 'input'],
        ['preis', 'number', 'target'],
      ],
    );
    assert.deepEqual({ inputs, leftOut, doubts, total }, { inputs: 4, leftOut: 2, doubts: 2, total: 7 });
    assert.equal(columns[6]?.unit, '€');
    assert.deepEqual(columns[1]?.sample, ['40,5', '77,5', '114,5']);
    assert.deepEqual(columns[3]?.histogram, [20, 20, 20]);
    assert.deepEqual(
      columns.map((column) => column.doubts.map(({ code }) => code)),
      [[], [], ['doubt.sentinel'], [], [], ['telltale.rescaled'], []],
    );
  });

  it('says of a column that is not among the features that it could be, and reads what it can of a half-typed text', async () => {
    const { columns } = columnRows(
      choicesIn(
        '{"data": {"target": "preis", "features": ["flaeche", 3], "types": {"nr": "number", "ort": "x"}, "spli',
      ),
      await messySummary(),
    );
    const left = columns.filter(({ isUnlisted }) => isUnlisted).map(({ name }) => name);
    assert.deepEqual(left, ['alter', 'ort', 'preis_tausend']);
    assert.deepEqual(
      columns.filter(({ isDeclared }) => isDeclared).map(({ name }) => name),
      ['nr'],
    );
  });

  it('marks the column that a doubt of the heading is about, also where it is told as a repair', async () => {
    const lines = Array.from({ length: 30 }, (_, i) => `${i % 9 ? `${i}.5` : 'k.A.'},${i % 2 ? 'a' : 'b'}`);
    const summary = summarize(await read(['km,kind', ...lines].join('\n')));
    const { columns, doubts } = columnRows(guessedChoices(summary), summary);
    assert.deepEqual([doubts, columns.map(({ isDoubtful }) => isDoubtful)], [1, [true, false]]);
  });

  it('gives a stretch of 10,000 columns and counts the others', async () => {
    const names = Array.from({ length: 10_000 }, (_, k) => `c${k}`);
    const line = (row: number): string => names.map((_, k) => ((row * 7 + k) % 11) + row / 10).join(',');
    const summary = summarize(await read([names.join(','), line(1), line(2), line(3)].join('\n')));
    const rows = columnRows({ targets: ['c7'], features: undefined, types: new Map() }, summary, {
      from: 9_990,
      count: 500,
    });
    assert.deepEqual([rows.total, rows.from, rows.columns.length, rows.inputs], [10_000, 9_990, 10, 9_999]);
    assert.equal(rows.columns[0]?.name, 'c9990');
  });
});

describe('tableDoubts(choices, summary)', () => {
  it('are none for a clean table', async () => {
    const text = Array.from({ length: 40 }, (_, k) => `${(k * 7) % 13},${(k * 5) % 11},${k % 2 ? 'yes' : 'no'}`);
    const summary = summarize(await read(['a,b,ok', ...text].join('\n')));
    assert.deepEqual(tableDoubts(guessedChoices(summary), summary), []);
  });

  it('go with the column that they are about', async () => {
    const summary = await messySummary();
    const names = (features?: string[]) =>
      tableDoubts({ targets: ['preis'], features, types: new Map() }, summary).map((doubt) =>
        doubt.kind === 'column' ? doubt.column : doubt.repair.kind,
      );
    assert.deepEqual(names(), ['alter', 'preis_tausend']);
    assert.deepEqual(names(['flaeche', 'ort']), []);
  });
});
