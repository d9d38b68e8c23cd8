import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createParameters } from '../../../../src/core/network/arena.ts';
import { initialize } from '../../../../src/core/network/initializers.ts';
import type { BackendSession, Backend, StepPlan, StepReport } from '../../../../src/core/training/backend.ts';
import { createMoments } from '../../../../src/core/training/optimizers.ts';
import { referenceBackend } from '../../../../src/core/training/referenceBackend.ts';
import { optimizers, type TrainingSettings } from '../../../../src/core/training/settings.ts';
import { Stepper } from '../../../../src/core/training/stepper.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { network, randomExamples } from '../network/randomNetworks.ts';
import { plain, scaled } from './settings.ts';

const spec = network(
  3,
  [
    [5, 'tanh'],
    [4, 'relu'],
  ],
  [3, 'softmax'],
  'categoricalCrossEntropy',
);

/** The reference with memory of its own behind mirrors, and a fused path, some calls of which are lost: what an engine looks like to the trainer. */
function engine(calls: number[], saves: number[] = [], isLost = (): boolean => false): Backend {
  return {
    name: 'fused reference behind mirrors',
    precision: 'float64',
    open(network, train) {
      const inner = referenceBackend.open(network, train);
      const parameters = createParameters(network);
      const gradients = createParameters(network);
      const moments = createMoments(parameters.values.length);
      const session: BackendSession = {
        parameters,
        gradients,
        moments,
        selectBatch: (order, start, count) => inner.selectBatch(order, start, count),
        forward: (l) => inner.forward(l),
        cost: (l2) => inner.cost(l2),
        backward: (l, l2) => inner.backward(l, l2),
        update: (settings, t) => inner.update(settings, t),
        gradientsFinite: () => inner.gradientsFinite(),
        parametersFinite: () => inner.parametersFinite(),
        save() {
          saves.push(calls.length);
          inner.save();
        },
        rollback: () => inner.rollback(),
        values: (kind, l) => inner.values(kind, l),
        forwardPieces: (Z, A, m) => inner.forwardPieces(Z, A, m),
        pull() {
          parameters.values.set(inner.parameters.values);
          gradients.values.set(inner.gradients.values);
          moments.first.set(inner.moments.first);
          moments.second.set(inner.moments.second);
        },
        clear: (...what) => inner.clear(...what),
        push() {
          inner.parameters.values.set(parameters.values);
          inner.moments.first.set(moments.first);
          inner.moments.second.set(moments.second);
        },
        runSteps(plan) {
          const report = runSteps(inner, plan, network.layers.length, train.m);
          if (isLost()) return { steps: 1, batchCost: Number.NaN, finite: false };
          calls.push(report.steps);
          return report;
        },
      };
      return session;
    },
  };
}

function runSteps(
  inner: BackendSession,
  { steps, order, start, batchSize, l2, settings, rateOf, t }: StepPlan,
  L: number,
  m: number,
): StepReport {
  let batchCost = Number.NaN;
  for (let s = 0; s < steps; s++) {
    const from = start + s * batchSize;
    inner.selectBatch(order, from, Math.min(batchSize, m - from));
    for (let l = 1; l <= L; l++) inner.forward(l);
    batchCost = inner.cost(l2);
    for (let l = L; l >= 1; l--) inner.backward(l, l2);
    inner.update({ ...settings, learningRate: rateOf?.(s) ?? settings.learningRate }, t + s);
    if (!Number.isFinite(batchCost) || !inner.parametersFinite()) return { steps: s + 1, batchCost, finite: false };
  }
  return { steps, batchCost, finite: true };
}

function pair(change: Partial<TrainingSettings>) {
  const calls: number[] = [];
  const options = {
    spec,
    train: randomExamples(spec, 50, 1),
    validation: randomExamples(spec, 20, 2),
    initialization: { ...scaled(1, 3), scheme: 'he' as const },
    settings: { ...plain, learningRate: 0.05, batchSize: 16, l2: 0.1, epochs: 60, ...change },
  };
  return { calls, reference: new Trainer(options), fused: new Trainer({ ...options, backend: engine(calls) }) };
}

function agree(reference: Trainer, fused: Trainer): void {
  assert.deepEqual(fused.checkpoint(), reference.checkpoint());
  assert.deepEqual(fused.outcome, reference.outcome);
  assert.deepEqual(fused.gradients.values, reference.gradients.values);
  if (reference.validation)
    assert.deepEqual(fused.evaluate(reference.validation), reference.evaluate(reference.validation));
}

describe('kernels with memory of their own and a fused path', () => {
  for (const optimizer of optimizers) {
    for (const batchSize of [16, 25, 'full'] as const) {
      it(`give the same bits as the reference: ${optimizer}, batch ${batchSize}`, () => {
        const { reference, fused } = pair({ optimizer, batchSize });
        for (const steps of [1, 7, 30, 2, 1000]) {
          assert.equal(fused.run(steps), reference.run(steps));
          agree(reference, fused);
        }
        assert.equal(fused.outcome?.reason, 'epochs');
      });
    }
  }

  it('run many steps a call: to the end of the epoch, or of all epochs with one batch', () => {
    // Early steps are each looked at, whether the training runs away; later ones 64 at a time.
    const batches = pair({ epochs: 600 });
    batches.fused.run(1024);
    batches.calls.length = 0;
    batches.fused.run(10);
    assert.deepEqual(batches.calls, [4, 4, 2]);
    const full = pair({ batchSize: 'full', epochs: 5000 });
    full.fused.run(2048);
    full.calls.length = 0;
    full.fused.run(200);
    assert.deepEqual(full.calls, [64, 64, 64, 8]);
    const watched = pair({ batchSize: 'full', epochs: 5, earlyStopping: { patience: 9, minDelta: 0 } });
    watched.fused.run(1000);
    assert.deepEqual(watched.calls, [1, 1, 1, 1, 1]);
  });

  it('early stopping, changes in the middle and restored checkpoints agree, too', () => {
    const { reference, fused } = pair({
      optimizer: 'adam',
      learningRate: 0.1,
      earlyStopping: { patience: 4, minDelta: 0 },
    });
    for (const trainer of [reference, fused]) {
      trainer.run(6);
      trainer.advancePhase();
      trainer.apply({ learningRate: 0.07, batchSize: 11, optimizer: 'rmsProp' });
      trainer.run(9);
    }
    agree(reference, fused);
    const checkpoint = reference.checkpoint();
    for (const trainer of [reference, fused]) trainer.run(10_000);
    agree(reference, fused);
    assert.equal(fused.outcome?.reason, 'earlyStopping');
    fused.restore(checkpoint);
    fused.run(10_000);
    agree(reference, fused);
  });

  it('a divergence inside a fused call is found at its very step', () => {
    const regression = network(3, [[5, 'relu']], [1, 'linear'], 'squaredError');
    const options = {
      spec: regression,
      train: randomExamples(regression, 50, 1),
      validation: null,
      initialization: scaled(1, 3),
      settings: { ...plain, learningRate: 50, epochs: 10_000 },
    };
    const reference = new Trainer(options);
    const fused = new Trainer({ ...options, backend: engine([]) });
    assert.equal(fused.run(5000), reference.run(5000));
    assert.equal(reference.outcome?.reason, 'diverged');
    agree(reference, fused);
  });

  it('a divergence is found at its very step also when the copy of the parameters is some calls old', () => {
    const regression = network(3, [[5, 'relu']], [1, 'linear'], 'squaredError');
    for (const batchSize of ['full', 8, 7] as const) {
      const options = {
        spec: regression,
        train: randomExamples(regression, 50, 1),
        validation: null,
        initialization: scaled(1, 3),
        settings: { ...plain, batchSize, learningRate: 1e-4, epochs: 10_000 },
      };
      const reference = new Trainer(options);
      const saves: number[] = [];
      const fused = new Trainer({ ...options, backend: engine([], saves) });
      // Late enough that many steps lie between two looks, whether it runs away; with this α it overflows before the next one.
      for (const trainer of [reference, fused]) {
        trainer.run(2048);
        trainer.apply({ learningRate: 1e3 });
      }
      reference.run(5000);
      for (let call = 0; !fused.outcome && call < 5000; call++) fused.run(1 + (call % 3));
      assert.equal(reference.outcome?.reason, 'diverged');
      assert.deepEqual(fused.outcome, reference.outcome);
      // Gradients may be those that the fused steps left behind.
      assert.deepEqual(fused.checkpoint(), reference.checkpoint());
      assert.ok(saves.length < fused.step, `${saves.length} copies in ${fused.step} steps`);
    }
  });

  it('all steps since the copy are done again: the matrix is named in the very call, and no call goes back', () => {
    const regression = network(3, [[5, 'relu']], [1, 'linear'], 'squaredError');
    const train = randomExamples(regression, 50, 1);
    const session = engine([]).open(regression, train, 2);
    initialize(session.parameters, regression, scaled(1, 3));
    const stepper = new Stepper(regression, session, train.m);
    const settings: TrainingSettings = { ...plain, batchSize: 2, learningRate: 1e3 };
    let calls = 0;
    for (; !stepper.nonFinite; calls++) {
      assert.equal(stepper.step, calls);
      stepper.run(1, 1, settings);
    }
    assert.ok(calls > 9 && stepper.step === calls - 1, `${calls} calls, step ${stepper.step}`);
  });

  it('steps that an engine has lost are done again', () => {
    for (const batchSize of ['full', 8] as const) {
      const settings: TrainingSettings = { ...plain, batchSize, optimizer: 'adam', learningRate: 0.01, epochs: 40 };
      const options = {
        spec,
        train: randomExamples(spec, 30, 2),
        validation: null,
        initialization: scaled(0.5, 1),
        settings,
      };
      const reference = new Trainer(options);
      let calls = 0;
      const fused = new Trainer({ ...options, backend: engine([], [], () => ++calls % 5 === 0) });
      reference.run(1000);
      while (!fused.outcome) fused.run(2);
      agree(reference, fused);
    }
  });
});
