import assert from 'node:assert/strict';
import { isYes, largestRow, predictedClass } from '../../../../src/core/evaluation/predictedClass.ts';

describe('A tie', () => {
  it('of yes and no is no: isYes(½) is false, the next number above is yes', () => {
    assert.deepEqual([0.5, 0.5 + 2 ** -53, 0.5 - 2 ** -54].map(isYes), [false, true, false]);
    assert.deepEqual([predictedClass([0.5], 1, 1, 0), predictedClass([0.6], 1, 1, 0)], [0, 1]);
  });

  it('of classes is the first of the largest, as argmax has it', () => {
    // Columns: (0.4, 0.4, 0.2), (0.2, 0.4, 0.4), (0.3, 0.3, 0.4)
    const values = [0.4, 0.2, 0.3, 0.4, 0.4, 0.3, 0.2, 0.4, 0.4];
    assert.deepEqual(
      [0, 1, 2].map((i) => largestRow(values, 3, 3, i)),
      [0, 1, 2],
    );
  });
});
