/** Tests of the digits that equations are written with: what one reckons from the written numbers is what is written. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  digitsFor,
  digitsToDiffer,
  equalsSign,
  isTrueAsWritten,
  maxMore,
  sumOfProducts,
} from '../../../../webview/kit/text/equationDigits.ts';
import { formatValue, writtenValue } from '../../../../webview/kit/text/number.ts';
import { SteadyDigits, sumDigits, sumSign, unitDigits } from '../../../../webview/unit/unitDigits.ts';
import type { UnitNumbers } from '../../../../webview/unit/unitNumbers.ts';

/** −9.6712·1.2043 + 3.0049·3.5801 − 0.3702, and its tanh. */
const numbers: UnitNumbers = (() => {
  const terms = [
    { from: 0, weight: -9.6712, input: 1.2043, product: -9.6712 * 1.2043, gradient: 0 },
    { from: 1, weight: 3.0049, input: 3.5801, product: 3.0049 * 3.5801, gradient: 0 },
  ];
  const z = terms.reduce((sum, { product }) => sum + product, -0.3702);
  const a = Math.tanh(z);
  return { activation: 'tanh', terms, bias: -0.3702, biasGradient: 0, z, a, slope: 1 - a * a, rest: null };
})();

describe('webview/kit/text/equationDigits', () => {
  it('digitsFor(equations) finds the fewest digits with which the sum of the written numbers is the written sum', () => {
    const factors = numbers.terms.flatMap(({ weight, input }) => [weight, input]);
    const equation = {
      operands: [...factors, numbers.bias],
      result: numbers.z,
      compute: sumOfProducts(factors.length),
    };
    assert.equal(isTrueAsWritten(equation, 0), false);
    const more = digitsFor([equation]) ?? Number.NaN;
    const [w1 = 0, x1 = 0, w2 = 0, x2 = 0, b = 0] = equation.operands.map((operand) => writtenValue(operand, more));
    assert.equal(formatValue(w1 * x1 + w2 * x2 + b), formatValue(numbers.z));
    assert.equal(isTrueAsWritten(equation, more - 1), false);
  });

  it('equalsSign(equation, more) says ≈ where even the most digits are not enough', () => {
    const equation = {
      operands: [1e7 / 3, -1e7 / 3, 1e-3],
      result: 1e-3,
      compute: ([x = 0, y = 0]: readonly number[]) => x + y,
    };
    assert.equal(digitsFor([equation]), null);
    assert.equal(equalsSign(equation, maxMore), '≈');
  });

  it('digitsToDiffer(before, after) shows each change that can be shown', () => {
    assert.equal(digitsToDiffer([-0.021, 2.25], [-0.02101, 2.26]), 2);
    assert.equal(digitsToDiffer([1.5, 2.25], [1.5, 2.26]), 0);
    assert.equal(digitsToDiffer([1.5, 2.251], [1.5 + 1e-12, 2.2514]), 2);
  });

  it('sumOfProducts(factors) multiplies pairs and adds the rest', () => {
    assert.equal(sumOfProducts(4)([2, 3, 5, 7, 1, -4]), 2 * 3 + 5 * 7 + 1 - 4);
    assert.equal(sumOfProducts(0)([2, 3]), 5);
  });

  it('unitDigits(numbers) writes a so that 1 − a² is the written g′, also where a is nearly 1', () => {
    for (const z of [-3.3721, 1.2944, 5.9123]) {
      const a = Math.fround(Math.tanh(z));
      const slope = 1 - a * a;
      const digits = unitDigits({ ...numbers, z, a, slope }, 0.01, new SteadyDigits());
      assert.equal(formatValue(1 - writtenValue(a, digits.a) ** 2), formatValue(slope), `z = ${z}`);
      assert.equal(formatValue(Math.tanh(writtenValue(z, digits.z)), digits.a), formatValue(a, digits.a), `z = ${z}`);
    }
  });

  it('SteadyDigits only grow while one looks at the same thing', () => {
    const steady = new SteadyDigits();
    steady.follow('unit 1');
    assert.deepEqual(
      [steady.atLeast('a', 1), steady.atLeast('a', 3), steady.atLeast('a', 0), steady.atLeast('z', 0)],
      [1, 3, 3, 0],
    );
    steady.follow('unit 2');
    assert.equal(steady.atLeast('a', 0), 0);
  });

  it('sumDigits(…) writes factors that give the products, and products that add up to z − b and with the bias to z', () => {
    const pair = fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }));
    let held = 0;
    fc.assert(
      fc.property(
        fc.array(pair, { minLength: 1, maxLength: 7 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (pairs, bias) => {
          const terms = pairs.map(([weight, input], from) => ({
            from,
            weight,
            input,
            product: weight * input,
            gradient: 0,
          }));
          const z = terms.reduce((sum, { product }) => sum + product, bias);
          const unit = { ...numbers, terms, z, bias };
          const digits = sumDigits({ listed: terms, others: [] }, unit, 0, new SteadyDigits(), maxMore);
          const { factors, products, sum } = digits;
          if (factors === maxMore) return;
          held++;
          assert.equal(sumSign(unit, digits, 0), '=');
          for (const { weight, input, product } of terms)
            assert.equal(
              formatValue(writtenValue(weight, factors) * writtenValue(input, factors), products),
              formatValue(product, products),
            );
          const total = terms.reduce((above, { product }) => above + writtenValue(product, products), 0);
          assert.equal(formatValue(total + writtenValue(bias, factors)), formatValue(z));
          if (terms.length > 4) assert.equal(formatValue(total, sum), formatValue(z - bias, sum));
        },
      ),
      { seed: 1, numRuns: 200 },
    );
    assert.ok(held > 100, `${held} of 200`);
  });

  it('sumDigits(…) stays below the most digits that there is room for', () => {
    const narrow = sumDigits({ listed: numbers.terms, others: [] }, numbers, 3, new SteadyDigits(), 1);
    assert.deepEqual([narrow.factors, narrow.products <= 1, sumSign(numbers, narrow, 3)], [1, true, '≈']);
  });
});
