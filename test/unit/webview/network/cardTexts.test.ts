import assert from 'node:assert/strict';
import type { TemplateResult } from 'lit';
import { describe, it } from 'mocha';
import { unitCardText } from '../../../../webview/network/cardTexts.ts';
import { frame, run } from '../fixture.ts';

/** Everything a template fills in, one after another. */
function filledIn({ values }: TemplateResult): string {
  return values.map((value) => (typeof value === 'string' ? value : '')).join(' ');
}

describe('unitCardText(run, frame, layer, row)', () => {
  it('says that numbers are not there before the first frame instead of writing 0', () => {
    const before = filledIn(unitCardText(run, null, 1, 0));
    assert.match(before, /–/);
    assert.doesNotMatch(before, /0\.00/);
  });

  it('writes mean and bias of the frame', () => {
    assert.doesNotMatch(filledIn(unitCardText(run, frame, 1, 0)), /–/);
  });
});
