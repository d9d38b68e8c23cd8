/** What the page of the gradient check says: whether the gradients are right, and whether it is ε that errs. */
import assert from 'node:assert/strict';
import type { GradientsAnswer } from '../../../../src/protocol/answers.ts';
import { bestOf, sentenceOf, worstOf } from '../../../../webview/matrix/checkPart.ts';

const { NaN: unknown } = Number;

function answer(errors: readonly number[]): GradientsAnswer {
  return {
    ...{ layer: 1, total: 900, m: 23 },
    cells: [
      { row: 0, column: 0 },
      { row: 0, column: null },
    ],
    epsilons: Float64Array.from(errors, (_, k) => 10 ** (-1 - k)),
    ...{ analytic: new Float64Array(2), numeric: new Float64Array(2 * errors.length) },
    ...{ relative: new Float64Array(2 * errors.length), errors: Float64Array.from(errors) },
  };
}

describe('webview/matrix/checkPart', () => {
  it('bestOf(errors) and worstOf(relative) pass over what a kink leaves unknown', () => {
    assert.equal(bestOf(Float64Array.of(unknown, 1e-3, 1e-9, 1e-8)), 2);
    assert.equal(worstOf(Float64Array.of(unknown, 1e-9, 1e-8, unknown)), 2);
    assert.equal(worstOf(Float64Array.of(1e-9, 0)), 0);
  });

  it('sentenceOf(answer, ε): right, wrong by ε, wrong by itself, unknown', () => {
    const mixed = answer([1e-2, 2.41e-9]);
    assert.equal(
      sentenceOf(mixed, 1),
      '‖g − ĝ‖ / (‖g‖ + ‖ĝ‖) = 2.4·10⁻⁹ over 2 of 900 parameters with ε = 10⁻²: the gradients are right.',
    );
    assert.match(sentenceOf(mixed, 0), /with ε = 10⁻¹\. It is this ε that errs: with 10⁻² the gradients agree\.$/);
    assert.match(sentenceOf(answer([1e-2, 1e-3]), 1), /No ε makes them agree/);
    assert.match(sentenceOf(answer([unknown]), 0), /A kink of the activation/);
  });
});
