/** Tests of the equations of a layer: whatever the network, the matrices fit each other by the rules of linear algebra. */
import assert from 'node:assert/strict';
import {
  backwardExpressions,
  type Expression,
  forwardExpressions,
  type MatrixTerm,
  operandsOf,
  shapeOf,
} from '../../../../webview/matrix/expressions.ts';
import { run } from '../fixture.ts';

describe('webview/matrix/expressions', () => {
  for (const { layer } of run.layers) {
    it(`the matrices of layer ${layer} fit, forward and backward`, () => {
      const backward = [...backwardExpressions(run, layer, 0), ...backwardExpressions(run, layer, 0.1)];
      for (const expression of [...forwardExpressions(run, layer), ...backward]) assertFits(expression);
    });
  }

  it('backwardExpressions(run, l, λ) has the part of the penalty where λ > 0, and only for the weights', () => {
    const penalized = (l2: number) =>
      backwardExpressions(run, 2, l2).filter(({ parts }) => parts.includes('+ λ/m_train ·'));
    assert.deepEqual(penalized(0), []);
    assert.deepEqual(
      penalized(0.1).map(({ result, parts }) => [result.which, parts.slice(-2)]),
      [['dW', ['+ λ/m_train ·', { which: 'W', layer: 2 }]]],
    );
  });

  it('operandsOf(parts) keeps a sign with what follows it, a closing bracket with what is before', () => {
    const [W, X] = [{ which: 'W', layer: 1 } as const, { which: 'X', layer: 0 } as const];
    assert.deepEqual(operandsOf(['=', W, '·', X]), [
      ['=', W],
      ['·', X],
    ]);
    assert.deepEqual(operandsOf(['=', 'g (', W, ')', '+', X]), [
      ['=', 'g (', W, ')'],
      ['+', X],
    ]);
  });

  /** Products take inner sizes that agree; sums and results have equal sizes, but that a column is added to every column. */
  function assertFits({ result, parts }: Expression): void {
    const [rows, columns] = shapeOf(run, result);
    const terms = parts.filter((part): part is MatrixTerm => typeof part !== 'string');
    const multiplied = parts.indexOf('·');
    if (multiplied > 0) {
      const [left, right] = [parts[multiplied - 1], parts[multiplied + 1]] as MatrixTerm[];
      assert.ok(left && right);
      assert.equal(shapeOf(run, left)[1], shapeOf(run, right)[0]);
      assert.deepEqual([shapeOf(run, left)[0], shapeOf(run, right)[1]], [rows, columns]);
      const penalty = parts[parts.indexOf('+ λ/m_train ·') + 1];
      if (parts.includes('+ λ/m_train ·')) assert.deepEqual(shapeOf(run, penalty as MatrixTerm), [rows, columns]);
    } else {
      for (const term of terms) assert.equal(shapeOf(run, term)[0], rows);
    }
  }
});
