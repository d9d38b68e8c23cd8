import assert from 'node:assert/strict';
import type { Backend } from '../../../../src/core/training/backend.ts';
import type { NetworkSpec } from '../../../../src/core/network/network.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import { Recording, type RunEvent } from '../../../../src/core/training/recording.ts';
import { referenceBackend } from '../../../../src/core/training/referenceBackend.ts';
import { makeEvent, Replay } from '../../../../src/core/training/replay.ts';
import type { TrainingSettings } from '../../../../src/core/training/settings.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { engineBackend } from '../../../../src/engine/runtime/engineBackends.ts';
import { flower } from '../flower.ts';
import { plain } from './settings.ts';

const spec: NetworkSpec = {
  inputs: 2,
  layers: [
    { units: 5, activation: 'tanh' },
    { units: 1, activation: 'sigmoid' },
  ],
  loss: 'binaryCrossEntropy',
  leakySlope: 0.01,
};

function trainerOf(change: Partial<TrainingSettings>, backend: Backend = referenceBackend): Trainer {
  const { X, Y, m } = flower;
  const validation = { X: X.slice(200, 280), Y: Y.slice(160, 200), m: 40 };
  const initialization = { scheme: 'he', scale: 1, value: 0, seed: 4 } as const;
  return new Trainer({
    spec,
    train: { X, Y, m },
    validation,
    initialization,
    settings: { ...plain, ...change },
    backend,
  });
}

/** A training of so many steps as a user may do it; every step's parameters as they were seen live. */
function recorded(trainer: Trainer, steps: number, changes: readonly RunEvent[] = [], limit = 1e8) {
  const recording = new Recording(limit);
  const random = new RandomState(9);
  recording.add(trainer.checkpoint());
  const seen = new Map<number, Float64Array>();
  while (trainer.step < steps) {
    for (const event of changes.filter(({ step }) => step === trainer.step)) {
      makeEvent(trainer, event);
      recording.note(event);
    }
    seen.set(trainer.step, trainer.parameters.values.slice());
    if (random.random() < 0.02) recording.add(trainer.checkpoint());
    if (trainer.run(1) === 0) break;
    recording.trained(1);
  }
  seen.set(trainer.step, trainer.parameters.values.slice());
  return { recording, seen };
}

function assertSame(replay: Replay, seen: ReadonlyMap<number, Float64Array>, step: number, chunk: number): void {
  replay.aim(step);
  while (!replay.advance(chunk));
  assert.equal(replay.trainer.step, step);
  assert.deepEqual(replay.trainer.parameters.values, seen.get(step), `step ${step}`);
}

const changes: readonly RunEvent[] = [
  { kind: 'settings', step: 0, change: { learningRate: 0.05 } },
  { kind: 'settings', step: 13, change: { optimizer: 'adam', learningRate: 0.01 } },
  { kind: 'settings', step: 37, change: { batchSize: 31 } },
  { kind: 'settings', step: 55, change: { shuffleSeed: 8, l2: 0.7 } },
  { kind: 'parameter', step: 90, position: 3, value: -0.75 },
  { kind: 'settings', step: 140, change: { optimizer: 'momentum', momentum: 0.8 } },
  { kind: 'settings', step: 140, change: { optimizer: 'rmsProp' } },
  { kind: 'settings', step: 210, change: { batchSize: 'full' } },
];

describe('Replay: past steps are the same to the last bit', () => {
  for (const backend of [referenceBackend, engineBackend]) {
    it(`at 200 random iterations, whatever was changed on the way (${backend.name})`, () => {
      const trainer = trainerOf({ batchSize: 64, epochs: 100_000 }, backend);
      const { recording, seen } = recorded(trainer, 400, changes);
      const replay = new Replay(trainer, recording);
      const random = new RandomState(77);
      for (let i = 0; i < 200; i++)
        assertSame(replay, seen, Math.floor(401 * random.random()), 1 + Math.floor(50 * random.random()));
    });
  }

  it('is right at every step forwards and backwards', () => {
    const trainer = trainerOf({ batchSize: 64, epochs: 100_000 });
    const { recording, seen } = recorded(trainer, 230, changes);
    const replay = new Replay(trainer, recording);
    for (let step = 0; step <= 230; step++) assertSame(replay, seen, step, 1000);
    for (let step = 230; step >= 0; step -= 7) assertSame(replay, seen, step, 1000);
  });

  it('comes to the weights that an early stop put back', () => {
    const trainer = trainerOf({ learningRate: 40, earlyStopping: { patience: 5, minDelta: 0 }, epochs: 500 });
    const { recording, seen } = recorded(trainer, 500);
    assert.equal(trainer.outcome?.reason, 'earlyStopping');
    const replay = new Replay(trainer, recording);
    for (const step of [trainer.step, 1, trainer.step - 1, trainer.step]) assertSame(replay, seen, step, 1000);
  });

  it('goes through an end that more epochs lifted', () => {
    const trainer = trainerOf({ epochs: 20 });
    const recording = new Recording(1e8);
    recording.add(trainer.checkpoint());
    trainer.run(100);
    assert.equal(trainer.step, 20);
    trainer.apply({ epochs: 50 });
    recording.note({ kind: 'settings', step: 20, change: { epochs: 50 } });
    trainer.run(100);
    const replay = new Replay(trainer, recording);
    assertSame(replay, new Map([[50, trainer.parameters.values]]), 50, 1000);
  });

  it('leaves the training itself alone', () => {
    const trainer = trainerOf({ batchSize: 64 });
    const { recording, seen } = recorded(trainer, 60);
    const before = trainer.checkpoint();
    assertSame(new Replay(trainer, recording), seen, 30, 1000);
    assert.deepEqual(trainer.checkpoint(), before);
  });

  it('follows a run that went back and on in another way', () => {
    const trainer = trainerOf({ batchSize: 64 });
    const { recording, seen } = recorded(trainer, 60);
    const replay = new Replay(trainer, recording);
    assertSame(replay, seen, 40, 1000);
    trainer.restore(replay.trainer.checkpoint());
    recording.cutAfter(40);
    const event = { kind: 'parameter', step: 40, position: 0, value: 2 } as const;
    makeEvent(trainer, event);
    recording.note(event);
    trainer.run(10);
    assertSame(replay, new Map([[50, trainer.parameters.values.slice()]]), 50, 1000);
    assertSame(replay, seen, 39, 1000);
    assert.equal(trainer.step, 50);
  });
});

describe('Recording.add(checkpoint)', () => {
  it('stays within its limit, keeps the first and the last, and is denser near the present', () => {
    const limit = 60_000;
    const trainer = trainerOf({ epochs: 100_000, optimizer: 'adam', learningRate: 0.01 });
    const recording = new Recording(limit);
    for (let step = 0; step <= 3000; step++) {
      recording.add(trainer.checkpoint());
      assert.ok(recording.bytes <= limit, `${recording.bytes} bytes`);
      recording.trained(5);
      trainer.run(1);
    }
    const steps = recording.kept.map(({ checkpoint }) => checkpoint.step);
    assert.equal(steps[0], 0);
    assert.equal(steps.at(-1), 3000);
    const gaps = steps.slice(1).map((step, i) => step - (steps[i] ?? 0));
    assert.ok(Math.max(...gaps) <= (8 * 3000) / (steps.length / 2), `gaps ${gaps.join(' ')}`);
    assert.ok((gaps.at(-1) ?? 0) < (gaps[1] ?? 0));
  });

  it('keeps nothing that would not fit twice', () => {
    const recording = new Recording(2000);
    recording.add(trainerOf({}).checkpoint());
    assert.equal(recording.first, null);
    assert.equal(recording.nearest(10), undefined);
  });

  it('counts averages of an optimiser only where there are any', () => {
    const plain = new Recording(1e6);
    const adam = new Recording(1e6);
    plain.add(trainerOf({}).checkpoint());
    const trainer = trainerOf({ optimizer: 'adam', learningRate: 0.01 });
    trainer.run(1);
    adam.add(trainer.checkpoint());
    assert.equal(adam.bytes - plain.bytes, 2 * 8 * 21);
  });
});
