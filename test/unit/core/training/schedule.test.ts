/** Rates as formulas, and what a schedule must not change: resumed, replayed and fused trainings are the same to the last bit. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BatchSequence } from '../../../../src/core/training/batches.ts';
import { learningRateAt, type Schedule } from '../../../../src/core/training/schedule.ts';
import { defaultSettings } from '../../../../src/core/training/settings.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import type { TrainerOptions } from '../../../../src/core/training/trainerOptions.ts';
import { engineBackend, engineBackend32 } from '../../../../src/engine/runtime/engineBackends.ts';
import { distance } from '../../engine/kernels/distance.ts';
import { network, randomExamples } from '../network/randomNetworks.ts';
import { plain, scaled } from './settings.ts';

const constant = defaultSettings.schedule;
const kinds: readonly Schedule[] = [
  { ...constant, kind: 'constant', warmUp: 3 },
  { ...constant, kind: 'step', every: 2, factor: 0.3 },
  { ...constant, kind: 'step', every: 3, factor: 0.5, warmUp: 2 },
  { ...constant, kind: 'cosine', to: 0.1 },
  { ...constant, kind: 'cosine', warmUp: 4 },
];

const spec = network(3, [[5, 'tanh']], [2, 'softmax'], 'categoricalCrossEntropy');

function options(schedule: Schedule, change: Partial<TrainerOptions['settings']> = {}): TrainerOptions {
  return {
    spec,
    train: randomExamples(spec, 50, 1),
    validation: randomExamples(spec, 20, 2),
    initialization: { ...scaled(1, 3), scheme: 'xavier' },
    settings: { ...plain, optimizer: 'adamW', learningRate: 0.05, batchSize: 16, epochs: 10, schedule, ...change },
  };
}

/** The rate of every step up to the end. */
function rates(trainer: Trainer): number[] {
  const found: number[] = [];
  for (; !trainer.outcome; trainer.run(1)) found.push(trainer.learningRate);
  return found;
}

describe('learningRateAt(settings, span)', () => {
  const at = (schedule: Partial<Schedule>, before: number, after = before + 0.25): number =>
    learningRateAt({ learningRate: 0.8, epochs: 20, schedule: { ...constant, ...schedule } }, { before, after });

  it('constant is α itself', () => {
    for (const before of [0, 0.25, 7.5, 19.75]) assert.equal(at({}, before), 0.8);
  });

  it('step is α · factor^⌊e/every⌋', () => {
    for (const [before, stages] of [
      [0, 0],
      [4.75, 0],
      [5, 1],
      [9.75, 1],
      [10, 2],
      [19.75, 3],
    ] as const)
      assert.equal(at({ kind: 'step', every: 5, factor: 0.5 }, before), 0.8 * 0.5 ** stages);
  });

  it('cosine is α at first, half-way between α and to · α in the middle, and comes down to to · α', () => {
    const rule = { kind: 'cosine', to: 0.2 } as const;
    assert.equal(at(rule, 0), 0.8);
    assert.ok(Math.abs(at(rule, 10) - 0.8 * 0.6) < 1e-15);
    assert.ok(Math.abs(at(rule, 20) - 0.8 * 0.2) < 1e-15);
    for (const before of [1, 3.5, 12.25, 19])
      assert.ok(Math.abs(at(rule, before) - 0.8 * (0.2 + 0.8 * Math.cos((Math.PI * before) / 40) ** 2)) < 1e-15);
  });

  it('the warm-up rises in a straight line and reaches α with its last step', () => {
    for (const kind of ['constant', 'cosine'] as const) {
      assert.equal(at({ kind, warmUp: 4 }, 0), 0.8 * (0.25 / 4));
      assert.equal(at({ kind, warmUp: 4 }, 1.75), 0.8 * 0.5);
      assert.equal(at({ kind, warmUp: 4 }, 3.75), 0.8);
      assert.equal(at({ kind, warmUp: 4 }, 4), 0.8);
    }
    assert.ok(Math.abs(at({ kind: 'cosine', warmUp: 4 }, 12) - 0.4) < 1e-15);
  });

  it('a warm-up longer than the training never divides by nothing', () => {
    for (const warmUp of [20, 30]) {
      const rate = at({ kind: 'cosine', warmUp }, 19.75, 20);
      assert.ok(Math.abs(rate - 0.8 * (20 / warmUp)) < 1e-15);
    }
  });
});

describe('BatchSequence.spanOf(batchSize, ahead)', () => {
  it('counts parts of epochs, and whole epochs where a step takes all', () => {
    const batches = new BatchSequence(10);
    assert.deepEqual(batches.spanOf(4, 2), { before: 0.8, after: 1 });
    assert.deepEqual(batches.spanOf('full', 3), { before: 3, after: 4 });
    batches.choose(4, 1);
    batches.advance();
    assert.deepEqual(batches.spanOf(4), { before: 0.4, after: 0.8 });
    assert.deepEqual(batches.spanOf('full'), { before: 0.4, after: 1 });
  });
});

describe('a training with a schedule', () => {
  it('has the rate of each step from its place alone, four steps an epoch', () => {
    const found = rates(new Trainer(options({ ...constant, kind: 'step', every: 2, factor: 0.5 })));
    assert.deepEqual(
      found,
      Array.from({ length: 40 }, (_, s) => 0.05 * 0.5 ** Math.floor(s / 8)),
    );
  });

  it('does the steps of a training whose rate is set by hand before each', () => {
    for (const schedule of kinds) {
      const scheduled = new Trainer(options(schedule));
      const byHand = new Trainer(options(constant));
      for (const rate of rates(new Trainer(options(schedule)))) {
        byHand.apply({ learningRate: rate });
        byHand.run(1);
      }
      scheduled.run(1000);
      assert.deepEqual(scheduled.parameters.values, byHand.parameters.values);
    }
  });

  for (const batchSize of [16, 'full'] as const) {
    for (const backend of [undefined, engineBackend, engineBackend32]) {
      const name = `${backend?.name ?? 'reference'} ${backend?.precision ?? 'float64'}, batches of ${batchSize}`;

      it(`resumed, by phases and in one call: the same bits (${name})`, () => {
        for (const schedule of kinds) {
          const open = (): Trainer => new Trainer({ ...options(schedule, { batchSize }), backend });
          const [whole, single, phases, resumed] = [open(), open(), open(), open()];
          whole.run(9);
          for (let step = 0; step < 9; step++) single.run(1);
          while (phases.step < 9) phases.advancePhase();
          const start = open();
          start.run(5);
          resumed.restore(start.checkpoint());
          resumed.run(4);
          for (const other of [single, phases, resumed]) {
            assert.deepEqual(other.parameters.values, whole.parameters.values, schedule.kind);
            assert.equal(other.learningRate, whole.learningRate);
          }
        }
      });
    }
  }

  it('the engine follows the reference to the end', () => {
    for (const schedule of kinds) {
      for (const [backend, tolerance] of [
        [engineBackend, 1e-10],
        [engineBackend32, 2e-3],
      ] as const) {
        const [engine, reference] = [
          new Trainer({ ...options(schedule, { epsilon: 1e-3 }), backend }),
          new Trainer(options(schedule, { epsilon: 1e-3 })),
        ];
        for (const trainer of [engine, reference]) trainer.run(1000);
        assert.equal(engine.step, 40);
        assert.ok(distance(engine.parameters.values, reference.parameters.values) < tolerance);
      }
    }
  });

  it('a change in mid-step holds from the next step on', () => {
    const trainer = new Trainer(options(constant));
    trainer.run(10);
    trainer.advancePhase();
    trainer.apply({ schedule: { ...constant, kind: 'step', every: 2, factor: 0.1 } });
    assert.equal(trainer.learningRate, 0.05);
    trainer.run(1);
    assert.equal(trainer.learningRate, 0.05 * 0.1);
  });

  it('early stopping ends it at the same step, whoever computes, and takes the best weights back', () => {
    const stop = { earlyStopping: { patience: 2, minDelta: 0 }, epochs: 200, learningRate: 0.3 };
    const schedule: Schedule = { ...constant, kind: 'cosine', warmUp: 1 };
    const [engine, reference] = [
      new Trainer({ ...options(schedule, stop), backend: engineBackend }),
      new Trainer(options(schedule, stop)),
    ];
    for (const trainer of [engine, reference]) trainer.run(1000);
    assert.equal(reference.outcome?.reason, 'earlyStopping');
    assert.deepEqual([engine.step, engine.outcome?.reason], [reference.step, 'earlyStopping']);
    assert.ok(distance(engine.parameters.values, reference.parameters.values) < 1e-9);
  });

  it('a checkpoint from before there were schedules goes on with the constant rate', () => {
    const trainer = new Trainer(options(constant));
    trainer.run(5);
    const { schedule: _schedule, weightDecay: _decay, ...old } = trainer.settings;
    const resumed = new Trainer(options(constant));
    resumed.restore({ ...trainer.checkpoint(), settings: old as TrainerOptions['settings'] });
    assert.equal(resumed.learningRate, 0.05);
  });

  it('refuses what means nothing, by name', () => {
    for (const [change, message] of [
      [{ warmUp: -1 }, /schedule\.warmUp: expected a whole number from 0/],
      [{ every: 0.5 }, /schedule\.every: expected a whole number from 1/],
      [{ factor: 0 }, /schedule\.factor: expected a number above 0, at most 1/],
      [{ to: 2 }, /schedule\.to: expected a number from 0 to 1/],
    ] as const)
      assert.throws(() => new Trainer(options({ ...constant, ...change })), message);
  });
});
