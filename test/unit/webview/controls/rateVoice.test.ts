import assert from 'node:assert/strict';
import { voiceOf } from '../../../../webview/controls/rateVoice.ts';

describe('webview/controls/rateVoice', () => {
  it('voiceOf(answer) tells of rises where they are many, else of the start', () => {
    const of = (rose: number, steps: number, startRate: number | null = 1.93) =>
      voiceOf({ startRate, rose, of: steps }, true);
    const worried = of(47, 100);
    assert.deepEqual([worried.text, worried.isWorrying], ['rose in 47 of 100', true]);
    assert.match(worried.title, /^The cost rose in 47 of the last 100 steps/);
    const calm = of(19, 100);
    assert.deepEqual([calm.text, calm.isWorrying], ['2/λmax = 1.93', false]);
    assert.match(calm.title, /^With the initial weights/);
    assert.equal(voiceOf({ startRate: 1, rose: 47, of: 100 }, false).isWorrying, false);
    assert.equal(of(9, 10).isWorrying, false);
    assert.equal(of(0, 100, null).text, '');
  });
});
