import assert from 'node:assert/strict';
import { percentDigits } from '../../../../src/core/evaluation/percent.ts';

describe('percentDigits(fraction)', () => {
  it('is the same for every count, whether the share came in 64 bits or in 32', () => {
    for (const m of [3, 7, 8, 40, 400, 1797, 2000]) {
      for (let right = 0; right <= m; right++)
        assert.equal(percentDigits(Math.fround(right / m)), percentDigits(right / m), `${right} of ${m}`);
    }
    assert.equal(percentDigits(361 / 400), '90.3');
    assert.equal(percentDigits(-0.12345), '-12.3');
  });
});
