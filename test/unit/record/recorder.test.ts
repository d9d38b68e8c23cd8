import assert from 'node:assert/strict';
import { RandomState } from '../../../src/core/network/random.ts';
import { weightsSha256 } from '../../../src/platform/node/fingerprint.ts';
import { type WriteRun, writeRun } from '../../../src/record/writing.ts';
import { RunRecorder } from '../../../src/run/record/runRecorder.ts';
import { builtRun } from '../model/smallRun.ts';
import { MemorySystem } from './memorySystem.ts';
import { finish, kept, recordOf, storeOn, trainRecorded } from './recordedRun.ts';

const id = '20261130-100000-aaaaaa';

/** @param taking called with every checkpoint that is taken */
async function recorded(clock: { now: number }, taking: () => void, wrap?: (write: WriteRun) => WriteRun) {
  const store = storeOn(new MemorySystem(new RandomState(1)));
  const run = await builtRun({ epochs: 8, batchSize: 8 }, 0);
  const first = recordOf(run, id);
  const lock = await store.create(first, kept);
  const fingerprint = (values: Float64Array): string => {
    taking();
    return weightsSha256(values);
  };
  const write = wrap?.((writing) => writeRun({ store, renew: lock.renew, fingerprint }, writing));
  return {
    store,
    run,
    recorder: new RunRecorder({ store, lock, record: first, run, fingerprint, now: () => clock.now, write }),
  };
}

describe('RunRecorder', () => {
  it('lets a training go on whose checkpoints cannot be taken, and writes the rest', async () => {
    const clock = { now: 0 };
    let isBroken = true;
    const training = await recorded(clock, () => {
      if (isBroken) throw new RangeError('Array buffer allocation failed');
    });
    const { store, recorder } = training;
    await trainRecorded(training, () => {
      clock.now += 4000;
    });
    await recorder.settled();
    assert.ok(recorder.problem instanceof RangeError);
    const found = await store.read(id);
    assert.ok(found.step > 0 && found.curve.tail.step.length > 0);
    assert.deepEqual([found.checkpoints, found.weightsSha256], [[], null]);
    isBroken = false;
    await finish(training);
    assert.equal(recorder.problem, null);
    assert.equal((await store.read(id)).checkpoints.length, 1);
  });

  it('writes soon, then after twice as long, every 3 s, and every 10 s where a checkpoint takes long', async () => {
    const clock = { now: 0 };
    let length = 0;
    const taken: number[] = [];
    const { run, recorder } = await recorded(clock, () => {
      taken.push(clock.now);
      clock.now += length;
    });
    run.trainer.run(1);
    const wait = async (until: number): Promise<void> => {
      for (; clock.now < until; clock.now += 10) {
        recorder.save({ seconds: clock.now / 1000, costsAt: {}, startCost: null });
        await recorder.settled();
      }
    };
    await wait(10_000);
    assert.deepEqual(taken, [250, 750, 1750, 3750, 6750, 9750]);
    length = 2000;
    await wait(40_000);
    assert.deepEqual(taken.slice(6), [12_750, 24_750, 36_750]);
    run.trainer.dispose();
  });

  it('writes more rarely where another thread has long to do with it, and never twice at a time', async () => {
    const clock = { now: 0 };
    const taken: number[] = [];
    let finishWriting = (): void => undefined;
    const slow =
      (write: WriteRun): WriteRun =>
      async (writing) => {
        taken.push(clock.now);
        await new Promise<void>((done) => {
          finishWriting = done;
        });
        return write(writing);
      };
    const { run, recorder, store } = await recorded(clock, () => undefined, slow);
    run.trainer.run(1);
    for (; clock.now < 22_000; clock.now += 50) {
      recorder.save({ seconds: clock.now / 1000, costsAt: {}, startCost: null });
      if (clock.now < (taken.at(-1) ?? 0) + 100) continue;
      finishWriting();
      await recorder.settled();
    }
    // Fifty times the 100 ms.
    assert.deepEqual(taken, [250, 5250, 10_250, 15_250, 20_250]);
    assert.equal((await store.read(id)).checkpoints.length, 1);
    run.trainer.dispose();
  });
});
