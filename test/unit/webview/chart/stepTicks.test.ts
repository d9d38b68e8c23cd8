/** Tests of the time axis: its ends are named, round numbers between them lie on nothing. */
import assert from 'node:assert/strict';
import { stepTicks } from '../../../../webview/chart/stepTicks.ts';

const widthOf = (step: number): number => 6 * String(step).length;

describe('webview/chart/stepTicks', () => {
  it('stepTicks(from, to, width, widthOf) names both ends and what is round between them', () => {
    assert.deepEqual(stepTicks(0, 812, 264, widthOf), [0, 200, 400, 600, 812]);
    assert.deepEqual(stepTicks(0, 900, 300, widthOf), [0, 200, 400, 600, 900]);
    assert.deepEqual(stepTicks(123, 457, 300, widthOf), [123, 200, 300, 400, 457]);
  });

  it('stepTicks(from, to, …) names whole steps only', () => {
    assert.deepEqual(stepTicks(0, 2, 600, widthOf), [0, 1, 2]);
    assert.deepEqual(stepTicks(0, 0, 600, widthOf), [0]);
  });

  it('stepTicks(from, to, width, widthOf) keeps names apart in any room', () => {
    for (const width of [40, 90, 170, 300, 620]) {
      for (const to of [1, 7, 99, 401, 6_000, 123_456]) {
        const ticks = stepTicks(0, to, width, widthOf);
        assert.deepEqual([ticks[0], ticks.at(-1)], [0, to]);
        const spans = ticks.slice(1, -1).map((step) => ({ middle: (step / to) * width, half: widthOf(step) / 2 }));
        const starts = [...spans.map(({ middle, half }) => middle - half), width - widthOf(to)];
        const ends = [widthOf(0), ...spans.map(({ middle, half }) => middle + half)];
        if (spans.length > 0)
          starts.forEach((start, index) => assert.ok(start - (ends[index] ?? 0) >= 4, `${to} in ${width}`));
      }
    }
  });
});
