/** Long steps by several threads: in pieces that can be left, with the bits of whole steps by one. */
import assert from 'node:assert/strict';
import type { TrainingSettings } from '../../../../src/core/training/settings.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { engineBackend32 } from '../../../../src/engine/runtime/engineBackends.ts';
import { network, randomExamples } from '../../core/network/randomNetworks.ts';
import { plain, scaled } from '../../core/training/settings.ts';
import { countingPlatform } from './largeTraining.ts';

/** A step of 260 examples is some 8e8 multiply-adds. */
const spec = network(512, [[1024, 'relu']], [512, 'softmax'], 'categoricalCrossEntropy');
const train = randomExamples(spec, 520, 3);

function training(threads: number, change: Partial<TrainingSettings> = {}, platform = countingPlatform()): Trainer {
  const own = engineBackend32.withThreads?.({ platform, requested: threads, always: true });
  return new Trainer({
    ...{ spec, train, validation: null, initialization: scaled(0.1, 2), backend: threads > 1 ? own : engineBackend32 },
    settings: { ...plain, learningRate: 0.01, optimizer: 'adam', batchSize: 260, l2: 0.3, ...change },
  });
}

/** @returns pieces of the steps */
function walk(trainer: Trainer, step: number): number {
  let pieces = 0;
  for (; trainer.step < step; pieces++) trainer.runPart(step - trainer.step);
  return pieces;
}

const state = (trainer: Trainer) => structuredClone(trainer.checkpoint());

describe('a long step of two threads', () => {
  for (const batchSize of [260, 'full'] as const)
    it(`is done in pieces, with the bits of a whole one by one thread: ${batchSize}`, () => {
      const [one, two] = [training(1, { batchSize }), training(2, { batchSize })];
      one.run(2);
      assert.ok(walk(two, 2) >= 8);
      assert.equal(two.backend.threads, 2);
      assert.deepEqual(state(two), state(one));
      assert.deepEqual(two.gradients.values, one.gradients.values);
      two.dispose();
    });

  it('is cut within a block of examples, too, by one thread and by two, wherever it is left', () => {
    // 256 examples are one block; in one piece it would be a whole pass of 7e8 multiply-adds.
    const change = { batchSize: 256 };
    const whole = training(1, change);
    whole.run(2);
    for (const threads of [1, 2]) {
      const cut = training(threads, change);
      walk(cut, 1);
      for (let left = 1; left < 6; left += 2) {
        for (let i = 0; i < left; i++) assert.equal(cut.runPart(1), 0);
        cut.leaveStep();
      }
      const pieces = walk(cut, 2);
      assert.ok(pieces >= (threads === 1 ? 16 : 12), `${pieces} pieces by ${threads}`);
      assert.deepEqual(state(cut), state(whole));
      assert.deepEqual(cut.gradients.values, whole.gradients.values);
      cut.dispose();
    }
  });

  it('is left at any place as if it had not begun, and goes on with the same bits', () => {
    const two = training(2);
    two.run(1);
    const before = state(two);
    const other = training(2);
    // The first step also shows that threads come to the same numbers.
    walk(other, 1);
    const pieces = walk(other, 2);
    other.dispose();
    for (let left = 1; left < pieces; left += 4) {
      for (let i = 0; i < left; i++) assert.equal(two.runPart(1), 0);
      two.leaveStep();
      assert.deepEqual(state(two), before, `left after ${left} pieces`);
    }
    const one = training(1);
    one.run(2);
    walk(two, 2);
    assert.deepEqual(state(two), state(one));
    two.dispose();
  });

  it('goes on alone with the same bits when a thread is lost in the middle of it', async () => {
    const platform = countingPlatform();
    const [one, two] = [training(1), training(2, {}, platform)];
    two.run(1);
    two.runPart(1);
    platform.alive[0]?.end();
    while (platform.alive.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    walk(two, 2);
    one.run(2);
    assert.deepEqual(state(two), state(one));
    assert.equal(two.backend.threads, 1);
    two.dispose();
  });
});
