/** Tests of the values on an axis: short enough for its room, and different where ticks are. */
import assert from 'node:assert/strict';
import { axisCost, axisPercent, minStep } from '../../../../webview/chart/axisText.ts';

describe('webview/chart/axisText', () => {
  it('axisCost(value) writes no zeros that say nothing', () => {
    const cases: [number, string][] = [
      [0, '0'],
      [0.5, '0.5'],
      [-0.25, '−0.25'],
      [0.07569, '0.0757'],
      [0.0005, '5·10⁻⁴'],
      [0.00012345, '1.23·10⁻⁴'],
      [12_000, '12000'],
      [100_000, '1·10⁵'],
      [150_000, '1.5·10⁵'],
      [-2e6, '−2·10⁶'],
    ];
    for (const [value, text] of cases) assert.equal(axisCost(value), text);
  });

  it('axisCost(value, step, asPower) writes all of an axis alike', () => {
    assert.deepEqual(
      [axisCost(0.001, 0, true), axisCost(0, 0, true), axisCost(0.0007, 0, true)],
      ['1·10⁻³', '0', '7·10⁻⁴'],
    );
    assert.equal(axisCost(0.0007, 0, false), '0.0007');
    assert.deepEqual([axisCost(1, 1e15, true), axisCost(-2, 0, true)], ['1', '−2']);
  });

  it('axisCost(value, step) tells neighbouring ticks apart, in few characters, down to the least step', () => {
    for (const center of [0.000_321_7, 0.012_34, 0.217_83, 0.998, 1.234_5, 31.47, 999.4, 12_345, 123_456]) {
      const step = minStep(center);
      const first = Math.round(center / step);
      const texts = [0, 1, 2, 3, 4].map((index) => axisCost((first + index) * step, step));
      assert.equal(new Set(texts).size, 5, texts.join(' '));
      for (const text of texts) assert.ok(text.replace(/[.·⁻⁰-⁹]/g, '').length <= 5, text);
    }
    assert.equal(axisCost(0.01225, 0.00025), '0.01225');
  });

  it('axisPercent(share, step) has the decimals that its ticks need', () => {
    assert.deepEqual(
      [0.997, 0.998, 0.999, 1].map((share) => axisPercent(share, 0.001)),
      ['99.7 %', '99.8 %', '99.9 %', '100 %'],
    );
    assert.deepEqual([axisPercent(0.5, 0.25), axisPercent(0.9051)], ['50 %', '91 %']);
  });
});
