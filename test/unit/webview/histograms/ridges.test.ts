/** Tests of the ridge lines: one a moment, in order of time, as high as the share they stand for. */
import assert from 'node:assert/strict';
import { ridgePaths } from '../../../../webview/histograms/ridges.ts';

describe('webview/histograms/ridges', () => {
  const box = { left: 10, top: 0, right: 110, bottom: 100 };
  const answer = {
    steps: Float64Array.of(0, 50, 100),
    edges: Float64Array.of(-1, 0, 1),
    shares: Float32Array.of(1, 0, 0.5, 0.5, 0.25, 0.75),
  };
  const paths = ridgePaths(answer, box);

  it('the newest line stands on the bottom, the others above it at equal distances', () => {
    const baselines = paths.map(({ baseline }) => baseline);
    assert.equal(baselines[2], 100);
    assert.ok(Math.abs((baselines[2] ?? 0) - 2 * (baselines[1] ?? 0) + (baselines[0] ?? 0)) < 1e-9);
  });

  it('a bin is as high as its share, and nothing leaves the box', () => {
    const heights = paths.map(({ path, baseline }) =>
      [...path.matchAll(/L(-?[\d.]+) (-?[\d.]+)/g)].slice(0, 2).map((point) => baseline - Number(point[2])),
    );
    assert.ok(Math.abs((heights[0]?.[0] ?? 0) - 2 * (heights[1]?.[0] ?? 0)) < 0.2);
    assert.ok(Math.abs((heights[2]?.[1] ?? 0) - 3 * (heights[2]?.[0] ?? 0)) < 0.3);
    assert.ok(
      paths.every(({ baseline }, line) => (heights[line] ?? []).every((height) => baseline - height >= box.top - 0.1)),
    );
  });
});
