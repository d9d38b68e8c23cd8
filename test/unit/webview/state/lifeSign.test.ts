/** A page asks whether its extension is there, and says when it is not. */
import assert from 'node:assert/strict';
import { LifeSign } from '../../../../webview/state/lifeSign.ts';

describe('webview/state/lifeSign', () => {
  it('look() asks after a silence, and tells that nobody is there when that is not answered', () => {
    let now = 0;
    let asked = 0;
    const life = new LifeSign(
      () => now,
      () => asked++,
    );
    now = 4000;
    assert.equal(life.look(), false);
    assert.equal(asked, 0);
    now = 6000;
    assert.equal(life.look(), false);
    assert.equal(asked, 1);
    life.onMessage();
    now = 11_500;
    assert.equal(life.look(), false);
    now = 16_400;
    assert.equal(life.look(), false);
    now = 17_000;
    assert.equal(life.look(), true);
    assert.equal(asked, 2);
    life.onMessage();
    assert.equal(life.look(), false);
  });
});
