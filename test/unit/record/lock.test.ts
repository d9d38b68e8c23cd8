import assert from 'node:assert/strict';
import { RandomState } from '../../../src/core/network/random.ts';
import { nodeRecordFiles } from '../../../src/platform/node/records/nodeRecordFiles.ts';
import { sha256 } from '../../../src/platform/node/fingerprint.ts';
import { isLocked, takeLock } from '../../../src/record/lock.ts';
import type { RecordMachine } from '../../../src/record/recordFiles.ts';
import { MemorySystem } from './memorySystem.ts';

describe('takeLock(files, machine, folder)', () => {
  const setUp = () => {
    const files = nodeRecordFiles('/locks', new MemorySystem(new RandomState(1)));
    const alive = new Set([1, 2]);
    const clock = { now: 1e12 };
    let tokens = 0;
    const renewals = new Set<() => void>();
    const every = (_milliseconds: number, work: () => void) => {
      renewals.add(work);
      return () => void renewals.delete(work);
    };
    const machine = (process: number, host = 'here'): RecordMachine => ({
      ...{ host, process, sha256, every, now: () => clock.now, token: () => `t${++tokens}` },
      isAlive: (other) => alive.has(other),
    });
    return { files, alive, clock, machine, renewals };
  };

  it('is one process’s alone until it gives it free', async () => {
    const { files, machine } = setUp();
    const lock = await takeLock(files, machine(1), 'run');
    assert.ok(lock);
    assert.equal(await takeLock(files, machine(2), 'run'), null);
    assert.equal(await isLocked(files, machine(2), 'run'), true);
    await lock.release();
    assert.equal(await isLocked(files, machine(2), 'run'), false);
    assert.ok(await takeLock(files, machine(2), 'run'));
  });

  it('passes on when its process is gone, and the one before never writes again', async () => {
    const { files, machine, alive } = setUp();
    const first = await takeLock(files, machine(1), 'run');
    alive.delete(1);
    assert.equal(await isLocked(files, machine(2), 'run'), false);
    const second = await takeLock(files, machine(2), 'run');
    assert.equal(await first?.renew(), false);
    await first?.release();
    assert.equal(await second?.renew(), true);
  });

  it('passes on when there was no sign of life for a minute, from whatever computer', async () => {
    const { files, machine, clock } = setUp();
    const first = await takeLock(files, machine(7, 'there'), 'run');
    assert.equal(await isLocked(files, machine(2), 'run'), true);
    clock.now += 50_000;
    assert.equal(await first?.renew(), true);
    clock.now += 50_000;
    assert.equal(await isLocked(files, machine(2), 'run'), true);
    clock.now += 20_000;
    assert.ok(await takeLock(files, machine(2), 'run'));
  });

  it('is renewed by a clock of its own until it is given free or is lost', async () => {
    const { files, machine, clock, renewals } = setUp();
    const lock = await takeLock(files, machine(1), 'run');
    for (let i = 0; i < 3; i++) {
      clock.now += 50_000;
      assert.equal(renewals.size, 1);
      for (const renew of renewals) renew();
      await lock?.renew();
    }
    assert.equal(await isLocked(files, machine(2), 'run'), true);
    // A renewal that is under way does not bring back what is given free.
    for (const renew of renewals) renew();
    await lock?.release();
    assert.deepEqual([await isLocked(files, machine(2), 'run'), renewals.size], [false, 0]);
    assert.deepEqual(await files.names('run'), []);
    const lost = await takeLock(files, machine(1), 'run');
    await files.remove('run');
    assert.deepEqual([await lost?.renew(), renewals.size, await files.names('run')], [false, 0, []]);
  });

  it('is given to one of many that find a dead one at once', async () => {
    const { files, machine, alive } = setUp();
    await takeLock(files, machine(1), 'run');
    alive.delete(1);
    const taken = await Promise.all([2, 2, 2, 2].map((process) => takeLock(files, machine(process), 'run')));
    const renewed = await Promise.all(taken.map((lock) => lock?.renew()));
    assert.equal(renewed.filter(Boolean).length, 1);
  });
});
