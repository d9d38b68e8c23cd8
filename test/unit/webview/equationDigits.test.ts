/** Tests of the digits that equations are written with: what one reckons from the written numbers is what is written. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { digitsFor, digitsToDiffer, equalsSign, isTrueAsWritten, mostMore, sumOfProducts } from '../../../webview/text/equationDigits.ts';
import { formatValue, writtenValue } from '../../../webview/text/number.ts';
import { SteadyDigits, tableDigits, unitDigits, zEquation } from '../../../webview/unit/unitDigits.ts';
import type { UnitNumbers } from '../../../webview/unit/unitNumbers.ts';

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

describe('webview/text/equationDigits', () => {
  it('digitsFor(equations) finds the fewest digits with which the sum of the written numbers is the written sum', () => {
    const equation = zEquation(numbers, true, 0);
    assert.equal(isTrueAsWritten(equation, 0), false);
    const more = digitsFor([equation]) ?? Number.NaN;
    const [w1 = 0, x1 = 0, w2 = 0, x2 = 0, b = 0] = equation.operands.map((operand) => writtenValue(operand, more));
    assert.equal(formatValue(w1 * x1 + w2 * x2 + b), formatValue(numbers.z));
    assert.equal(isTrueAsWritten(equation, more - 1), false);
  });

  it('equalsSign(equation, more) says ≈ where even the most digits are not enough', () => {
    const equation = { operands: [1e7 / 3, -1e7 / 3, 1e-3], result: 1e-3, compute: ([x = 0, y = 0]: readonly number[]) => x + y };
    assert.equal(digitsFor([equation]), null);
    assert.equal(equalsSign(equation, mostMore), '≈');
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
    assert.deepEqual([steady.atLeast('a', 1), steady.atLeast('a', 3), steady.atLeast('a', 0), steady.atLeast('z', 0)], [1, 3, 3, 0]);
    steady.follow('unit 2');
    assert.equal(steady.atLeast('a', 0), 0);
  });

  it('tableDigits(…) writes factors that give the products, and products that add up to z', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -9, max: 9 }), fc.double({ min: -3, max: 3 })), { minLength: 1, maxLength: 4 }),
        (pairs) => {
          const terms = pairs.map(([weight, input], from) => ({ from, weight, input, product: weight * input, gradient: 0 }));
          const z = terms.reduce((sum, { product }) => sum + product, 0.25);
          const { factors, products } = tableDigits(terms, { ...numbers, terms, z, bias: 0.25 }, [], 0);
          for (const { weight, input, product } of factors < mostMore ? terms : [])
            assert.equal(
              formatValue(writtenValue(weight, factors) * writtenValue(input, factors), products),
              formatValue(product, products),
            );
        },
      ),
      { seed: 1, numRuns: 200 },
    );
    const { factors, products } = tableDigits(numbers.terms, numbers, [], 0);
    const written = numbers.terms.map(({ product }) => writtenValue(product, products));
    assert.equal(
      formatValue(written.reduce((sum, product) => sum + product, writtenValue(numbers.bias, products))),
      formatValue(numbers.z),
    );
    assert.ok(factors > 0);
  });
});
