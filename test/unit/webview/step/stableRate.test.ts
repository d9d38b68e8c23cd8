/** What is said of α beside 2/λmax. */
import assert from 'node:assert/strict';
import { rateSentence } from '../../../../webview/step/stableRate.ts';

describe('webview/step/stableRate', () => {
  it('rateSentence(α, 2/λmax) says on which side α is, with both numbers', () => {
    assert.match(rateSentence(1.2, 0.4312), /^α = 1\.2 is above 2\/λmax = 0\.43 /);
    assert.match(rateSentence(0.1, 0.4312), /^α = 0\.1 is below 2\/λmax = 0\.43 /);
  });
});
