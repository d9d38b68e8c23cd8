import { notice } from '../../../../src/core/notice.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { TrainingSettings } from '../../../../src/core/training/settings.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { courseTrainer } from '../flower.ts';
import { everyKernels } from './everyKernels.ts';
import { network, randomExamples } from '../network/randomNetworks.ts';
import { plain, scaled } from './settings.ts';

const finite = (values: Float64Array) => values.every((value) => Number.isFinite(value));

for (const backend of everyKernels) {
  describe(`on ${backend.name} (${backend.precision})`, () => {
    describe('divergence', () => {
      const spec = network(2, [[3, 'relu']], [1, 'linear'], 'squaredError');
      const trainer = (change: Partial<TrainingSettings>, train = randomExamples(spec, 20, 4)) =>
        new Trainer({
          backend,
          spec,
          train,
          validation: null,
          initialization: scaled(1, 2),
          settings: { ...plain, ...change },
        });

      it('names step and matrix, keeps finite parameters, and is no exception', () => {
        const run = trainer({ learningRate: 1e160 });
        const done = run.run(10_000);
        assert.equal(run.outcome?.reason, 'diverged');
        assert.equal(run.outcome?.step, done);
        const { code, values } = run.outcome!.notice;
        assert.deepEqual([code, values[0]], ['outcome.diverged', done]);
        assert.match(String(values[1]), /^\S+$/);
        assert.ok(finite(run.parameters.values) && finite(run.checkpoint().parameters));
        assert.equal(run.run(10), 0);
        run.reset();
        assert.equal(run.outcome, null);
        assert.equal(run.run(1), 1);
      });

      it('is found at the same step and place by phases', () => {
        const whole = trainer({ learningRate: 1e160 });
        whole.run(10_000);
        const phased = trainer({ learningRate: 1e160 });
        while (!phased.outcome) phased.advancePhase();
        assert.deepEqual(phased.outcome, whole.outcome);
      });

      it('names X when the data are to blame', () => {
        const run = trainer({}, { m: 1, X: Float64Array.of(1, Number.NaN), Y: Float64Array.of(1) });
        run.run(1);
        assert.deepEqual(run.outcome?.notice.values, [0, 'X']);
      });

      it('names Z² when a product overflows in layer 2, dW¹ when a gradient does, W² when an update does', () => {
        const start = (W1: number, W2: number, x: number, settings: Partial<TrainingSettings> = {}) => {
          const one = network(1, [[1, 'linear']], [1, 'sigmoid'], 'binaryCrossEntropy');
          const train = { m: 1, X: Float64Array.of(x), Y: Float64Array.of(0) };
          const run = new Trainer({
            backend,
            spec: one,
            train,
            validation: null,
            initialization: scaled(1, 1),
            settings: { ...plain, ...settings },
          });
          run.restore({ ...run.checkpoint(), parameters: Float64Array.of(W1, 0, W2, 0) });
          run.run(1);
          return run;
        };
        assert.deepEqual(start(1e200, 1e200, 1).outcome?.notice.values, [0, 'Z²']);
        assert.deepEqual(start(0, 1e200, 1e200).outcome?.notice.values, [0, 'dW¹']);
        const update = start(1e300, 1e-300, 1, { learningRate: 1e10 });
        assert.deepEqual(update.outcome?.notice.values, [0, 'W²']);
        assert.deepEqual([...update.parameters.values], [1e300, 0, 1e-300, 0]);
        assert.equal(update.step, 0);
      });

      it('a checkpoint of the last finite state can be trained on with a smaller learning rate', () => {
        const run = trainer({ learningRate: 1e-3 });
        run.run(2);
        const early = run.checkpoint();
        run.apply({ learningRate: 1e6 });
        run.run(1000);
        assert.equal(run.outcome?.reason, 'diverged');
        run.restore(early);
        run.apply({ learningRate: 1e-3 });
        assert.equal(run.run(50), 50);
        assert.equal(run.outcome, null);
      });
    });

    describe('a cost that runs away', () => {
      const spec = network(2, [], [1, 'linear'], 'squaredError');
      const train = randomExamples(spec, 40, 4);
      const unstable = (change: Partial<TrainingSettings> = {}) =>
        new Trainer({
          ...{ backend, spec, train, validation: null, initialization: scaled(1, 2) },
          settings: { ...plain, learningRate: 2.1, ...change },
        });

      it('is noticed at a million times its start, long before numbers overflow', () => {
        const run = unstable();
        const first = run.evaluate(train).cost;
        run.run(100_000);
        assert.equal(run.outcome?.reason, 'diverged');
        assert.equal(run.outcome?.notice.code, 'outcome.exploded');
        assert.ok(run.batchCost > 1e6 * first && run.batchCost < 1e200, String(run.batchCost));
        assert.deepEqual([run.step, run.outcome?.step], [run.step, run.step]);
      });

      it('is noticed at the very step where it is early, and soon after where it is late', () => {
        const early = unstable({ learningRate: 1e5 });
        const first = early.evaluate(train).cost;
        early.run(100_000);
        // Step by step: the first batch whose cost is a million times the first one's.
        const slow = unstable({ learningRate: 1e5 });
        const late = unstable({ learningRate: 1.83 });
        const costs: number[] = [];
        while (!(costs.at(-1)! > 1e6 * first)) {
          slow.advancePhase();
          if (!slow.inStep) costs.push(slow.batchCost);
        }
        assert.equal(early.step, costs.length);
        late.run(100_000);
        assert.ok(late.outcome?.notice.code === 'outcome.exploded' && late.step > 100);
        assert.ok(late.batchCost < 1e9 * first, `${late.batchCost} at step ${late.step}`);
      });

      it('ends at the same step in however many pieces it is run, by phases, and after going back', () => {
        const whole = unstable();
        whole.run(100_000);
        const pieces = unstable();
        while (!pieces.outcome) pieces.run(7);
        const phased = unstable();
        phased.run(10);
        phased.restore(phased.checkpoint());
        while (!phased.outcome) phased.advancePhase();
        for (const other of [pieces, phased]) {
          assert.deepEqual(other.outcome, whole.outcome);
          assert.deepEqual(other.parameters.values, whole.parameters.values);
        }
      });

      it('leaves a large cost alone that falls', () => {
        const run = unstable({ learningRate: 0.01 });
        run.restore({ ...run.checkpoint(), parameters: Float64Array.of(1e7, -1e7, 1e7) });
        assert.equal(run.run(3000), 3000);
        assert.equal(run.outcome, null);
      });
    });

    describe('early stopping', () => {
      const spec = network(4, [[12, 'tanh']], [1, 'sigmoid'], 'binaryCrossEntropy');
      // Random labels: the training cost falls, the validation cost must rise sooner or later.
      const overfit = (settings: Partial<TrainingSettings>, withValidation = true) =>
        new Trainer({
          backend,
          spec,
          train: randomExamples(spec, 40, 6),
          validation: withValidation ? randomExamples(spec, 40, 7) : null,
          initialization: { ...scaled(1, 1), scheme: 'xavier' },
          settings: { ...plain, optimizer: 'adam', learningRate: 0.02, batchSize: 10, epochs: 2000, ...settings },
        });

      for (const patience of [1, 20]) {
        it(`stops ${patience} epochs after the best one and puts its weights back`, () => {
          const free = overfit({});
          const costs: number[] = [];
          const weights: Float64Array[] = [];
          // Epoch 0, the initial weights, counts.
          for (let epoch = 0; epoch < 500; epoch++) {
            if (epoch > 0) free.run(free.stepsPerEpoch);
            costs.push(free.evaluate(free.validation!).cost);
            weights.push(free.parameters.values.slice());
          }
          let best = 0;
          let end = 0;
          while (end - best < patience) if (costs[++end]! < costs[best]!) best = end;
          const stopped = overfit({ earlyStopping: { patience, minDelta: 0 } });
          stopped.run(1_000_000);
          assert.equal(stopped.outcome?.reason, 'earlyStopping');
          assert.deepEqual([stopped.epoch, stopped.step], [end, 4 * end]);
          assert.deepEqual(stopped.parameters.values, weights[best]);
          assert.equal(stopped.evaluate(stopped.validation!).cost, costs[best]);
          assert.equal(stopped.outcome!.notice.values[2], best);
          assert.equal(stopped.run(1), 0);
        });
      }

      it('puts the initial weights back when no epoch is better than none', () => {
        const worse = overfit({ learningRate: 3, earlyStopping: { patience: 4, minDelta: 0 } });
        const start = worse.parameters.values.slice();
        worse.run(1_000_000);
        assert.deepEqual([worse.epoch, worse.outcome?.notice.values[2]], [4, 0]);
        assert.deepEqual(worse.parameters.values, start);
      });

      it('goes on from the weights put back once early stopping is taken away, to the epochs asked for', () => {
        const trainer = overfit({ epochs: 60, earlyStopping: { patience: 3, minDelta: 0 } });
        trainer.run(1_000_000);
        const { epoch } = trainer;
        trainer.apply({ epochs: 70 });
        assert.equal(trainer.outcome?.reason, 'earlyStopping', 'more epochs alone do not help');
        trainer.apply({ earlyStopping: false });
        trainer.run(1_000_000);
        assert.deepEqual(
          [trainer.outcome?.notice.code, trainer.epoch > epoch, trainer.epoch],
          ['outcome.epochs', true, 70],
        );
      });

      it('minDelta asks for more than a trifle', () => {
        const strict = overfit({ earlyStopping: { patience: 3, minDelta: 10 } });
        strict.run(1_000_000);
        assert.equal(strict.epoch, 3);
      });

      it('without a validation set it looks at the training cost', () => {
        const trainer = courseTrainer([4], {
          backend,
          settings: { ...plain, learningRate: 1e-9, earlyStopping: { patience: 2, minDelta: 1e-3 } },
        });
        trainer.run(100);
        assert.deepEqual(
          trainer.outcome?.notice,
          notice('outcome.earlyStoppingTraining', 2, notice('outcome.patience', 2), 0),
        );
        assert.ok(overfit({ earlyStopping: { patience: 5, minDelta: 0 } }, false).run(40) === 40);
      });
    });
  });
}
