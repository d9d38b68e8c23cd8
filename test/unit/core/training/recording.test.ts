import assert from 'node:assert/strict';
import { Recording } from '../../../../src/core/training/recording.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { network, randomExamples } from '../network/randomNetworks.ts';
import { plain, scaled } from './settings.ts';

function training(): Trainer {
  const spec = network(2, [[3, 'tanh']], [1, 'sigmoid'], 'binaryCrossEntropy');
  return new Trainer({
    spec,
    train: randomExamples(spec, 20, 4),
    validation: null,
    initialization: scaled(1, 2),
    settings: { ...plain, epochs: 1000 },
  });
}

/** A checkpoint at each of so many steps, and a change beside each. */
function recorded(steps: number, limit = 1e9): { recording: Recording; trainer: Trainer } {
  const trainer = training();
  const recording = new Recording(limit);
  recording.add(trainer.checkpoint());
  while (trainer.step < steps) {
    trainer.run(1);
    recording.trained(1);
    recording.note({ kind: 'settings', step: trainer.step, change: { l2: trainer.step } });
    recording.add(trainer.checkpoint());
  }
  return { recording, trainer };
}

const stepsOf = ({ kept }: Recording) => kept.map(({ checkpoint }) => checkpoint.step);

describe('Recording', () => {
  it('cutAfter(step) keeps the step itself and nothing behind it', () => {
    const { recording } = recorded(10);
    recording.cutAfter(6);
    assert.deepEqual(stepsOf(recording), [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(
      recording.events.map(({ step }) => step),
      [1, 2, 3, 4, 5, 6],
    );
    assert.equal(recording.nearest(9)?.checkpoint.step, 6);
    assert.equal(
      recording.bytes,
      recording.kept.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    assert.equal(recording.sinceLast, 0);
  });

  it('a checkpoint knows the changes that were made before it', () => {
    const { recording } = recorded(4);
    assert.deepEqual(
      recording.kept.map(({ events }) => events),
      [0, 1, 2, 3, 4],
    );
  });

  it('keeps the first and the newest step when memory is full, and stays within its limit', () => {
    const { bytes } = recorded(1).recording.kept[0] ?? assert.fail();
    for (const capacity of [4, 7, 12]) {
      const { recording } = recorded(60, capacity * bytes);
      const steps = stepsOf(recording);
      assert.deepEqual([steps[0], steps.at(-1)], [0, 60]);
      assert.ok(recording.bytes <= capacity * bytes, `${recording.bytes}`);
    }
  });

  it('keeps nothing of which not even two have room', () => {
    const { bytes } = recorded(1).recording.kept[0] ?? assert.fail();
    assert.deepEqual(stepsOf(recorded(3, 1.5 * bytes).recording), []);
    assert.ok(stepsOf(recorded(3, 2 * bytes).recording).length > 0);
  });
});

describe('Trainer.reset()', () => {
  it('forgets the best epoch of the way before', () => {
    const trainer = training();
    trainer.apply({ earlyStopping: { patience: 50, minDelta: 0 } });
    trainer.run(5 * trainer.stepsPerEpoch);
    assert.ok(trainer.checkpoint().best);
    trainer.reset();
    assert.equal(trainer.checkpoint().best, null);
    assert.ok(trainer.gradients.values.every((value) => value === 0));
  });
});

describe('Trainer.restore(checkpoint)', () => {
  it('forgets settings that were asked for in the middle of a step', () => {
    const trainer = training();
    const checkpoint = trainer.checkpoint();
    trainer.advancePhase();
    trainer.apply({ learningRate: 0.5 });
    trainer.restore(checkpoint);
    trainer.run(1);
    assert.equal(trainer.settings.learningRate, checkpoint.settings.learningRate);
  });
});
