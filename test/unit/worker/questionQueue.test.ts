import assert from 'node:assert/strict';
import { QuestionQueue } from '../../../src/worker/questionQueue.ts';

/** Turns whose rests between two beginnings a test decides. */
function manual() {
  const deferred: (() => void)[] = [];
  const turns = new QuestionQueue((callback) => deferred.push(callback));
  const begun: number[] = [];
  const ask = (n: number) => turns.turn().then(() => begun.push(n));
  const rest = async () => {
    deferred.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { ask, rest, begun, deferred };
}

describe('Turns', () => {
  it('begin one at a time, in the order of asking, each after what has arrived was heard', async () => {
    const { ask, rest, begun, deferred } = manual();
    for (let n = 0; n < 10_000; n++) void ask(n);
    assert.deepEqual(begun, []);
    // Ten thousand wait behind one callback: a message that arrives is heard before the next of them.
    assert.equal(deferred.length, 1);
    for (let n = 0; n < 3; n++) {
      await rest();
      assert.deepEqual(
        begun,
        Array.from({ length: n + 1 }, (_, i) => i),
      );
      assert.equal(deferred.length, 1);
    }
  });

  it('come again after all were had', async () => {
    const { ask, rest, begun, deferred } = manual();
    for (const n of [1, 2]) {
      void ask(n);
      await rest();
      assert.equal(deferred.length, 0);
    }
    assert.deepEqual(begun, [1, 2]);
  });
});
