/** Tests of a unit's lines over time: every number at its step, the strongest first choice, the bias always there. */
import assert from 'node:assert/strict';
import type { UnitHistoryAnswer } from '../../../../src/protocol/timeAnswers.ts';
import { historyLines, maxLines, nearestIndex } from '../../../../webview/unit/historyLines.ts';

const answer: UnitHistoryAnswer = {
  layer: 1,
  unit: 0,
  steps: Float64Array.of(0, 10, 20),
  inputs: ['p', 'q'],
  W: Float64Array.of(1, 2, 3, 4, 5, 6),
  dW: Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
  b: Float64Array.of(7, 8, 9),
  db: Float64Array.of(0.7, 0.8, 0.9),
};

describe('webview/unit/historyLines', () => {
  it('historyLines(answer, kind) has a line an input and one for the bias', () => {
    const lines = (kind: 'weights' | 'gradients') =>
      historyLines(answer, kind).map(({ input, values }) => [input, ...values]);
    assert.deepEqual(lines('weights'), [
      [0, 1, 3, 5],
      [1, 2, 4, 6],
      [null, 7, 8, 9],
    ]);
    assert.deepEqual(lines('gradients'), [
      [0, 0.1, 0.3, 0.5],
      [1, 0.2, 0.4, 0.6],
      [null, 0.7, 0.8, 0.9],
    ]);
  });

  it('historyLines(answer, kind) of many inputs keeps those of largest |w| at any time, in their order', () => {
    const inputs = Array.from({ length: 10 }, (_, k) => `x${k}`);
    // Input k reaches ±k in the middle and is 0 at the ends, so that the last step alone says nothing.
    const W = Float64Array.from([
      ...inputs.map(() => 0),
      ...inputs.map((_, k) => (k % 2 === 0 ? -k : k)),
      ...inputs.map(() => 0),
    ]);
    const lines = historyLines({ ...answer, inputs, W }, 'weights');
    assert.deepEqual(
      lines.map(({ input }) => input),
      [...Array.from({ length: maxLines }, (_, index) => 10 - maxLines + index), null],
    );
  });

  it('nearestPlace(steps, step) finds the step that is looked at', () => {
    assert.deepEqual(
      [-3, 4, 6, 19, 99].map((step) => nearestIndex(answer.steps, step)),
      [0, 0, 1, 2, 2],
    );
    assert.equal(nearestIndex([], 3), -1);
  });
});
