/** Tests of the room for the values of charts beside each other. */
import assert from 'node:assert/strict';
import { AxisWidth } from '../../../../webview/chart/axisWidth.ts';

describe('webview/chart/axisWidth', () => {
  it('width is what the widest of all charts needs now, and never little', () => {
    const axisWidth = new AxisWidth();
    const [cost, metric] = [{}, {}];
    const widths = [
      [cost, 30],
      [metric, 57.2],
      [cost, 49],
      [metric, 20],
    ] as const;
    const found = widths.map(([chart, pixels]) => {
      axisWidth.need(chart, pixels);
      return axisWidth.width;
    });
    assert.deepEqual(found, [46, 58, 58, 49]);
  });
});
