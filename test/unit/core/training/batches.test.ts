import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BatchSequence, batchLength, stepsPerEpoch } from '../../../../src/core/training/batches.ts';

/** The batches of one epoch, as lists of example numbers. */
function epoch(batches: BatchSequence, batchSize: number | 'full', seed: number): number[][] {
  const found: number[][] = [];
  for (let ended = false; !ended; ) {
    batches.choose(batchSize, seed);
    const all = batches.order ?? Uint32Array.from({ length: batches.m }, (_, i) => i);
    found.push([...all.subarray(batches.start, batches.start + batches.count)]);
    ended = batches.advance();
  }
  return found;
}

describe('BatchSequence', () => {
  it('uses every example once an epoch, in another order each time, the last batch with what is left', () => {
    const batches = new BatchSequence(10);
    const first = epoch(batches, 4, 1);
    assert.deepEqual(
      first.map((batch) => batch.length),
      [4, 4, 2],
    );
    assert.deepEqual(first.flat(), [2, 9, 8, 3, 6, 7, 1, 4, 0, 5]);
    assert.deepEqual(epoch(batches, 4, 1).flat(), [0, 6, 2, 7, 9, 8, 3, 1, 4, 5]);
    assert.equal(batches.epoch, 2);
  });

  it('one batch of all examples has no order', () => {
    const batches = new BatchSequence(5);
    for (const size of ['full', 5, 9] as const) {
      batches.choose(size, 1);
      assert.deepEqual([batches.order, batches.start, batches.count], [null, 0, 5]);
      assert.equal(batches.advance(), true);
    }
  });

  it('save() and load() keep the place within an epoch', () => {
    const batches = new BatchSequence(10);
    epoch(batches, 3, 6);
    batches.choose(3, 6);
    batches.advance();
    const other = new BatchSequence(10);
    other.load(batches.save());
    assert.deepEqual(epoch(other, 3, 999), epoch(batches, 3, 6));
    assert.equal(other.epoch, 2);
  });

  it('several steps at once end where single ones do', () => {
    const batches = new BatchSequence(10);
    batches.choose(3, 1);
    assert.equal(batches.stepsLeft, 4);
    assert.equal(batches.advance(3), false);
    assert.equal(batches.start, 9);
    batches.choose(3, 1);
    assert.deepEqual([batches.count, batches.stepsLeft], [1, 1]);
    assert.equal(batches.advance(1), true);
  });

  it('stepsPerEpoch(batchSize, m) counts the last partial batch', () => {
    assert.deepEqual(
      [stepsPerEpoch(32, 120), stepsPerEpoch('full', 120), stepsPerEpoch(1, 120), stepsPerEpoch(500, 120)],
      [4, 1, 120, 1],
    );
    assert.equal(batchLength(32, 20), 20);
  });
});
