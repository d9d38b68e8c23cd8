/** Work beside the training is left for a command, and done later. */
import assert from 'node:assert/strict';
import { leavable } from '../../../src/run/leavable.ts';
import { describeRun } from '../../../src/run/frames/describeRun.ts';
import { Runner } from '../../../src/run/loop/runner.ts';
import { build, config, network } from './flower.ts';
import { ManualPlatform } from './manualPlatform.ts';

describe('leavable(platform, work)', () => {
  const counted = () => {
    const seen = { pieces: 0 };
    const work = function* (): Generator<void, string, void> {
      for (; seen.pieces < 20; seen.pieces++) yield;
      return 'done';
    };
    return { seen, work };
  };

  it('does the work where nobody asks for anything, or nobody can tell', () => {
    for (const hasCommand of [undefined, () => false]) {
      const platform = { now: new ManualPlatform(10).now, ...(hasCommand ? { hasCommand } : {}) };
      assert.deepEqual(leavable(platform, counted().work()), { result: 'done' });
    }
  });

  it('leaves it within a slice of a command', () => {
    let time = 0;
    const { seen, work } = counted();
    const platform = { now: () => (time += 3), hasCommand: () => seen.pieces >= 5 };
    assert.equal(leavable(platform, work()), null);
    assert.ok(seen.pieces >= 5 && seen.pieces <= 9, String(seen.pieces));
  });
});

describe('a run whose points of the curve, frames and verdict take long', () => {
  class CommandedPlatform extends ManualPlatform {
    isAsked = false;
    readonly hasCommand = (): boolean => this.isAsked;
  }
  const begin = (settings: Parameters<typeof build>[1] = { epochs: 3 }) => {
    const platform = new CommandedPlatform(10);
    const run = build(network(120, 120), settings, 1500);
    const names = { runId: 'run-1', build: 1, title: 'flower.nnconfig', dataFile: 'flower.csv' };
    const runner = new Runner(platform, run, describeRun(names, config, run.table, run));
    runner.watch(true);
    return { platform, run, runner };
  };

  it('leaves them while a command waits, stands where it was asked to, and measures and shows that later', () => {
    const { platform, run, runner } = begin();
    platform.isAsked = true;
    runner.start();
    while (run.trainer.step < 1) platform.slices(1);
    const frames = platform.frames.length;
    runner.pause();
    assert.deepEqual([platform.status.state, platform.status.step], ['paused', 1]);
    platform.slices(20);
    assert.deepEqual([platform.status.measured < 1, platform.frames.length], [true, frames]);
    platform.isAsked = false;
    platform.slices(20);
    assert.equal(platform.status.measured, 1);
    assert.equal(platform.frames.at(-1)?.step, 1);
    const whole = run.trainer.evaluate(run.trainer.train);
    assert.equal(platform.status.cost, whole.cost);
  });

  it('a verdict that was left comes later for a training that diverged, too', () => {
    const { platform, run, runner } = begin();
    run.trainer.parameters.values.fill(Number.MAX_VALUE);
    platform.isAsked = true;
    runner.start();
    for (let slice = 0; slice < 3000 && !run.trainer.outcome; slice++) platform.slices(1);
    assert.deepEqual([run.trainer.outcome?.reason, platform.status.verdict], ['diverged', []]);
    platform.isAsked = false;
    platform.slices(40);
    assert.equal(platform.status.state, 'diverged');
    assert.notDeepEqual(platform.status.verdict, []);
  });

  it('makes no frame any more when it is gone, though one was owed', () => {
    const { platform, runner } = begin();
    platform.isAsked = true;
    runner.watch(true);
    const frames = platform.frames.length;
    platform.isAsked = false;
    runner.dispose();
    platform.slices(40);
    assert.equal(platform.frames.length, frames);
  });
});
