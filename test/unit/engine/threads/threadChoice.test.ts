import assert from 'node:assert/strict';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { engineBackend32 } from '../../../../src/engine/runtime/engineBackends.ts';
import { ThreadPool, minOperations } from '../../../../src/engine/threads/threadPool.ts';
import { threadCount } from '../../../../src/engine/threads/platform.ts';
import { ThreadChoice } from '../../../../src/engine/threads/threadChoice.ts';
import { countingPlatform, largeTraining } from './largeTraining.ts';

describe('ThreadChoice', () => {
  /** Trains for so long on a clock of its own, in calls of one step. @returns threads of the steps */
  function train(choice: ThreadChoice, milliseconds: number, took: (threads: number, at: number) => number): number[] {
    const used: number[] = [];
    for (let now = 0; now < milliseconds; ) {
      const threads = choice.next;
      const time = took(threads, now);
      choice.took(threads, 1, time);
      used.push(threads);
      now += time;
    }
    return used;
  }

  it('tries both in turns, then takes all threads when they are faster', () => {
    const used = train(new ThreadChoice(4), 250, (threads) => (threads === 1 ? 3 : 1));
    assert.deepEqual(used.slice(0, 12), [1, 1, 4, 4, 4, 4, 1, 1, 4, 4, 4, 4]);
    assert.ok(used.slice(24).every((threads) => threads === 4));
  });

  it('takes one when all are slower, or hardly faster', () => {
    for (const slow of [5, 2.9]) {
      const used = train(new ThreadChoice(2), 250, (threads) => (threads === 1 ? 3 : slow));
      assert.ok(used.slice(24).every((threads) => threads === 1));
    }
  });

  it('is not led astray by a single slow turn', () => {
    let calls = 0;
    const used = train(new ThreadChoice(2), 1500, (threads) => {
      if (++calls === 9) return 400;
      return threads === 1 ? 3 : 1.6;
    });
    assert.ok(used.slice(-100).filter((threads) => threads === 2).length > 80);
  });

  it('asks again, and follows what has changed', () => {
    const two = (at: number): number => (at < 10_000 ? 1.6 : 6);
    const busy = (threads: number, at: number): number => (threads === 1 ? 3 : two(at));
    const used = train(new ThreadChoice(2), 40_000, busy);
    assert.equal(used[3000], 2);
    assert.equal(used.at(-1), 1);
    // While nothing changes, contests become rare: a hundredth of the steps at most.
    assert.ok(used.slice(-2000).filter((threads) => threads === 2).length < 40);
  });
});

describe('threadCount(wanted, platform)', () => {
  it('is half of the machine, two where there are two, or what is wanted', () => {
    const automatic = (reserved: number) =>
      [1, 2, 3, 4, 6, 8, 16, 64].map((cores) => threadCount(0, { cores, reserved }));
    assert.deepEqual(automatic(0), [1, 2, 2, 2, 3, 4, 8, 8]);
    // Beside an editor, which needs one of them.
    assert.deepEqual(automatic(1), [1, 1, 2, 2, 3, 4, 8, 8]);
    assert.deepEqual(
      [1, 3, 100].map((requested) => threadCount(requested, { cores: 2, reserved: 1 })),
      [1, 3, 8],
    );
  });
});

describe('the thread pool of a training', () => {
  it('wants no shared memory for small work, or for one thread', () => {
    const threadPool = (requested: number): ThreadPool => new ThreadPool({ platform: countingPlatform(), requested });
    assert.equal(threadPool(2).wants(minOperations), true);
    assert.equal(threadPool(2).wants(minOperations - 1), false);
    assert.equal(threadPool(1).wants(minOperations), false);
    assert.equal(engineBackend32.withThreads?.({ platform: countingPlatform(), requested: 1 }), engineBackend32);
  });

  it('lets the training begin alone while its threads are on their way', () => {
    const platform = countingPlatform(() => ({ hasEnded: false, end: () => undefined }));
    const options = largeTraining(2);
    const large = { ...options, settings: { ...options.settings, batchSize: 'full' as const } };
    const backend = engineBackend32.withThreads?.({ platform, requested: 2 }) ?? assert.fail('the engine has threads');
    const [trainer, one] = [new Trainer({ ...large, backend }), new Trainer({ ...large, backend: engineBackend32 })];
    for (const each of [trainer, one]) each.run(3);
    assert.deepEqual(trainer.parameters.values, one.parameters.values);
    assert.equal(backend.threads, 1);
    assert.deepEqual(backend.notes, []);
    trainer.dispose();
  });
});
