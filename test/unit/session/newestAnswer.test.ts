import assert from 'node:assert/strict';
import { NewestAnswer } from '../../../src/session/newestAnswer.ts';

interface Given {
  readonly promise: Promise<object>;
  readonly resolve: (value: object) => void;
  readonly reject: (reason: Error) => void;
}

function given(): Given {
  let functions: Omit<Given, 'promise'> = { resolve: () => undefined, reject: () => undefined };
  const promise = new Promise<object>((resolve, reject) => {
    functions = { resolve, reject };
  });
  return { promise, ...functions };
}

describe('NewestAnswer', () => {
  const first = { says: 'first' };
  const second = { says: 'second' };

  it('gives each answer when they come in the order of the questions', async () => {
    const newest = new NewestAnswer();
    assert.equal(await newest.of(Promise.resolve(first)), first);
    assert.equal(await newest.of(Promise.resolve(second)), second);
  });

  it('keeps back an answer that a newer question has overtaken, whichever comes first', async () => {
    for (const newerFirst of [false, true]) {
      const newest = new NewestAnswer();
      const [older, newer] = [given(), given()];
      const taken = [newest.of(older.promise), newest.of(newer.promise)];
      if (newerFirst) newer.resolve(second);
      await Promise.resolve();
      older.resolve(first);
      newer.resolve(second);
      assert.deepEqual(await Promise.all(taken), [null, second]);
    }
  });

  it('passes on the failure of the newest question only', async () => {
    const newest = new NewestAnswer();
    const [older, newer] = [given(), given()];
    const taken = [newest.of(older.promise), newest.of(newer.promise)] as const;
    older.reject(new Error('of the older'));
    newer.reject(new Error('of the newer'));
    assert.equal(await taken[0], null);
    await assert.rejects(taken[1], /of the newer/);
  });
});
