import assert from 'node:assert/strict';
import { voiceOf } from '../../../../webview/controls/rateVoice.ts';

describe('webview/controls/rateVoice', () => {
  it('voiceOf(answer) tells of rises where they are many, else of the start', () => {
    const of = (rose: number, steps: number, startRate: number | null = 1.93) =>
      voiceOf({ startRate, rose, of: steps }, true);
    assert.deepEqual(of(47, 100), {
      text: 'Cost rose in 47 of the last 100 steps',
      isWorrying: true,
    });
    assert.deepEqual(of(19, 100), { text: '2/λmax = 1.93 at the start', isWorrying: false });
    assert.equal(voiceOf({ startRate: 1, rose: 47, of: 100 }, false).isWorrying, false);
    assert.equal(of(9, 10).isWorrying, false);
    assert.equal(of(0, 100, null).text, '');
  });
});
