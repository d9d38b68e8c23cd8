/** Whether the tables of recorded runs are still what they were. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { TableStates } from '../../../../src/platform/node/records/tableStates.ts';
import { sha256 } from '../../../../src/platform/node/fingerprint.ts';

describe('TableStates', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nn-tables-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function runOn(text: string) {
    const bytes = new TextEncoder().encode(text);
    const known = { where: '../../a.csv', bytes: bytes.length, sha256: sha256(bytes) };
    const table = { ...known, name: 'a.csv', rows: 1, isKept: false };
    return { place: { root: join(folder, '.nn-runs') }, record: { id: 'x', table } };
  }

  it('are the same until a look has found otherwise, and a look says whether it has found anything', async () => {
    const [run, other] = [runOn('a,b\n1,2\n'), runOn('a,b\n1,3\n')];
    const path = join(folder, 'a.csv');
    writeFileSync(path, 'a,b\n1,2\n');
    const states = new TableStates();
    assert.equal(states.of(other), 'same', 'nobody has looked');
    assert.equal(await states.look([run, other]), true);
    assert.deepEqual([states.of(run), states.of(other)], ['same', 'changed']);
    assert.equal(await states.look([run, other]), false);
    writeFileSync(path, 'a,b\n1,3\n');
    // As after a copy that kept nothing of its time.
    utimesSync(path, 1, 1);
    assert.equal(await states.look([run, other]), true);
    assert.deepEqual([states.of(run), states.of(other)], ['changed', 'same']);
    rmSync(path);
    assert.equal(await states.look([run, other]), true);
    assert.deepEqual([states.of(run), states.of(other)], ['gone', 'gone']);
    assert.equal(await states.look([run]), false);
  });
});
