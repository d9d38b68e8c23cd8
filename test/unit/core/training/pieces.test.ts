/** Steps that take long: in pieces, with the bits of whole steps, and left at any place as if they had never begun. */
import assert from 'node:assert/strict';
import type { Backend } from '../../../../src/core/training/backend.ts';
import type { NetworkSpec } from '../../../../src/core/network/network.ts';
import { pieceWork } from '../../../../src/core/network/pieces.ts';
import { parameterCount } from '../../../../src/core/network/shape.ts';
import { optimizers, type TrainingSettings } from '../../../../src/core/training/settings.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { referenceBackend } from '../../../../src/core/training/referenceBackend.ts';
import { updateVectors } from '../../../../src/engine/program/updatePieces.ts';
import { engineBackend } from '../../../../src/engine/runtime/engineBackends.ts';
import { network, randomExamples } from '../network/randomNetworks.ts';
import { plain, scaled } from './settings.ts';

/** In the reference a step of 250 examples is some fifty pieces. */
const spec = network(
  200,
  [
    [250, 'tanh'],
    [200, 'relu'],
  ],
  [3, 'softmax'],
  'categoricalCrossEntropy',
);
const examples = randomExamples(spec, 500, 3);

function training(
  change: Partial<TrainingSettings>,
  backend?: Backend,
  of: NetworkSpec = spec,
  m = examples.m,
): Trainer {
  return new Trainer({
    spec: of,
    train: of === spec ? examples : randomExamples(of, m, 3),
    validation: null,
    initialization: scaled(0.1, 2),
    settings: { ...plain, learningRate: 0.01, batchSize: 250, l2: 0.3, weightDecay: 0.1, ...change },
    ...(backend ? { backend } : {}),
  });
}

/** To a step, piece by piece. @returns calls that it took */
function walk(trainer: Trainer, step: number): number {
  let calls = 0;
  while (trainer.step < step) {
    trainer.runPart(step - trainer.step);
    calls++;
  }
  return calls;
}

/** What takes steps of these sizes for long. */
const long = (backend: Backend): Backend => ({
  ...backend,
  open: (...training) => Object.assign(backend.open(...training), { longWork: 1 }),
});

const state = (trainer: Trainer) => structuredClone(trainer.checkpoint());

describe('A step that takes long', () => {
  it('has pieces of a few milliseconds of work each', () => {
    const calls = walk(training({}), 1);
    assert.ok(calls >= (2.5 * parameterCount(spec) * 250) / pieceWork, `${calls} pieces`);
  });

  for (const optimizer of optimizers)
    it(`has the bits of whole steps with ${optimizer}`, () => {
      const schedule = { ...plain.schedule, warmUp: 3 };
      const [whole, pieces] = [training({ optimizer, schedule }), training({ optimizer, schedule })];
      whole.run(3);
      walk(pieces, 3);
      assert.deepEqual(state(pieces), state(whole));
      assert.deepEqual(pieces.gradients.values, whole.gradients.values);
    });

  it('is left at any place as if it had not begun, and goes on with the same bits', () => {
    const trainer = training({ optimizer: 'adam' });
    trainer.run(1);
    const before = state(trainer);
    const pieces = walk(training({ optimizer: 'adam' }), 1);
    for (let left = 1; left < pieces; left += 4) {
      for (let i = 0; i < left; i++) assert.equal(trainer.runPart(1), 0);
      assert.deepEqual([trainer.inStep, trainer.batchExamples], [true, 0]);
      assert.deepEqual(trainer.parameters.values, before.parameters, 'in the middle of a step');
      trainer.leaveStep();
      assert.deepEqual([trainer.inStep, trainer.phasesDone, trainer.batchExamples], [false, 0, 0]);
      assert.deepEqual(state(trainer), before, `left after ${left} of ${pieces} pieces`);
    }
    const straight = training({ optimizer: 'adam' });
    straight.run(2);
    walk(trainer, 2);
    assert.deepEqual(state(trainer), state(straight));
  });

  it('updates in pieces, too, and until the last one has the parameters and averages of before it', () => {
    // Few examples: what takes long is the update.
    const wide = network(2000, [[1000, 'relu']], [2, 'softmax'], 'categoricalCrossEntropy');
    const fits = { optimizer: 'adam', batchSize: 10 } as const;
    const many = parameterCount(wide);
    for (const [backend, least] of [
      [referenceBackend, (2 * 8 * many) / pieceWork],
      [long(engineBackend), many / 2 / updateVectors],
    ] as const) {
      const [pieces, whole] = [training(fits, backend, wide, 20), training(fits, undefined, wide, 20)];
      const other = training(fits, backend, wide, 20);
      other.run(2);
      pieces.run(1);
      const before = state(pieces);
      let inUpdate = 0;
      for (; pieces.step < 2; pieces.runPart(1)) if (pieces.nextPhase.kind === 'update') inUpdate++;
      assert.ok(inUpdate >= least && inUpdate >= 4, `${inUpdate} pieces of an update by ${backend.name}`);
      assert.deepEqual(state(pieces), state(other));
      pieces.restore(before);
      for (let left = 1; left < inUpdate; left++) {
        while (pieces.nextPhase.kind !== 'update') pieces.runPart(1);
        for (let i = 0; i < left; i++) assert.equal(pieces.runPart(1), 0);
        assert.deepEqual(pieces.parameters.values, before.parameters, `within the update, after ${left}`);
        if (left % 2 === 0) pieces.evaluate(pieces.train);
        pieces.leaveStep();
        assert.deepEqual(state(pieces), before, `left after ${left} of ${inUpdate} pieces by ${backend.name}`);
      }
      // Whoever makes a pass in the middle of it makes it with the parameters of before.
      while (pieces.nextPhase.kind !== 'update') pieces.runPart(1);
      for (let i = 1; i < inUpdate; i++) pieces.runPart(1);
      whole.restore(before);
      const [cost, expected] = [pieces, whole].map((trainer) => trainer.evaluate(trainer.train).cost);
      assert.ok(Math.abs(cost! - expected!) <= 1e-12 * expected!);
      walk(pieces, 2);
      assert.deepEqual(state(pieces), state(other));
    }
  });

  it('takes settings that were asked for on the way when it is left', () => {
    const trainer = training({});
    trainer.runPart(1);
    trainer.apply({ learningRate: 0.5 });
    assert.equal(trainer.settings.learningRate, 0.01);
    trainer.leaveStep();
    assert.equal(trainer.settings.learningRate, 0.5);
  });

  it('that was begun by phases is not left: it stands where it was', () => {
    const trainer = training({});
    trainer.advancePhase();
    trainer.runPart(1);
    trainer.leaveStep();
    assert.equal(trainer.phasesDone, 1);
    const straight = training({});
    straight.run(1);
    walk(trainer, 1);
    assert.deepEqual(state(trainer), state(straight));
  });

  it('that diverges ends as whole steps do', () => {
    const [whole, pieces] = [training({}), training({})];
    for (const trainer of [whole, pieces]) trainer.apply({ learningRate: 1e308 });
    whole.run(5);
    while (!pieces.outcome) pieces.runPart(5);
    assert.deepEqual(pieces.outcome, whole.outcome);
    assert.deepEqual(state(pieces), state(whole));
  });

  it('is one of the engine, too', () => {
    const large = network(512, [[1024, 'relu']], [512, 'softmax'], 'categoricalCrossEntropy');
    const [whole, pieces] = [training({}, engineBackend, large, 300), training({}, engineBackend, large, 300)];
    for (const trainer of [whole, pieces]) trainer.apply({ batchSize: 'full', optimizer: 'adam' });
    whole.run(1);
    assert.ok(walk(pieces, 1) >= 10);
    assert.deepEqual(state(pieces), state(whole));
    const before = state(pieces);
    for (let i = 0; i < 9; i++) pieces.runPart(1);
    pieces.leaveStep();
    assert.deepEqual(state(pieces), before);
  });
});
