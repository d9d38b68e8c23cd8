import { notice } from '../../../../src/core/notice.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { phasesOf } from '../../../../src/core/training/phases.ts';
import { referenceBackend } from '../../../../src/core/training/referenceBackend.ts';
import { optimizers, type TrainingSettings } from '../../../../src/core/training/settings.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import type { TrainerOptions } from '../../../../src/core/training/trainerOptions.ts';
import { courseTrainer, flower, yesNo } from '../flower.ts';
import { everyKernels } from './everyKernels.ts';
import { network, randomExamples } from '../network/randomNetworks.ts';
import { plain, scaled } from './settings.ts';

const deep = network(
  3,
  [
    [5, 'tanh'],
    [4, 'relu'],
  ],
  [3, 'softmax'],
  'categoricalCrossEntropy',
);

for (const backend of everyKernels) {
  describe(`on ${backend.name} (${backend.precision})`, () => {
    function smallTrainer(settings: Partial<TrainingSettings> = {}, options: Partial<TrainerOptions> = {}): Trainer {
      return new Trainer({
        backend,
        spec: deep,
        train: randomExamples(deep, 50, 1),
        validation: randomExamples(deep, 20, 2),
        initialization: { ...scaled(1, 3), scheme: 'he' },
        settings: { ...plain, learningRate: 0.05, batchSize: 16, l2: 0.1, ...settings },
        ...options,
      });
    }

    const bits = (trainer: Trainer) => Buffer.from(trainer.parameters.values.slice().buffer).toString('hex');

    describe('Trainer.advancePhase()', () => {
      for (const optimizer of optimizers) {
        for (const batchSize of [16, 'full'] as const) {
          it(`phase by phase equals whole steps bit for bit: ${optimizer}, batch ${batchSize}`, () => {
            const whole = smallTrainer({ optimizer, batchSize });
            const phased = smallTrainer({ optimizer, batchSize });
            for (let step = 1; step <= 25; step++) {
              whole.run(1);
              for (const phase of phasesOf(deep)) {
                assert.deepEqual(phased.nextPhase, phase);
                assert.deepEqual(phased.advancePhase(), phase);
              }
              assert.equal(phased.batchCost, whole.batchCost);
              assert.equal(phased.step, step);
            }
            assert.equal(bits(phased), bits(whole));
          });
        }
      }

      it('run(1) in the middle of a step finishes that step; evaluating meanwhile changes nothing', () => {
        const whole = smallTrainer();
        const mixed = smallTrainer();
        whole.run(10);
        for (let step = 0; step < 10; step++) {
          for (let i = 0; i < step % 8; i++) mixed.advancePhase();
          if (mixed.validation) mixed.evaluate(mixed.validation);
          assert.equal(mixed.run(1), 1);
        }
        assert.equal(mixed.step, 10);
        assert.equal(bits(mixed), bits(whole));
      });

      it('shows Z, A and dZ of the batch between phases', () => {
        const trainer = courseTrainer([4], { backend });
        trainer.advancePhase();
        if (backend === referenceBackend)
          assert.equal(trainer.layerValues('A', 0).buffer, flower.X.buffer, 'used where they lie');
        assert.deepEqual(trainer.layerValues('A', 0), flower.X);
        const { Z, A } = trainer.forward(flower.X, flower.m);
        assert.deepEqual(trainer.layerValues('Z', 1), Z[1]);
        for (let i = 0; i < 4; i++) trainer.advancePhase();
        const ofOutput = trainer.layerValues('dZ', 2);
        assert.deepEqual(
          ofOutput,
          A[2]!.map((a, i) => a - flower.Y[i]!),
        );
        assert.equal(trainer.batchExamples, 400);
      });
    });

    describe('Trainer.run(maxSteps)', () => {
      it('counts steps and epochs; the last batch of an epoch is smaller', () => {
        const trainer = smallTrainer({ epochs: 3 });
        assert.equal(trainer.stepsPerEpoch, 4);
        const sizes = Array.from({ length: 4 }, () => {
          trainer.run(1);
          return trainer.batchExamples;
        });
        assert.deepEqual(sizes.slice(0, 3), [16, 16, 16]);
        assert.deepEqual([trainer.step, trainer.epoch], [4, 1]);
        assert.equal(trainer.run(100), 8);
        assert.deepEqual([trainer.step, trainer.epoch], [12, 3]);
        assert.deepEqual(trainer.outcome, { reason: 'epochs', notice: notice('outcome.epochs', 3), step: 12 });
        assert.equal(trainer.run(1), 0);
        assert.throws(() => trainer.advancePhase(), /the training has ended: epochs/);
      });

      it('a batch of at least m examples is the full batch, bit for bit', () => {
        const full = smallTrainer({ batchSize: 'full' });
        const large = smallTrainer({ batchSize: 1000 });
        full.run(30);
        large.run(30);
        assert.equal(bits(large), bits(full));
        assert.equal(large.epoch, 30);
      });

      it('batchCost of step k + 1 is the cost after k updates, penalty included', () => {
        const trainer = smallTrainer({ batchSize: 'full' });
        assert.ok(Number.isNaN(trainer.batchCost));
        for (let k = 0; k < 5; k++) {
          const { cost } = trainer.evaluate(trainer.train);
          trainer.run(1);
          assert.equal(trainer.batchCost, cost);
        }
      });

      it('the same options give the same bits; another shuffle seed gives others', () => {
        const [one, two, other] = [smallTrainer(), smallTrainer(), smallTrainer({ shuffleSeed: 9 })];
        for (const trainer of [one, two, other]) trainer.run(40);
        assert.equal(bits(one), bits(two));
        assert.notEqual(bits(one), bits(other));
      });
    });

    describe('Trainer.apply(change)', () => {
      it('more epochs let a finished training go on as if it had never stopped', () => {
        const long = smallTrainer({ epochs: 7 });
        const extended = smallTrainer({ epochs: 4 });
        long.run(1000);
        extended.run(1000);
        assert.equal(extended.outcome?.reason, 'epochs');
        extended.apply({ epochs: 7 });
        assert.equal(extended.outcome, null);
        extended.run(1000);
        assert.equal(bits(extended), bits(long));
      });

      it('fewer epochs than done end the training at once', () => {
        const trainer = smallTrainer();
        trainer.run(9);
        trainer.apply({ epochs: 2 });
        assert.equal(trainer.outcome?.reason, 'epochs');
        assert.equal(trainer.run(5), 0);
      });

      it('in the middle of a step it waits for the next one', () => {
        const trainer = smallTrainer();
        const reference = smallTrainer();
        trainer.advancePhase();
        trainer.apply({ learningRate: 0.5 });
        trainer.apply({ l2: 0 });
        assert.equal(trainer.settings.learningRate, 0.05);
        trainer.run(1);
        assert.deepEqual([trainer.settings.learningRate, trainer.settings.l2], [0.5, 0]);
        reference.run(1);
        assert.equal(bits(trainer), bits(reference));
        reference.apply({ learningRate: 0.5, l2: 0 });
        trainer.run(6);
        reference.run(6);
        assert.equal(bits(trainer), bits(reference));
      });

      it('a new batch size cuts what is left of the epoch anew', () => {
        const trainer = smallTrainer();
        trainer.run(1);
        trainer.apply({ batchSize: 30 });
        const sizes = [1, 2, 3, 4].map(() => {
          trainer.run(1);
          return [trainer.layerValues('A', 0).length / 3, trainer.epoch];
        });
        assert.deepEqual(sizes, [
          [30, 0],
          [4, 1],
          [30, 1],
          [20, 2],
        ]);
        trainer.run(1);
        trainer.apply({ batchSize: 'full' });
        trainer.run(1);
        assert.deepEqual([trainer.layerValues('A', 0).length / 3, trainer.epoch], [20, 3]);
        trainer.run(1);
        assert.deepEqual([trainer.batchExamples, trainer.epoch], [50, 4]);
      });

      it('another optimiser starts with averages of zero', () => {
        const changed = smallTrainer({ optimizer: 'adam', batchSize: 'full' });
        changed.run(5);
        changed.apply({ optimizer: 'momentum' });
        const fresh = smallTrainer({ optimizer: 'momentum', batchSize: 'full' });
        fresh.restore({ ...fresh.checkpoint(), parameters: changed.parameters.values.slice() });
        changed.run(5);
        fresh.run(5);
        assert.equal(bits(changed), bits(fresh));
      });

      it('refuses what means nothing, and then changes nothing', () => {
        const trainer = smallTrainer();
        const before = trainer.settings;
        assert.throws(() => trainer.apply({ learningRate: -1 }), /learningRate: expected a number above 0, found -1/);
        assert.throws(
          () => trainer.apply({ batchSize: 0 }),
          /batchSize: expected "full" or a whole number from 1, found 0/,
        );
        assert.throws(() => trainer.apply({ epochs: 1.5 }), /epochs/);
        assert.throws(() => trainer.apply({ earlyStopping: { patience: 0, minDelta: 0 } }), /patience/);
        assert.throws(() => trainer.apply({ learningRate: Number.NaN }), { name: 'TrainingError', reason: 'settings' });
        assert.equal(trainer.settings, before);
      });
    });

    describe('Trainer.reset(seed?)', () => {
      it('goes back to the same weights, and training from there gives the same bits', () => {
        const trainer = smallTrainer({ optimizer: 'adam' });
        const start = bits(trainer);
        trainer.run(13);
        const then = bits(trainer);
        trainer.advancePhase();
        trainer.reset();
        assert.equal(bits(trainer), start);
        assert.deepEqual([trainer.step, trainer.epoch, trainer.outcome], [0, 0, null]);
        trainer.run(13);
        assert.equal(bits(trainer), then);
      });

      it('takes new weights from a seed and keeps the seed', () => {
        const trainer = smallTrainer();
        const start = bits(trainer);
        trainer.reset(77);
        const other = bits(trainer);
        assert.notEqual(other, start);
        trainer.run(3);
        trainer.reset();
        assert.equal(bits(trainer), other);
        assert.equal(trainer.initialization.seed, 77);
      });
    });

    describe('Trainer.checkpoint() and restore(checkpoint)', () => {
      for (const optimizer of optimizers) {
        it(`go on bit for bit in the middle of an epoch: ${optimizer}`, () => {
          const trainer = smallTrainer({ optimizer, earlyStopping: { patience: 50, minDelta: 0 } });
          trainer.run(10);
          trainer.advancePhase();
          const checkpoint = structuredClone(trainer.checkpoint());
          trainer.run(31);
          const other = smallTrainer({ learningRate: 3, shuffleSeed: 5 });
          other.run(2);
          other.restore(checkpoint);
          assert.equal(other.step, 10);
          other.run(31);
          assert.equal(bits(other), bits(trainer));
          assert.deepEqual(other.checkpoint(), trainer.checkpoint());
        });
      }

      it('the order of an epoch survives a change of the shuffle seed within it', () => {
        const trainer = smallTrainer();
        trainer.run(2);
        trainer.apply({ shuffleSeed: 8 });
        const checkpoint = trainer.checkpoint();
        trainer.run(9);
        const other = smallTrainer();
        other.restore(checkpoint);
        other.run(9);
        assert.equal(bits(other), bits(trainer));
      });

      it('refuses a checkpoint of another network', () => {
        const trainer = smallTrainer();
        assert.throws(
          () => trainer.restore(courseTrainer([4], { backend }).checkpoint()),
          /parameters: expected 59 numbers for this network, found 17/,
        );
      });
    });

    describe('new Trainer(options)', () => {
      it('refuses examples that do not fit the network', () => {
        const spec = yesNo([4]);
        const train = { m: 3, X: new Float64Array(5), Y: new Float64Array(3) };
        assert.throws(() => courseTrainer([4], { train }), /training examples X: expected 2×3 = 6 numbers, found 5/);
        assert.throws(
          () => courseTrainer([4], { validation: { ...flower, m: 0 } }),
          /validation examples: at least one example is needed/,
        );
        assert.throws(() => courseTrainer([4], { backend, settings: { ...plain, l2: -1 } }), /l2/);
        assert.throws(() => courseTrainer([4], { backend }).evaluate(randomExamples({ ...spec, inputs: 3 }, 4, 1)), {
          name: 'ShapeError',
        });
      });
    });
  });
}
