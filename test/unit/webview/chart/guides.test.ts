import assert from 'node:assert/strict';
import type { Frame } from '../../../../src/protocol/frame.ts';
import { noCurve } from '../../../../webview/chart/curveData.ts';
import { guidesOf } from '../../../../webview/chart/guides.ts';

const theme = { lines: [], focus: [1, 0, 0], negative: [0, 1, 0], validation: [0, 0, 1] } as never;

describe('webview/chart/guides', () => {
  const at = (step: number, live: boolean) => ({ frame: { step, live } as Frame, status: null });

  it('guidesOf(state, curve, theme) dims what comes after a step of the past', () => {
    assert.deepEqual(guidesOf(at(7000, false), noCurve, theme), [
      { step: 7000, label: '', color: [1, 0, 0], dashed: false, dims: true },
    ]);
    assert.deepEqual(guidesOf(at(7000, true), noCurve, theme), []);
  });
});
