/** Tests of the value axis: enough names on a logarithmic one, however much of a decade it covers. */
import assert from 'node:assert/strict';
import { isNamed } from '../../../../webview/chart/timeAxis.ts';

describe('webview/chart/chartOptions', () => {
  const named = (values: readonly number[]) => {
    const ticks = values.map((value) => ({ value }));
    return values.filter((value) => isNamed(value, ticks));
  };
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];

  it('isNamed(value, ticks) goes by the decades of the axis, not by how many ticks there are', () => {
    const part = Array.from({ length: 51 }, (_, index) => (20 + index) / 100);
    assert.deepEqual(named(part), [0.2, 0.3, 0.5, 0.7]);
    assert.deepEqual(named([...digits, 10, 20]), [1, 2, 5, 10, 20]);
    assert.deepEqual(named([0.01, 0.1, 1].flatMap((decade) => digits.map((digit) => digit * decade))), [0.01, 0.1, 1]);
  });
});
