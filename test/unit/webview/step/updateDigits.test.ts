/** Tests of the digits that an update of gradient descent is written with: before − α · gradient = after, as written. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { updateDigits } from '../../../../webview/step/updateDigits.ts';
import { formatValue, writtenValue } from '../../../../webview/kit/text/number.ts';

const rate = 1.2;

describe('webview/step/updateDigits', () => {
  it('updateDigits(…) writes a bias of 0.030 with the digit that its change needs', () => {
    assert.deepEqual(updateDigits([0.02967], [1.5e-4], [0.02967 - rate * 1.5e-4], rate), {
      before: 1,
      gradient: 0,
      after: 1,
      sign: '=',
    });
  });

  it('updateDigits(…) says = only where each cell holds, and nearly always finds the digits', () => {
    let held = 0;
    const cell = fc.tuple(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: -0.01, max: 0.01, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 12 }), (cells) => {
        const before = cells.map(([value]) => value);
        const gradient = cells.map(([, slope]) => slope);
        const after = cells.map(([value, slope]) => value - rate * slope);
        const digits = updateDigits(before, gradient, after, rate);
        if (digits.sign === '≈') return;
        held++;
        cells.forEach(([value, slope], index) => {
          const again = writtenValue(value, digits.before) - rate * writtenValue(slope, digits.gradient);
          assert.equal(formatValue(again, digits.after), formatValue(after[index] ?? 0, digits.after));
        });
      }),
      { seed: 1, numRuns: 200 },
    );
    assert.ok(held > 150, `${held} of 200`);
  });

  it('updateDigits(…) says ≈ where the update was another one', () => {
    assert.equal(updateDigits([1], [0.5], [0.9], rate).sign, '≈');
  });
});
