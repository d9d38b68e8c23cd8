import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OneAtATime } from '../../../src/session/oneAtATime.ts';

describe('OneAtATime', () => {
  /** What each round saw, and how to end the one that is on its way. */
  function work(state: { now: string }) {
    const seen: string[] = [];
    const ends: (() => void)[] = [];
    const one = new OneAtATime(() => {
      seen.push(state.now);
      return new Promise((end) => ends.push(end));
    });
    const end = async (): Promise<void> => {
      ends.shift()?.();
      await new Promise(setImmediate);
    };
    return { one, seen, end };
  }

  it('does at once what is asked for while nothing is done', async () => {
    const state = { now: 'a' };
    const { one, seen, end } = work(state);
    one.ask();
    assert.deepEqual(seen, ['a']);
    await end();
    state.now = 'b';
    one.ask();
    assert.deepEqual(seen, ['a', 'b']);
  });

  it('does it once more, after it, however often it was asked for meanwhile', async () => {
    const state = { now: 'a' };
    const { one, seen, end } = work(state);
    one.ask();
    for (state.now of ['b', 'c', 'd']) one.ask();
    assert.deepEqual(seen, ['a']);
    await end();
    assert.deepEqual(seen, ['a', 'd']);
    await end();
    assert.deepEqual(seen, ['a', 'd']);
  });
});
