import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rawValue, rowOfLine } from '../../../../../src/data/columns/cellOfTable.ts';
import type { Table } from '../../../../../src/data/columns/table.ts';
import { buildDataset, type Dataset } from '../../../../../src/data/dataset/dataset.ts';
import { type CellSource, tableCells, valueCells } from '../../../../../src/data/dataset/steps/cells.ts';
import { Lanes } from '../../../../../src/data/dataset/steps/lanes.ts';
import { answerOf, encodeRows, runSteps } from '../../../../../src/data/dataset/steps/pipeline.ts';
import type { Step } from '../../../../../src/data/dataset/steps/step.ts';
import { redoSteps, undoSteps } from '../../../../../src/data/dataset/steps/undo.ts';
import { read } from '../../read/reading.ts';

const targets = { penguins: 'species', greenhouse: ['yield_kg'], iris: 'petal_width' };

const cases = Object.entries(targets).map(([name, requested]) => async () => {
  const table = await read(readFileSync(`samples/${name}.csv`));
  const known = [requested].flat().filter((target) => table.columns.some((column) => column.name === target));
  const target = known.length > 0 ? known : [table.columns.findLast((column) => column.numbers)?.name ?? ''];
  const data = buildDataset(table, {
    target,
    missing: 'mean',
    standardize: true,
    split: { validation: 0.2, seed: 3 },
  });
  return { table, data };
});

const rowsOf = (table: Table, lines: Uint32Array) => lines.map((line) => rowOfLine(table, line));

function cellsOf(table: Table, lines: Uint32Array): CellSource {
  return tableCells((name) => table.columns.find((column) => column.name === name), rowsOf(table, lines));
}

/** Column i of X. */
function inputOf({ train: { X, m } }: Dataset, i: number): number[] {
  return Array.from({ length: X.length / m }, (_, k) => X[k * m + i]!);
}

describe('the steps of a data set', () => {
  it('make the rows of its table the very X that it trains on, and the one that it holds back', async () => {
    for (const open of cases) {
      const { table, data } = await open();
      assert.deepEqual(encodeRows(data.pipeline, cellsOf(table, data.trainLines)), data.train.X);
      assert.deepEqual(encodeRows(data.pipeline, cellsOf(table, data.validationLines)), data.validation?.X);
    }
  });

  it('make single values, as numbers or as they stand in the file, the same x', async () => {
    for (const open of cases) {
      const { table, data } = await open();
      for (const i of [0, 7, data.train.m - 1]) {
        const row = rowOfLine(table, data.trainLines[i]!);
        const value = (name: string) => rawValue(table.columns.find((column) => column.name === name)!, row);
        const text = (name: string) => (value(name) === null ? null : String(value(name)));
        assert.deepEqual([...encodeRows(data.pipeline, valueCells(value))], inputOf(data, i));
        assert.deepEqual([...encodeRows(data.pipeline, valueCells(text))], inputOf(data, i));
      }
    }
  });

  it('bring a number that was predicted back to its own units', async () => {
    const { table, data } = await cases[2]!();
    const column = table.columns.find(({ name }) => name === data.targets[0])!;
    data.trainLines.forEach((line, i) => {
      const own = answerOf(data.pipeline, 0, data.train.Y[i]!);
      assert.ok(Math.abs(own - column.numbers![rowOfLine(table, line)]!) < 1e-12);
    });
  });
});

/** Lanes that steps leave of these columns. */
function run(steps: readonly Step[], columns: Readonly<Record<string, readonly number[]>>): number[][] {
  const rows = Object.values(columns)[0]!.length;
  const lanes = new Lanes(rows);
  runSteps(steps, lanes, { rows, read: (step, into) => into.set(columns[step.column]!) });
  return Array.from({ length: lanes.count }, (_, k) => [...lanes.at(k)]);
}

const number = (column: string): Step => ({ step: 'number', column, decimal: '.' });

describe('runSteps(steps, lanes, cells)', () => {
  it('derives inputs from one column or two', () => {
    const columns = { x: [-2, 0, 3], y: [5, 6, 7] };
    assert.deepEqual(run([number('x'), { step: 'derived', by: 'square' }], columns), [[4, 0, 9]]);
    assert.deepEqual(run([number('x'), number('y'), { step: 'derived', by: 'product' }], columns), [[-10, 0, 21]]);
    assert.deepEqual(run([number('x'), { step: 'derived', by: 'abs' }], columns), [[2, 0, 3]]);
    assert.deepEqual(run([number('x'), { step: 'derived', by: 'sin' }], columns), [[-2, 0, 3].map(Math.sin)]);
    assert.deepEqual(run([number('x'), { step: 'derived', by: 'cos' }], columns), [[-2, 0, 3].map(Math.cos)]);
  });

  it('takes the logarithm of 1 + x where there is one, and a stand-in elsewhere', () => {
    const steps: Step[] = [number('x'), { step: 'transform', by: 'log1p' }, { step: 'standIn', value: 0.5 }];
    assert.deepEqual(run(steps, { x: [0, Math.E - 1, -1, -5, Number.NaN] }), [[0, 1, 0.5, 0.5, 0.5]]);
  });

  it('makes a lane of each word, none for a word that is unknown', () => {
    const steps: Step[] = [
      { step: 'words', column: 'x', words: ['a', 'b', 'c'], fold: 'exact', unknown: 'none' },
      { step: 'standIn', value: 2 },
      { step: 'oneHot', count: 3 },
    ];
    assert.deepEqual(run(steps, { x: [0, 1, -1, Number.NaN] }), [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
    ]);
  });

  it('finds the class of a number', () => {
    assert.deepEqual(run([number('x'), { step: 'classes', values: [0, 3, 7] }], { x: [7, -0, 3, 4] }), [[2, 0, 1, -1]]);
  });
});

describe('undoSteps(steps, value, lane)', () => {
  it('undoes a logarithm and a scale, and no more than can be undone', () => {
    const tail: Step[] = [
      { step: 'transform', by: 'log1p' },
      { step: 'standIn', value: 0 },
      { step: 'standardize', mean: [2], std: [4] },
    ];
    for (const value of [0, 0.5, 1000])
      assert.ok(Math.abs(undoSteps(tail, redoSteps(tail, value)) - value) < 1e-9 * (1 + value));
    const derived: Step[] = [number('x'), { step: 'derived', by: 'square' }, ...tail.slice(2)];
    assert.equal(undoSteps(derived, 0.5), 4);
  });
});
