import assert from 'node:assert/strict';
import { SlotQueue } from '../../../src/session/slotQueue.ts';

describe('TurnQueue', () => {
  it('gives turns in order of asking, never more than it has', () => {
    const queue = new SlotQueue(2);
    const begun: string[] = [];
    const owners = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
    for (const owner of owners) queue.request(owner, () => begun.push(owner.name));
    assert.deepEqual(begun, ['a', 'b']);
    queue.release(owners[1] ?? {});
    assert.deepEqual(begun, ['a', 'b', 'c']);
    queue.release(owners[0] ?? {});
    assert.deepEqual(begun, ['a', 'b', 'c', 'd']);
  });

  it('lets who has a turn begin again, and who waits wait once', () => {
    const queue = new SlotQueue(1);
    const begun: string[] = [];
    const [a, b] = [{}, {}];
    queue.request(a, () => begun.push('a'));
    queue.request(a, () => begun.push('a again'));
    queue.request(b, () => begun.push('b'));
    queue.request(b, () => begun.push('b again'));
    queue.release(a);
    queue.release(a);
    assert.deepEqual(begun, ['a', 'a again', 'b again']);
    assert.equal(queue.isWaiting(b), false);
  });

  it('gives no turn to who has stopped waiting', () => {
    const queue = new SlotQueue(1);
    const [a, b] = [{}, {}];
    queue.request(a, () => undefined);
    queue.request(b, () => assert.fail('b waits no longer'));
    assert.equal(queue.isWaiting(b), true);
    queue.release(b);
    queue.release(a);
  });
});
