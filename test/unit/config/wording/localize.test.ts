import assert from 'node:assert/strict';
import { say, speak } from '../../../../src/config/wording/localize.ts';

describe('say(text, …values)', () => {
  afterEach(() => speak({}));

  it('puts values into the English text', () => {
    assert.equal(say('{0} of {1}', 'a', 2), 'a of 2');
    assert.equal(say('toString'), 'toString');
    assert.equal(say('{0}', '{1}'), '{1}');
  });

  it('puts them into the other language where it has the text', () => {
    speak({ '{0} of {1}': '{1} 중 {0}' });
    assert.equal(say('{0} of {1}', 3, 7), '7 중 3');
    assert.equal(say('another'), 'another');
  });
});
