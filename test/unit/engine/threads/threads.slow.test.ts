/** Trainings by one, two and three threads: the same bits, also when a thread is lost or does wrong. */
import assert from 'node:assert/strict';
import { noticeText } from '../../../../src/config/wording/notice.ts';
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { RandomState } from '../../../../src/core/network/random.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import type { TrainerOptions } from '../../../../src/core/training/trainerOptions.ts';
import { lanesOf } from '../../../../src/engine/assembler/lanes.ts';
import { engineBackend, engineBackend32, wideBackend32 } from '../../../../src/engine/runtime/engineBackends.ts';
import { layoutFor } from '../../../../src/engine/memory/layout.ts';
import { wordIndex } from '../../../../src/engine/memory/barrierWords.ts';
import type { Helper } from '../../../../src/engine/threads/platform.ts';
import { nodeThreads } from '../../../../src/platform/node/nodeThreads.ts';
import { randomExamples } from '../randomNetwork.ts';
import { countingPlatform, largeTraining } from './largeTraining.ts';

function hash({ parameters, gradients, batchCost }: Trainer): string {
  return createHash('sha256')
    .update(parameters.values)
    .update(gradients.values)
    .update(String(batchCost))
    .digest('hex');
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A trainer whose steps are done by so many threads. */
function threaded(options: TrainerOptions, threads: number, platform = countingPlatform(), backend = engineBackend32) {
  const own =
    backend.withThreads?.({ platform, requested: threads, always: true }) ?? assert.fail('the engine has threads');
  return { trainer: new Trainer({ ...options, backend: own }), backend: own, platform };
}

const title = ({ spec, settings, train }: TrainerOptions): string =>
  `${[spec.inputs, ...spec.layers.map(({ units, activation }) => `${units} ${activation}`)].join('-')}, m ${train.m}, ${settings.optimizer}, batches of ${settings.batchSize}, λ ${settings.l2}`;

for (const backend of [engineBackend, engineBackend32, wideBackend32]) {
  describe(`threads of ${backend.name} in ${backend.precision}`, () => {
    for (let seed = 1; seed <= 8; seed++) {
      const options = largeTraining(seed);
      it(`${title(options)}: 1, 2 and 3 come to the same bits`, () => {
        const one = new Trainer({ ...options, backend });
        const others = [2, 3].map((threads) => threaded(options, threads, countingPlatform(), backend));
        for (const steps of [1, 7, 4]) {
          one.run(steps);
          for (const [n, { trainer, backend: own }] of others.entries()) {
            trainer.run(steps);
            assert.equal(own.threads, n + 2);
            assert.equal(hash(trainer), hash(one), `${n + 2} threads after ${one.step} steps`);
          }
        }
        for (const { trainer } of others) trainer.dispose();
      });
    }
  });
}

describe('the threads of a training', () => {
  const options = largeTraining(3);

  it('agree with phases, and go on with other settings, larger batches and the whole set', () => {
    const { trainer } = threaded({ ...options, settings: { ...options.settings, batchSize: 20 } }, 2);
    const phases = new Trainer({
      ...options,
      settings: { ...options.settings, batchSize: 20 },
      backend: engineBackend32,
    });
    for (const batchSize of [20, 45, 'full', 31] as const) {
      for (const each of [trainer, phases]) each.apply({ batchSize, learningRate: 0.003 });
      trainer.run(3);
      const end = phases.step + 3;
      while (phases.step < end) phases.advancePhase();
      assert.equal(hash(trainer), hash(phases), `batches of ${batchSize}`);
    }
    trainer.dispose();
  });

  it('diverge at the same step', () => {
    const layers = [100, 2].map((units) => ({ units, activation: 'linear' as const }));
    const linear = { ...options, spec: { inputs: 128, layers, loss: 'squaredError' as const, leakySlope: 0.01 } };
    const train = randomExamples(linear.spec, 90, new RandomState(1));
    const wild = {
      ...linear,
      train,
      settings: { ...options.settings, learningRate: 10, optimizer: 'gradientDescent' as const },
    };
    const [{ trainer }, one] = [threaded(wild, 2), new Trainer({ ...wild, backend: engineBackend32 })];
    for (const each of [trainer, one]) each.run(50);
    assert.equal(one.outcome?.reason, 'diverged');
    assert.deepEqual(trainer.outcome, one.outcome);
    trainer.dispose();
  });

  it('serve the training alone: sessions beside it have one', () => {
    const { trainer, backend, platform } = threaded(options, 2);
    const beside = new Trainer({ ...options, backend });
    for (const each of [trainer, beside]) each.run(2);
    assert.equal(platform.alive.length, 1);
    assert.equal(hash(beside), hash(trainer));
    trainer.dispose();
  });

  it('end with it; so do those of twenty trainings', async () => {
    const platform = countingPlatform();
    for (let cycle = 0; cycle < 20; cycle++) {
      const { trainer } = threaded(options, 2, platform);
      if (cycle < 3) trainer.run(2);
      trainer.dispose();
    }
    await until(() => platform.alive.length === 0);
  });

  it('are not missed when one is known to have ended', async () => {
    const { trainer, backend, platform } = threaded(options, 3);
    const one = new Trainer({ ...options, backend: engineBackend32 });
    trainer.run(2);
    platform.alive[0]?.end();
    await until(() => platform.alive.length === 1);
    trainer.run(3);
    one.run(5);
    assert.equal(hash(trainer), hash(one));
    assert.equal(backend.threads, 1);
    assert.deepEqual(backend.notes?.map(noticeText), [
      'This training goes on without further threads: one of them has ended.',
    ]);
    await until(() => platform.alive.length === 0);
    trainer.dispose();
  });
});

/** Comes to so many barriers of the first step and does none of its work. */
function idler(options: TrainerOptions, barriers: number): (program: { memory: unknown }) => Helper {
  const layout = layoutFor(options.spec, options.train.m, { whole: true, gathered: 0 }, lanesOf.float32, true);
  const place = Object.fromEntries(
    (['command', 'arrived', 'generation', 'present', 'threads'] as const).map((word) => [
      word,
      wordIndex(layout, word),
    ]),
  );
  const text = `
    const { memory, place, barriers } = require('node:worker_threads').workerData;
    const words = new Int32Array(memory.buffer);
    Atomics.add(words, place.present, 1);
    Atomics.wait(words, place.command, 0, 1);
    while (Atomics.load(words, place.command) === 0);
    for (let n = 0; n < barriers; n++) {
      const old = Atomics.load(words, place.generation);
      if (Atomics.add(words, place.arrived, 1) === words[place.threads] - 1) {
        Atomics.store(words, place.arrived, 0);
        Atomics.add(words, place.generation, 1);
        Atomics.notify(words, place.generation);
      }
      while (Atomics.load(words, place.generation) === old);
    }`;
  return ({ memory }) => {
    const worker = new Worker(text, { eval: true, workerData: { memory, place, barriers } });
    // That it has ended is what nobody knows.
    return { hasEnded: false, end: () => void worker.terminate() };
  };
}

describe('a thread that is lost', () => {
  // One block of panels: four barriers a step.
  const base = largeTraining(5, 64);
  const options: TrainerOptions = { ...base, settings: { ...base.settings, batchSize: 'full' } };

  for (const [barriers, what] of [
    [0, 'before the step'],
    [1, 'among the panels'],
    [3, 'with half of the parameters updated'],
  ] as const) {
    it(`${what}, unnoticed: the steps begin again, by one`, () => {
      const { trainer, backend } = threaded(options, 2, countingPlatform(idler(options, barriers)));
      const one = new Trainer({ ...options, backend: engineBackend32 });
      for (const each of [trainer, one]) each.run(5);
      assert.equal(hash(trainer), hash(one));
      assert.equal(backend.threads, 1);
      assert.deepEqual(backend.notes?.map(noticeText), [
        'This training goes on without further threads: one of them did not come back.',
      ]);
      trainer.dispose();
    });
  }

  it('killed between two calls, unnoticed: the steps begin again, by one', () => {
    const helpers: Helper[] = [];
    const platform = countingPlatform((program, thread) => {
      const helper = nodeThreads.start(program, thread);
      helpers.push(helper);
      return { hasEnded: false, end: () => helper.end() };
    });
    const { trainer, backend } = threaded(options, 2, platform);
    const one = new Trainer({ ...options, backend: engineBackend32 });
    trainer.run(3);
    assert.equal(backend.threads, 2);
    helpers[0]?.end();
    trainer.run(3);
    one.run(6);
    assert.equal(hash(trainer), hash(one));
    assert.deepEqual(backend.notes?.map(noticeText), [
      'This training goes on without further threads: one of them did not come back.',
    ]);
    trainer.dispose();
  });

  it('or computes something else is given up after the first step, which shows it', () => {
    const { trainer, backend } = threaded(options, 2, countingPlatform(idler(options, 4)));
    const one = new Trainer({ ...options, backend: engineBackend32 });
    for (const each of [trainer, one]) each.run(5);
    assert.equal(hash(trainer), hash(one));
    assert.deepEqual(backend.notes?.map(noticeText), [
      'This training goes on without further threads: they do not come to the same numbers as one thread.',
    ]);
    trainer.dispose();
  });
});
