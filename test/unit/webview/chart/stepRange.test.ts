/** Tests of the stretch of steps that is shown, of smoothing, and of the curves as files. */
import assert from 'node:assert/strict';
import Papa from 'papaparse';
import { bestPoint, curvePoints, wholeRange } from '../../../../webview/chart/curveData.ts';
import { curvesCsv } from '../../../../webview/chart/exportCurves.ts';
import { smoothed } from '../../../../webview/chart/smooth.ts';
import { inside, moved, zoomed } from '../../../../webview/chart/stepRange.ts';

const whole = { from: 0, to: 1000 };
const nan = Number.NaN;

describe('webview/chart/stepRange', () => {
  it('zoomed(range, whole, center, factor) keeps the center where it is', () => {
    assert.deepEqual(zoomed(whole, whole, 400, 0.5), { from: 200, to: 700 });
    assert.deepEqual(zoomed({ from: 200, to: 700 }, whole, 400, 2), null);
  });

  it('stays inside the run, and never shows fewer steps than can be seen', () => {
    assert.deepEqual(zoomed({ from: 0, to: 100 }, whole, 0, 0.5), { from: 0, to: 50 });
    assert.deepEqual(moved({ from: 800, to: 950 }, whole, 1), { from: 850, to: 1000 });
    assert.deepEqual(inside({ from: 10, to: 10 }, whole), { from: 10, to: 14 });
  });
});

describe('webview/chart/curveData and exportCurves', () => {
  const values = [
    [0, 10, 20, 30],
    [0.75, 0.5, 0.25, 0.125],
    [0.75, 0.5, 0.625, 0.75],
    [0.5, 0.5, nan, 1],
    [nan, nan, nan, nan],
  ].flat();
  const curve = { rows: 5, columns: 4, values: Float32Array.from(values) };

  it('bestPoint(curve) is the least validation cost, once it has risen', () => {
    assert.deepEqual(bestPoint(curve), { x: 10, y: 0.5 });
    const falling = Float32Array.from([0, 1, 0.5, 0.25, 0.5, 0.25, 1, 1, 1, 1]);
    assert.equal(bestPoint({ rows: 5, columns: 2, values: falling }), null);
  });

  it('wholeRange(curve) has a length before there are steps', () => {
    assert.deepEqual(wholeRange(null), { from: 0, to: 10 });
    assert.deepEqual(wholeRange(curve), { from: 0, to: 30 });
  });

  it('curvesCsv(curve, metric) reads back as the same numbers, with gaps where none is known', () => {
    const { data, errors } = Papa.parse<Record<string, string>>(curvesCsv(curve, 'accuracy').trim(), { header: true });
    assert.deepEqual(errors, []);
    assert.deepEqual(
      data.map((row) => Number(row['validation_cost'])),
      [0.75, 0.5, 0.625, 0.75],
    );
    assert.deepEqual(
      data.map((row) => row['train_accuracy']),
      ['0.5', '0.5', '', '1'],
    );
  });

  it('smoothed(points, weight) leaves a constant alone, nears the mean of noise, and begins at the first value', () => {
    const constant = [0, 1, 2, 3].map((x) => ({ x, y: 5 }));
    for (const { y } of smoothed(constant, 0.9)) assert.ok(Math.abs(y - 5) < 1e-12);
    const noise = Array.from({ length: 200 }, (_, x) => ({ x, y: x % 2 === 0 ? 1 : 3 }));
    const last = smoothed(noise, 0.9).at(-1)?.y ?? 0;
    assert.ok(Math.abs(last - 2) < 0.06, String(last));
    assert.equal(smoothed(noise, 0.9)[0]?.y, 1);
    assert.deepEqual(smoothed(curvePoints(curve, 'cost', false), 0), curvePoints(curve, 'cost', false));
  });
});
