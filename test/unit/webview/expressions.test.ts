/** Tests of the equations of a layer: whatever the network, the matrices fit each other by the rules of linear algebra. */
import assert from 'node:assert/strict';
import { backwardExpressions, type Expression, forwardExpressions, type MatrixTerm, shapeOf } from '../../../webview/matrix/expressions.ts';
import { run } from './fixture.ts';

describe('webview/matrix/expressions', () => {
  for (const { layer } of run.layers) {
    it(`the matrices of layer ${layer} fit, forward and backward`, () => {
      for (const expression of [...forwardExpressions(run, layer), ...backwardExpressions(run, layer)]) assertFits(expression);
    });
  }

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
    } else {
      for (const term of terms) assert.equal(shapeOf(run, term)[0], rows);
    }
  }
});
