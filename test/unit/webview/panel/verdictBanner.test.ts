/** The end of a training is a verdict, with what can be done about it. */
import assert from 'node:assert/strict';
import type { Verdict } from '../../../../src/core/evaluation/verdict.ts';
import type { RunStatus } from '../../../../src/protocol/run.ts';
import { verdictActions, verdictKind, verdictSentences } from '../../../../webview/panel/verdictBanner.ts';
import { run, status } from '../fixture.ts';

const earlier: Verdict = {
  code: 'bestWasEarlier',
  severity: 'warning',
  values: { epoch: 90, cost: 0.21, end: 0.44 },
};
const r2: Verdict = { code: 'rSquaredNotPositive', severity: 'failure', values: { part: 'validation', r2: -0.2 } };

const ended = (change: Partial<RunStatus>): RunStatus => ({ ...status, state: 'finished', ...change });
const commands = (change: Partial<RunStatus>): readonly string[] =>
  verdictActions(ended(change)).map(({ command }) => command);

describe('webview/panel/verdictBanner', () => {
  it('is as grave as its gravest finding', () => {
    assert.equal(verdictKind(ended({ verdict: [r2, earlier] })), 'error');
    assert.equal(verdictKind(ended({ verdict: [earlier] })), 'warning');
    assert.equal(verdictKind(ended({})), 'information');
    assert.match(verdictSentences(ended({ verdict: [r2] }), run)[0] ?? '', /R²/);
  });

  it('offers the best weights and early stopping where an earlier epoch was better, and each only once', () => {
    assert.deepEqual(commands({ verdict: [r2] }), []);
    assert.deepEqual(commands({ verdict: [earlier] }), ['takeBackWeights', 'stopEarly']);
    assert.deepEqual(commands({ verdict: [earlier], weightsOf: 90 }), ['stopEarly']);
    assert.deepEqual(commands({ weightsOf: 90, undoableWeights: 1 }), ['undoTakeBack']);
    const effective = { ...status.effective, earlyStopping: { patience: 5, minDelta: 0 } };
    assert.deepEqual(commands({ verdict: [earlier], effective }), ['takeBackWeights']);
  });
});
