/** The card writes the equations of `src/equations`, in letters and in numbers. */
import assert from 'node:assert/strict';
import { evaluate } from '../../../../src/equations/evaluate.ts';
import { forwardEquations } from '../../../../src/equations/forward.ts';
import { scalarOf } from '../../../../src/equations/matrix.ts';
import { expressionLatex } from '../../../../src/equations/render/latex.ts';
import { weighted, weightedNumbers } from '../../../../webview/unit/equation.ts';
import { unitNumbers } from '../../../../webview/unit/unitNumbers.ts';
import { frame, frameOf, run } from '../fixture.ts';

const digits = { a: 0, z: 0, factors: 0, products: 0, sum: 0 };
const right = forwardEquations(1, { units: 2, activation: 'tanh' })[0]!.right;

describe('webview/unit/equation', () => {
  it('weighted(…) is the sum of the unit and the example, and with numbers comes to z', () => {
    const numbers = unitNumbers(run, frame, 1, 0, 1)!;
    const z = weighted({ run, layer: 1, unit: 0, example: 1, numbers }, right);
    assert.equal(expressionLatex(z), 'w_{11}^{[1]}\\cdot x_{1}^{(2)}+w_{12}^{[1]}\\cdot x_{2}^{(2)}+b_{1}^{[1]}');
    const written = weightedNumbers({ numbers, digits }, z);
    assert.equal(expressionLatex(written), '0.50\\cdot(-2.00)+(-1.00)\\cdot4.00+0.25');
    assert.deepEqual(evaluate(written, () => scalarOf(0)).values, Float64Array.of(numbers.z));
  });

  it('weighted(…) of many terms names some and how many more there are; their products are one number', () => {
    const inputs = Array.from({ length: 7 }, (_, k) => ({ name: `x${k}`, column: `x${k}` }));
    const many = { ...run, inputs, shownUnits: [[0, 1, 2, 3, 4, 5, 6], ...run.shownUnits.slice(1)] };
    const values = [1, 2, 3, 4, 5, 6, 7];
    const wide = frameOf({
      'A:0': { columns: 1, values },
      'W:1': { columns: 7, values: [...values, ...values] },
      'b:1': { columns: 1, values: [-0.5, 0] },
      'A:1': { columns: 1, values: [1, 1] },
    });
    const numbers = unitNumbers(many, wide, 1, 0, 0)!;
    const z = weighted({ run: many, layer: 1, unit: 0, example: 0, numbers }, right);
    const letters = 'w_{11}^{[1]}\\cdot x_{1}^{(1)}+w_{12}^{[1]}\\cdot x_{2}^{(1)}';
    assert.equal(expressionLatex(z), `${letters}+\\dots\\text{~(5 more)}+b_{1}^{[1]}`);
    assert.equal(expressionLatex(weightedNumbers({ numbers, digits }, z)), '140.0-0.50');
  });
});
