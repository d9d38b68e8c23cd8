/** Tests of the curves as points and rows. */
import assert from 'node:assert/strict';
import { curvePoints } from '../../../../webview/chart/curveData.ts';
import { sampleIndices } from '../../../../webview/kit/plot/ticks.ts';

const curve = {
  rows: 5,
  columns: 3,
  values: Float32Array.of(0, 10, 20, 0.5, 0.25, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 0, 0.5, 0.75, 0, 0, 0),
};

describe('webview/chart/curveData', () => {
  it('curvePoints(curve, name) leaves out what is not finite, and for a logarithmic axis what is not positive', () => {
    assert.deepEqual(curvePoints(curve, 'cost', false), [
      { x: 0, y: 0.5 },
      { x: 10, y: 0.25 },
    ]);
    assert.equal(curvePoints(curve, 'validationCost', false).length, 0);
    assert.equal(curvePoints(curve, 'trainMetric', true).length, 2);
  });

  it('sampleIndices(columns, most) has the first and the last place', () => {
    assert.deepEqual(sampleIndices(3, 24), [0, 1, 2]);
    const indices = sampleIndices(600, 24);
    assert.equal(indices.length, 24);
    assert.deepEqual([indices[0], indices.at(-1)], [0, 599]);
  });
});
