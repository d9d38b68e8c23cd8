import assert from 'node:assert/strict';
import { localize, setTranslations } from '../../../../src/config/wording/localize.ts';

describe('localize(text, …values)', () => {
  afterEach(() => setTranslations({}));

  it('puts values into the English text', () => {
    assert.equal(localize('{0} of {1}', 'a', 2), 'a of 2');
    assert.equal(localize('toString'), 'toString');
    assert.equal(localize('{0}', '{1}'), '{1}');
  });

  it('puts them into the other language where it has the text', () => {
    setTranslations({ '{0} of {1}': '{1} 중 {0}' });
    assert.equal(localize('{0} of {1}', 3, 7), '7 중 3');
    assert.equal(localize('another'), 'another');
  });
});
