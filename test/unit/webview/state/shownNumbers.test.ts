/** Tests of the numbers a page shows: one moment everywhere, and the present never taken from a frame of the past. */
import assert from 'node:assert/strict';
import { cursorNumbers, shownNumbers } from '../../../../webview/state/shownNumbers.ts';
import { frameOf, status } from '../fixture.ts';

const frame = {
  ...frameOf({ scalars: { columns: 6, values: [0.5, Number.NaN, 0.25, Number.NaN, 100, 400] } }),
  step: 400,
};

describe('webview/state/shownNumbers', () => {
  it('shownNumbers(state) takes all from the frame while the training runs', () => {
    const shown = shownNumbers({ frame, status });
    assert.deepEqual(
      [shown?.step, shown?.epoch, shown?.cost, shown?.validationCost, shown?.trainMetric],
      [400, 400, 0.5, null, 0.25],
    );
  });

  it('shownNumbers(state) has the counts of a frame, so that 361 of 400 is no rounded fraction', () => {
    const scalars = [0.5, 0.6, 361, 88, 100, 400, 400, Number.NaN, 0.1, 400, 97];
    const shown = shownNumbers({
      frame: { ...frameOf({ scalars: { columns: 11, values: scalars } }), step: 400 },
      status,
    });
    assert.deepEqual(shown?.trainMetric, { right: 361, m: 400 });
    assert.deepEqual(shown?.validationMetric, { right: 88, m: 97 });
  });

  it('shownNumbers(state) takes all from the status of a run that stands still, until its last frame comes', () => {
    const paused = { ...status, state: 'paused' } as const;
    assert.equal(shownNumbers({ frame, status: paused })?.cost, status.cost);
    assert.equal(shownNumbers({ frame: { ...frame, step: status.step }, status: paused })?.cost, 0.5);
    assert.equal(shownNumbers({ frame: null, status })?.step, status.step);
    assert.equal(shownNumbers({ frame: null, status: null }), null);
  });

  it('a frame of the past is the cursor’s, not the present', () => {
    const past = { ...frame, live: false };
    assert.equal(shownNumbers({ frame: past, status })?.step, status.step);
    assert.equal(cursorNumbers({ frame: past, status })?.step, 400);
    assert.equal(cursorNumbers({ frame, status })?.step, 400);
  });
});
