import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RunRecord } from '../../../src/record/runRecord.ts';
import { recordsBytes, runBytes, tooMany } from '../../../src/record/size.ts';

const megabyte = 2 ** 20;

/** As much of a record as its size depends on. */
function record(id: string, change: Partial<RunRecord> = {}, bytes = megabyte): RunRecord {
  const checkpoints = [{ file: 'checkpoints/1', bytes, sha256: '', step: 1, weightsSha256: '' }];
  const table = { name: 'a.csv', bytes: megabyte, sha256: 'one', rows: 1, where: '', isKept: true };
  const curve = { chunks: [], tail: {} };
  return { id, pinned: false, state: 'finished', table, curve, checkpoints, ...change } as unknown as RunRecord;
}

describe('tooMany(runs, maxBytes)', () => {
  it('counts the copy of a table once for all its runs', () => {
    const runs = [record('1'), record('2')];
    const own = runs.reduce((sum, run) => sum + runBytes(run), 0);
    assert.equal(recordsBytes(runs), own + megabyte);
  });

  it('lets the oldest go first, and no more than needed', () => {
    const runs = ['3', '1', '2', '4'].map((id) => record(id));
    assert.deepEqual(tooMany(runs, 100 * megabyte), []);
    assert.deepEqual(
      tooMany(runs, 3.5 * megabyte).map(({ id }) => id),
      ['1', '2'],
    );
  });

  it('keeps what is pinned, trains, or was interrupted, even where that is too much', () => {
    const runs = [
      record('1', { pinned: true }),
      record('2', { state: 'training' }),
      record('3', { state: 'interrupted' }),
      record('4', { state: 'stopped' }),
    ];
    assert.deepEqual(
      tooMany(runs, 0).map(({ id }) => id),
      ['4'],
    );
  });
});
