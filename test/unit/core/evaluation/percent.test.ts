import assert from 'node:assert/strict';
import { percentDigits } from '../../../../src/core/evaluation/percent.ts';

describe('percentDigits(share)', () => {
  it('is the same for every count, whether the share came in 64 bits or in 32', () => {
    for (const m of [3, 7, 8, 40, 400, 1797, 2000]) {
      for (let right = 0; right <= m; right++)
        assert.equal(percentDigits(Math.fround(right / m)), percentDigits(right / m), `${right} of ${m}`);
    }
    assert.deepEqual([percentDigits(361 / 400), percentDigits({ right: 361, m: 400 })], ['90.3', '90.3']);
    assert.equal(percentDigits(-0.12345), '-12.3');
  });

  it('rounds a count exactly, however many there are: half a tenth and more is rounded up', () => {
    const m = 9_999_999;
    for (let tenths = 0; tenths < 1000; tenths++) {
      // The first count that is nearer to the next tenth, by whole numbers alone: 2000 · right ≥ (2 · tenths + 1) · m.
      const right = Math.ceil(((2 * tenths + 1) * m) / 2000);
      assert.equal(percentDigits({ right, m }), ((tenths + 1) / 10).toFixed(1));
      assert.equal(percentDigits({ right: right - 1, m }), (tenths / 10).toFixed(1));
    }
    for (const count of [7, 400, 1797])
      for (let right = 0; right <= count; right++)
        assert.equal(percentDigits({ right, m: count }), percentDigits(right / count), `${right} of ${count}`);
  });
});
