import { noticeText } from '../../../../src/config/wording/notice.ts';
import assert from 'node:assert/strict';
import { sectionOf } from '../../../../src/protocol/frame.ts';
import { describeRun } from '../../../../src/run/frames/describeRun.ts';
import { Runner } from '../../../../src/run/loop/runner.ts';
import { build, config, network } from '../flower.ts';
import { ManualPlatform } from '../manualPlatform.ts';

const names = { runId: 'run-1', build: 1, title: 'flower.nnconfig', dataFile: 'flower.csv' };

function runnerOf(
  run = build(),
  tick = 0.25,
): { runner: Runner; platform: ManualPlatform; trainer: typeof run.trainer } {
  const platform = new ManualPlatform(tick);
  const runner = new Runner(platform, run, describeRun(names, config, run.table, run));
  runner.announce();
  return { runner, platform, trainer: run.trainer };
}

const weights = (trainer: ReturnType<typeof build>['trainer']): Float64Array => trainer.parameters.values.slice();

function straight(steps: number, change = {}): Float64Array {
  const { trainer } = build(network(4), change);
  trainer.run(steps);
  return weights(trainer);
}

describe('Runner: states', () => {
  it('is ready at step 0, with the cost of the initial weights', () => {
    const { platform, trainer } = runnerOf();
    const { state, step, cost } = platform.status;
    assert.deepEqual([state, step], ['ready', 0]);
    assert.equal(cost, trainer.evaluate(trainer.train).cost);
  });

  it('trains to the last epoch and says why it ended', () => {
    const { runner, platform, trainer } = runnerOf(build(network(4), { epochs: 500 }));
    runner.start();
    platform.slices();
    const { state, stopReason, step, epoch, cost, message } = platform.status;
    assert.deepEqual([state, stopReason, step, epoch], ['finished', 'epochs', 500, 500]);
    assert.equal(cost, trainer.evaluate(trainer.train).cost);
    assert.match(noticeText(message ?? ''), /500 epochs/);
    assert.deepEqual(weights(trainer), straight(500));
  });

  it('shows the cost of the best weights after an early stop put them back', () => {
    const run = build(network(4), { learningRate: 30, earlyStopping: { patience: 20, minDelta: 0 } });
    const { runner, platform, trainer } = runnerOf(run);
    runner.start();
    platform.slices();
    const { state, stopReason, cost, message } = platform.status;
    assert.deepEqual([state, stopReason], ['finished', 'earlyStopping']);
    assert.equal(cost, trainer.evaluate(trainer.train).cost);
    assert.match(noticeText(message ?? ''), /^Stopped early/);
  });

  it('says that it diverged, with numbers that are none as null', () => {
    const run = build(network(4), { epochs: 500 });
    run.trainer.parameters.values.fill(Number.MAX_VALUE);
    const { runner, platform } = runnerOf(run);
    runner.start();
    platform.slices();
    const { state, stopReason, cost, message } = platform.status;
    assert.deepEqual([state, stopReason], ['diverged', 'diverged']);
    assert.match(noticeText(message ?? ''), /^Diverged after 0 steps: .+\.$/);
    assert.ok(cost === null || Number.isFinite(cost));
  });

  it('does not move while it is paused, and the pauses change no bit', () => {
    const { runner, platform, trainer } = runnerOf(
      build(network(4), { epochs: 300, batchSize: 7, optimizer: 'adam', learningRate: 0.01 }),
    );
    runner.start();
    for (let slices = 1; platform.status.state !== 'finished'; slices = (slices % 5) + 1) {
      platform.slices(slices);
      runner.pause();
      const { step } = trainer;
      platform.slices();
      assert.equal(trainer.step, step);
      runner.start();
    }
    assert.deepEqual(
      weights(trainer),
      straight(300 * 9, { epochs: 300, batchSize: 7, optimizer: 'adam', learningRate: 0.01 }),
    );
  });

  it('steps so many steps, or to the end of the epoch, and is paused', async () => {
    const { runner, platform, trainer } = runnerOf(build(network(4), { batchSize: 7 }));
    const stepping = runner.advance(5);
    platform.slices();
    await stepping;
    assert.deepEqual([platform.status.state, trainer.step], ['paused', 5]);
    for (const expected of [9, 18]) {
      const epoch = runner.advance('epoch');
      platform.slices();
      await epoch;
      assert.deepEqual([platform.status.state, trainer.step, trainer.epoch], ['paused', expected, expected / 9]);
    }
  });

  it('does every step of several that are asked for faster than they are done', async () => {
    const { runner, platform, trainer } = runnerOf();
    const stepping = [runner.advance(1), runner.advance(1), runner.advance(3)];
    platform.slices();
    await Promise.all(stepping);
    assert.deepEqual([platform.status.state, trainer.step], ['paused', 5]);
    runner.start();
    platform.slices(1);
    const { step } = trainer;
    const after = runner.advance(2);
    platform.slices();
    await after;
    assert.deepEqual([platform.status.state, trainer.step], ['paused', step + 2]);
  });

  it('settles a step that is paused, reset or given up with its run', async () => {
    for (const end of ['pause', 'reset', 'stop', 'dispose'] as const) {
      const { runner, platform } = runnerOf();
      const stepping = runner.advance(1_000_000);
      platform.slices(2);
      runner[end]();
      await stepping;
      platform.slices();
    }
  });

  it('goes back to the same weights', () => {
    const { runner, platform, trainer } = runnerOf();
    const initial = weights(trainer);
    runner.start();
    platform.slices(3);
    runner.reset();
    assert.deepEqual([platform.status.state, platform.status.step, weights(trainer)], ['ready', 0, initial]);
    platform.slices();
    assert.equal(trainer.step, 0);
  });

  it('takes a setting over at the next step, with a mark, and answers with what is in force', () => {
    const { runner, platform, trainer } = runnerOf();
    void runner.advance(40);
    platform.slices();
    const { effective, mark } = runner.apply({ learningRate: 0.3 });
    assert.equal(effective.learningRate, 0.3);
    assert.deepEqual(mark, { step: 40, label: 'α 1.2 → 0.3' });
    assert.equal(platform.status.effective.learningRate, 0.3);
    void runner.advance(60);
    platform.slices();
    const other = build();
    other.trainer.run(40);
    other.trainer.apply({ learningRate: 0.3 });
    other.trainer.run(60);
    assert.deepEqual(weights(trainer), weights(other.trainer));
    assert.equal(runner.apply({ learningRate: 0.3 }).mark, null);
  });

  it('goes on after its end when it is given more epochs', () => {
    const { runner, platform, trainer } = runnerOf(build(network(4), { epochs: 10 }));
    runner.start();
    platform.slices();
    runner.start();
    platform.slices();
    assert.deepEqual([platform.status.state, trainer.step], ['finished', 10]);
    runner.apply({ epochs: 25 });
    assert.equal(platform.status.state, 'paused');
    runner.start();
    platform.slices();
    assert.deepEqual([platform.status.state, trainer.step], ['finished', 25]);
  });

  it('fails with a sentence when training throws', () => {
    const run = build();
    const { runner, platform } = runnerOf(run);
    run.trainer.run = () => {
      throw new Error('the engine broke');
    };
    runner.start();
    platform.slices();
    assert.deepEqual(
      [platform.status.state, noticeText(platform.status.message ?? '')],
      ['failed', 'Training failed at step 1: the engine broke'],
    );
  });

  it('sends at most ten statuses a second while it trains', () => {
    const { runner, platform } = runnerOf();
    runner.start();
    const before = platform.statuses.length;
    const started = platform.now();
    platform.slices(200);
    assert.ok(platform.statuses.length - before <= (platform.now() - started) / 100 + 1);
    assert.ok(platform.statuses.length > before);
  });
});

describe('Runner: frames', () => {
  it('makes none while nobody watches', () => {
    const { runner, platform, trainer } = runnerOf();
    runner.start();
    platform.slices(50);
    assert.equal(platform.frames.length, 0);
    assert.ok(trainer.step > 0);
  });

  it('makes one at once when somebody begins to watch', () => {
    const { runner, platform } = runnerOf();
    runner.watch(true);
    assert.deepEqual(
      platform.frames.map(({ frame, step }) => [frame, step]),
      [[1, 0]],
    );
  });

  it('stops after two that nobody has drawn, while training goes on', () => {
    const { runner, platform, trainer } = runnerOf();
    runner.watch(true);
    runner.start();
    platform.slices(100);
    assert.equal(platform.frames.length, 2);
    const { step } = trainer;
    platform.slices(100);
    assert.ok(trainer.step > step);
    runner.credit();
    platform.slices(100);
    assert.equal(platform.frames.length, 3);
    assert.deepEqual(
      platform.frames.map(({ frame }) => frame),
      [1, 2, 3],
    );
  });

  it('makes at most thirty a second, however fast they are drawn', () => {
    const { runner, platform } = runnerOf();
    runner.watch(true);
    runner.start();
    const started = platform.now();
    for (let i = 0; i < 400; i++) {
      platform.slices(1);
      runner.credit();
    }
    const seconds = (platform.now() - started) / 1000;
    assert.ok(platform.frames.length <= 31 * seconds + 1, `${platform.frames.length} frames in ${seconds} s`);
    assert.ok(platform.frames.length > 3);
  });

  it('shows the place of a pause even when the views draw later', () => {
    const { runner, platform, trainer } = runnerOf();
    runner.watch(true);
    runner.start();
    platform.slices(100);
    runner.pause();
    assert.equal(platform.frames.length, 2);
    runner.credit();
    assert.equal(platform.frames.at(-1)?.step, trainer.step);
    runner.credit();
    assert.equal(platform.frames.length, 3);
  });

  it('evaluates no more than its share of the time, and still covers the run', () => {
    // Here evaluating takes as long as training does.
    const { runner, platform, trainer } = runnerOf(build(), 5);
    void runner.advance(2000);
    platform.slices();
    runner.watch(true);
    const curve = sectionOf(platform.frames.at(-1) ?? assert.fail(), 'curve');
    assert.ok(curve && curve.columns < 300, `${curve?.columns} points`);
    assert.deepEqual([curve.values[0], curve.values[curve.columns - 1]], [0, trainer.step]);
  });

  it('carry the whole curve from step 0 to the place of the pause', () => {
    const { runner, platform, trainer } = runnerOf(build(), 0.001);
    void runner.advance(5003);
    platform.slices();
    runner.watch(true);
    const curve = sectionOf(platform.frames.at(-1) ?? assert.fail(), 'curve');
    assert.ok(curve && curve.columns >= 290 && curve.columns <= 600);
    const steps = curve.values.subarray(0, curve.columns);
    assert.deepEqual([steps[0], steps[1], steps.at(-1)], [0, 16, 5003]);
    assert.equal(curve.values[2 * curve.columns - 1], Math.fround(trainer.evaluate(trainer.train).cost));
  });
});
