/** Tests of the pages' words: translated where a translation is known, with the values at their places. */
import assert from 'node:assert/strict';
import { setTranslations } from '../../../../src/config/wording/localize.ts';
import { localize, rich } from '../../../../webview/kit/text/l10n.ts';

describe('webview/kit/text/l10n', () => {
  afterEach(() => setTranslations({}));

  it('localize(text, …values) is English until other words are known, and where they are missing', () => {
    assert.equal(localize('Unit {0} of layer {1}', 3, 1), 'Unit 3 of layer 1');
    setTranslations({ 'Unit {0} of layer {1}': '층 {1}의 유닛 {0}' });
    assert.equal(localize('Unit {0} of layer {1}', 3, 1), '층 1의 유닛 3');
    assert.equal(localize('line {0}', 7), 'line 7');
  });

  it('a per cent sign stays on the line of its number', () => {
    setTranslations({ 'to {0} % of them': '그중 {0} %까지' });
    assert.equal(localize('to {0} % of them', 90), '그중 90\u00a0%까지');
    assert.equal(localize('at 0 % or 100 %'), 'at 0\u00a0% or 100\u00a0%');
  });

  it('rich(text, …values) keeps the values as they are, in the order of the sentence', () => {
    const symbol = { of: 'a template' };
    setTranslations({ 'Unit {0} of layer {1}': '층 {1}의 유닛 {0}' });
    assert.deepEqual(
      rich('Unit {0} of layer {1}', symbol, 2).filter((part) => part !== ''),
      ['층 ', 2, '의 유닛 ', symbol],
    );
  });
});
