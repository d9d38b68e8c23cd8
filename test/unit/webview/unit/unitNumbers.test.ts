/** Tests of a unit's arithmetic: what the card shows against sums done by hand. */
import assert from 'node:assert/strict';
import { preActivations } from '../../../../webview/state/numbers.ts';
import { unitNumbers } from '../../../../webview/unit/unitNumbers.ts';
import { frame, frameOf, run } from '../fixture.ts';

describe('webview/unit/unitNumbers', () => {
  it('unitNumbers(…) gives z = Σ w·x + b, a and g′ of one unit for one example', () => {
    const numbers = unitNumbers(run, frame, 1, 0, 1);
    assert.ok(numbers);
    assert.deepEqual(
      numbers.terms.map(({ weight, input, product, gradient }) => [weight, input, product, gradient]),
      [
        [0.5, -2, -1, 0.125],
        [-1, 4, -4, -0.5],
      ],
    );
    assert.equal(numbers.bias, 0.25);
    assert.equal(numbers.z, -4.75);
    assert.ok(Math.abs(numbers.a - Math.tanh(-4.75)) < 1e-7);
    assert.ok(Math.abs((numbers.slope ?? 0) - 1 / Math.cosh(4.75) ** 2) < 1e-6);
    assert.equal(numbers.rest, null);
  });

  it('unitNumbers(…) says what units that are not shown add, when g can be turned round', () => {
    const partly = { ...run, inputs: [...run.inputs, { name: 'x3', column: 'x3' }] };
    const rest = unitNumbers(partly, frame, 1, 0, 0)?.rest ?? Number.NaN;
    assert.ok(Math.abs(rest) < 1e-6, `the shown inputs explain all of z, yet ${rest} is left`);
  });

  it('unitNumbers(…) has no g′ where z is not a number, and takes z from a where that tells it', () => {
    const leaky = { ...run, layers: run.layers.map((layer) => ({ ...layer, activation: 'leakyRelu' as const })) };
    const diverged = frameOf({
      'A:0': { columns: 1, values: [1, -1] },
      'W:1': { columns: 2, values: [Infinity, Infinity, 1, 1] },
      'b:1': { columns: 1, values: [0, 0] },
      'A:1': { columns: 1, values: [Infinity, 0] },
    });
    const seen = ([unit, of]: readonly [number, typeof run]) => {
      const numbers = unitNumbers(of, diverged, 1, unit, 0);
      return [numbers?.z, numbers?.slope];
    };
    assert.deepEqual(seen([0, run]), [Number.NaN, null]);
    assert.deepEqual(seen([0, leaky]), [Infinity, 1]);
    assert.deepEqual(seen([1, leaky]), [0, 1]);
  });

  it('unitNumbers(…) knows no gradient where the frame has none, which is not a gradient of 0', () => {
    const forward = frameOf({
      'A:0': { columns: 1, values: [1, -1] },
      'W:1': { columns: 2, values: [1, 1, 1, 1] },
      'b:1': { columns: 1, values: [0, 0] },
      'A:1': { columns: 1, values: [0, 0] },
    });
    const numbers = unitNumbers(run, forward, 1, 0, 0);
    assert.deepEqual([numbers?.terms[0]?.gradient, numbers?.biasGradient], [null, null]);
  });

  it('unitNumbers(…) is null for an input and where the frame lacks a part', () => {
    assert.equal(unitNumbers(run, frame, 0, 0, 0), null);
    assert.equal(unitNumbers(run, frame, 2, 0, 0), null);
    assert.equal(unitNumbers(run, frameOf({}), 1, 0, 0), null);
  });

  it('preActivations(…) gives z of every example', () => {
    assert.deepEqual([...(preActivations(frame, 1, 0) ?? [])], [0.5, -4.75, 1.5]);
    assert.deepEqual([...(preActivations(frame, 1, 1) ?? [])], [1.5625, -3.5, 0.25]);
  });
});
