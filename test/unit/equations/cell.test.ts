/** A cell's own sum is the cell of the matrix. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { cellExpression, type Shapes, shapeOf } from '../../../src/equations/cell.ts';
import { evaluate } from '../../../src/equations/evaluate.ts';
import { cellOf } from '../../../src/equations/matrix.ts';
import { seriesOf } from '../../../src/equations/series.ts';
import { stepEquations } from '../../../src/equations/step.ts';
import { keyOf } from '../../../src/equations/symbols.ts';
import { network, randomExamples } from '../core/network/randomNetworks.ts';
import { plain, scaled } from '../core/training/settings.ts';
import { type Numbers, startNumbers, stepByEquations } from './running.ts';

const spec = network(
  3,
  [
    [4, 'tanh'],
    [2, 'leakyRelu'],
  ],
  [3, 'softmax'],
  'categoricalCrossEntropy',
);
const settings = { ...plain, optimizer: 'adam', learningRate: 0.01, l2: 0.2 } as const;

function trained(): Numbers {
  const train = randomExamples(spec, 7, 4);
  const trainer = new Trainer({ spec, train, validation: null, initialization: scaled(0.5, 2), settings });
  const numbers = startNumbers(spec, train, trainer.parameters, settings);
  stepByEquations(numbers, spec, settings, 1);
  return numbers;
}

describe('equations/cell', () => {
  const numbers = trained();
  const values = (variable: Parameters<typeof keyOf>[0]) => numbers.get(keyOf(variable))!;
  const shapes: Shapes = (variable) => [values(variable).rows, values(variable).columns];

  for (const { id, right } of stepEquations(spec, settings)) {
    // The softmax of a cell needs its whole column.
    if (id === 'A3') continue;
    it(`${id}: every cell's own expression has the number of the matrix`, () => {
      const whole = evaluate(right, values);
      assert.deepEqual(shapeOf(right, shapes), [whole.rows, whole.columns]);
      for (let row = 0; row < whole.rows; row++) {
        for (let column = 0; column < whole.columns; column++) {
          const cell = evaluate(cellExpression(right, row, column, shapes), values);
          assert.deepEqual([cell.rows, cell.columns], [1, 1]);
          assert.ok(Math.abs(cellOf(cell, 0, 0) - cellOf(whole, row, column)) < 1e-14, `${id} ${row} ${column}`);
        }
      }
    });
  }

  it('a long sum is told by its largest terms in their order, and the rest in one number', () => {
    const dW = stepEquations(spec, settings).find(({ id }) => id === 'dW1')!;
    const cell = cellExpression(dW.right, 2, 1, shapes);
    const series = seriesOf(cell, values, 2)!;
    assert.equal(series.count, 7);
    assert.equal(series.shown.length, 2);
    const all = [...series.shown.map(({ value }) => value), series.rest];
    const sum = all.reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - series.sum) < 1e-15);
    const [first, second] = series.shown;
    assert.ok(first!.index < second!.index);
    assert.ok(Math.min(Math.abs(first!.value), Math.abs(second!.value)) >= 0);
    assert.ok(Math.abs(series.sum / 7 + (0.2 / 7) * cellOf(numbers.get('W1')!, 2, 1)) < 10);
  });
});
