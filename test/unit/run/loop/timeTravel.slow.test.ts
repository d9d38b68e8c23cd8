import assert from 'node:assert/strict';
import { type Frame, sectionOf, type SectionName } from '../../../../src/protocol/frame.ts';
import { curveRows } from '../../../../src/protocol/frameLayout.ts';
import { describeRun } from '../../../../src/run/frames/describeRun.ts';
import { Runner } from '../../../../src/run/loop/runner.ts';
import { advancePhase, seek, setParameter, undoParameter } from '../../../../src/run/loop/timeTravel.ts';
import { build, config, network } from '../flower.ts';
import { ManualPlatform } from '../manualPlatform.ts';

const names = { runId: 'run-1', build: 1, title: 'flower.nnconfig', dataFile: 'flower.csv' };
const atOnce = async (): Promise<void> => undefined;

function bench(change = {}, tick = 0.25) {
  const run = build(network(4), { epochs: 4000, ...change });
  const platform = new ManualPlatform(tick);
  const runner = new Runner(platform, run, describeRun(names, config, run.table, run));
  return { runner, platform, trainer: run.trainer };
}

/** Everything of a frame that belongs to its step. */
function numbersOf(frame: Frame): Record<string, number[]> {
  const parts = frame.sections.filter(({ name }) => name !== 'curve' && name !== 'scalars');
  return Object.fromEntries(parts.map(({ name }) => [name, Array.from(sectionOf(frame, name)?.values ?? [])]));
}

/** Trains to the end, drawing each frame at once; the frames that were seen live. */
function watched({ runner, platform }: ReturnType<typeof bench>): Frame[] {
  runner.watch(true);
  runner.start();
  for (let i = 0; i < 400 && platform.status.state === 'running'; i++) {
    platform.slices(1);
    runner.credit();
  }
  return platform.frames;
}

describe('Looking at the past', () => {
  it('shows the frames that were seen live', async () => {
    const self = bench({ batchSize: 16, optimizer: 'adam', learningRate: 0.01 });
    const live = watched(self);
    assert.ok(live.length > 20, `${live.length} frames`);
    for (const frame of [...live.slice(3), ...live.slice(0, 3)]) {
      await seek(self.runner, frame.step, atOnce);
      self.runner.credit();
      const past = self.platform.frames.at(-1) ?? assert.fail('no frame');
      assert.deepEqual([past.step, past.live, frame.live], [frame.step, false, true]);
      assert.deepEqual(numbersOf(past), numbersOf(frame));
    }
  });

  it('tells cost and metric of the step that is looked at', async () => {
    const { runner, platform } = bench();
    runner.watch(true);
    void runner.advance(100);
    platform.slices();
    runner.credit();
    runner.credit();
    const scalars = (frame: Frame | undefined, name: SectionName = 'scalars') =>
      Array.from((frame && sectionOf(frame, name)?.values) ?? []);
    const live = scalars(platform.frames.at(-1));
    runner.credit();
    assert.equal(platform.frames.at(-1)?.step, 100);
    void runner.advance(300);
    platform.slices();
    runner.credit();
    runner.credit();
    await seek(runner, 100, atOnce);
    runner.credit();
    assert.deepEqual(scalars(platform.frames.at(-1)).slice(0, 4), live.slice(0, 4));
  });

  it('goes on training meanwhile, and changes no bit of it', async () => {
    const { runner, platform, trainer } = bench();
    runner.start();
    platform.slices(3);
    await seek(runner, 5, atOnce);
    assert.equal(platform.status.recording.cursor, 5);
    const { step } = trainer;
    platform.slices(3);
    assert.ok(trainer.step > step);
    assert.equal(runner.time.seen.step, 5);
    platform.slices();
    const straight = build(network(4), { epochs: 4000 }).trainer;
    straight.run(4000);
    assert.deepEqual(trainer.parameters.values, straight.parameters.values);
    assert.deepEqual(trainer.gradients.values, straight.gradients.values);
    await seek(runner, 'live', atOnce);
    assert.deepEqual([runner.time.isLive, platform.status.recording.cursor], [true, null]);
  });

  it('stays within what is recorded', async () => {
    const { runner, platform } = bench();
    void runner.advance(50);
    platform.slices();
    await seek(runner, 1e9, atOnce);
    assert.equal(runner.time.seen.step, 50);
    runner.reset();
    assert.deepEqual([runner.time.isLive, platform.status.recording.last], [true, 0]);
  });

  it('lets a wish for another step in while it is on its way', async () => {
    const { runner, platform } = bench({}, 3);
    runner.start();
    platform.slices();
    let breaths = 0;
    const stop = async (): Promise<void> => {
      breaths++;
      throw new Error('no longer wanted');
    };
    runner.time.recording.cutAfter(0);
    await assert.rejects(seek(runner, 3999, stop), /no longer wanted/);
    assert.equal(breaths, 1);
    await seek(runner, 10, atOnce);
    assert.equal(runner.time.seen.step, 10);
  });
});

describe('Step mode', () => {
  it('does a step phase by phase with the same result, paused in between', () => {
    const { runner, platform, trainer } = bench({ batchSize: 16 });
    const kinds = Array.from({ length: 6 }, () => advancePhase(runner)?.kind);
    assert.deepEqual(kinds, ['forward', 'forward', 'cost', 'backward', 'backward', 'update']);
    assert.deepEqual([platform.status.state, platform.status.step], ['paused', 1]);
    const straight = build(network(4), { batchSize: 16 }).trainer;
    straight.run(1);
    assert.deepEqual(trainer.parameters.values, straight.parameters.values);
    runner.start();
    platform.slices(1);
    assert.equal(advancePhase(runner)?.kind, 'forward');
    assert.equal(platform.status.state, 'paused');
  });

  it('records a change of settings in the middle of a step where it comes into force', async () => {
    const { runner, platform, trainer } = bench({ batchSize: 16 });
    for (let i = 0; i < 8; i++) advancePhase(runner);
    runner.apply({ learningRate: 0.3 });
    void runner.advance(20);
    platform.slices();
    const expected = trainer.parameters.values.slice();
    const { step } = trainer;
    runner.time.recording.cutAfter(0);
    runner.time.note({ kind: 'settings', step: 2, change: { learningRate: 0.3 } });
    await seek(runner, step, atOnce);
    assert.deepEqual(runner.time.seen.parameters.values, expected);
  });
});

describe('Parameters set by hand', () => {
  it('are set at the present while the training goes on, and the replay knows of it', async () => {
    const { runner, platform, trainer } = bench();
    runner.start();
    platform.slices(3);
    const at = trainer.step;
    setParameter(runner, 2, 1.5);
    assert.equal(trainer.parameters.values[2], 1.5);
    assert.equal(platform.status.state, 'running');
    platform.slices();
    const end = trainer.parameters.values.slice();
    await seek(runner, 4000, atOnce);
    assert.deepEqual(runner.time.seen.parameters.values, end);
    await seek(runner, at, atOnce);
    assert.equal(runner.time.seen.parameters.values[2], 1.5);
  });

  it('take the run back when they are set in the past, and undo brings all of it back', async () => {
    const { runner, platform, trainer } = bench();
    void runner.advance(300);
    platform.slices();
    const end = trainer.parameters.values.slice();
    const curve = new Float32Array(curveRows * runner.recorder.length);
    runner.recorder.writeTo(curve);
    await seek(runner, 120, atOnce);
    const { before } = setParameter(runner, 0, 9);
    assert.deepEqual([trainer.step, platform.status.state, platform.status.recording.cursor], [120, 'paused', null]);
    void runner.advance(10);
    platform.slices();
    assert.equal(platform.status.recording.last, 130);
    assert.equal(platform.status.undoableWeights, 1);
    const undone = undoParameter(runner);
    assert.equal(undone?.kind === 'parameter' && undone.before, before);
    assert.equal(trainer.step, 300);
    assert.equal(platform.status.undoableWeights, 0);
    assert.deepEqual(trainer.parameters.values, end);
    const curveAgain = new Float32Array(curveRows * runner.recorder.length);
    runner.recorder.writeTo(curveAgain);
    assert.deepEqual(curveAgain, curve);
    await seek(runner, 120, atOnce);
    assert.equal(runner.time.seen.parameters.values[0], before);
    assert.equal(undoParameter(runner), null);
  });
});
