import assert from 'node:assert/strict';
import { typedStep } from '../../../../webview/time/timeBar.ts';

describe('webview/time/timeBar', () => {
  it('typedStep(text, first, last) takes a step with or without separators, and the nearest one that is recorded', () => {
    assert.equal(typedStep('7000', 0, 10000), 7000);
    assert.equal(typedStep(' 7,000 ', 0, 10000), 7000);
    assert.equal(typedStep('20000', 0, 10000), 10000);
    assert.equal(typedStep('3', 50, 10000), 50);
    for (const text of ['', 'abc', '-5', '1.5', '1e3']) assert.equal(typedStep(text, 0, 10000), null, text);
  });
});
