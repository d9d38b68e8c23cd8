/** Tests of the cost's own arithmetic in the page: ℒ of each example as core computes it. */
import assert from 'node:assert/strict';
import { lossSum } from '../../../../src/core/network/losses.ts';
import { lossesOf } from '../../../../webview/step/costPart.ts';
import type { Answer } from '../../../../src/protocol/query.ts';
import type { MatrixName } from '../../../../src/protocol/subjects.ts';
import { run } from '../fixture.ts';

function answer(which: MatrixName, rows: number, values: readonly number[], of = rows): Answer<'matrix'> {
  const columns = values.length / rows;
  return {
    ...{ kind: 'matrix', step: 7, live: true },
    ...{
      which,
      layer: 2,
      examples: 'step',
      shape: [of, 40],
      rowLabels: [],
      columnLabels: [],
      lines: [],
      averagedOver: 0,
    },
    rows: { from: 0, count: rows },
    columns: { from: 0, count: columns },
    values: Float64Array.from(values),
    largest: 1,
  };
}

describe('webview/step/costPart', () => {
  const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

  it('lossesOf(run, { Z, A, Y }) is −log of what was given to the truth, also where ŷ is 1 in Float64', () => {
    const Z = [0.3, -2, 40];
    const A = Z.map(sigmoid);
    const Y = [1, 0, 0];
    const losses = lossesOf(run, { Z: answer('Z', 1, Z), A: answer('A', 1, A), Y: answer('Y', 1, Y) });
    assert.ok(losses);
    assert.ok(Math.abs(losses[0]! + Math.log(A[0]!)) < 1e-15);
    assert.ok(Math.abs(losses[1]! + Math.log(1 - A[1]!)) < 1e-15);
    assert.equal(losses[2], 40);
    const matrices = { Z: Float64Array.from(Z), A: Float64Array.from(A), Y: Float64Array.from(Y), units: 1, m: 3 };
    const total = lossSum('binaryCrossEntropy', 'sigmoid', matrices);
    assert.ok(Math.abs(losses.reduce((sum, loss) => sum + loss, 0) - total) < 1e-12);
  });

  it('lossesOf(…) is null where a window has not all outputs: a loss takes all', () => {
    const one = answer('A', 1, [0.5, 0.5], 3);
    assert.equal(lossesOf(run, { Z: one, A: one, Y: one }), null);
  });

  it('lossesOf(…) is null where the matrices are of different steps, examples, shapes or lines', () => {
    const named = (which: MatrixName): Answer<'matrix'> => ({ ...answer(which, 1, [0.5, 0.5]), lines: [4, 9] });
    const [Z, A, Y] = [named('Z'), named('A'), named('Y')];
    assert.ok(lossesOf(run, { Z, A, Y }));
    const others: readonly Partial<Answer<'matrix'>>[] = [
      { step: 8 },
      { live: false },
      { examples: 'train' },
      { shape: [1, 41] },
      { lines: [4, 10] },
      { columns: { from: 2, count: 2 } },
    ];
    for (const other of others) {
      assert.equal(lossesOf(run, { Z: { ...Z, ...other }, A, Y }), null, Object.keys(other)[0]);
      assert.equal(lossesOf(run, { Z, A, Y: { ...Y, ...other } }), null, Object.keys(other)[0]);
    }
  });
});
