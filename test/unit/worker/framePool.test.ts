import assert from 'node:assert/strict';
import { FramePool } from '../../../src/worker/framePool.ts';

function taken(pool: FramePool): ArrayBuffer {
  const buffer = pool.take();
  assert.ok(buffer);
  return buffer;
}

describe('FramePool', () => {
  it('has two buffers, and none when both are away', () => {
    const pool = new FramePool(10);
    assert.equal(taken(pool).byteLength, 40);
    taken(pool);
    assert.equal(pool.take(), null);
    assert.equal(pool.hasFree, false);
  });

  it('gives a returned buffer out again', () => {
    const pool = new FramePool(10);
    const first = taken(pool);
    taken(pool);
    pool.give(first);
    assert.equal(pool.take(), first);
  });

  it('takes no buffer of another size and never more than it gave away', () => {
    const pool = new FramePool(10);
    pool.give(new ArrayBuffer(40));
    taken(pool);
    taken(pool);
    pool.give(new ArrayBuffer(44));
    assert.equal(pool.hasFree, false);
    for (let i = 0; i < 5; i++) pool.give(new ArrayBuffer(40));
    taken(pool);
    taken(pool);
    assert.equal(pool.take(), null);
  });
});
