/** Steps that take much longer than a slice: whatever is asked meanwhile is heard within one, and done at once. */
import assert from 'node:assert/strict';
import type { PiecesOf } from '../../../../src/core/network/pieces.ts';
import type { CurvePoint } from '../../../../src/run/curve/curveRecorder.ts';
import { describeRun } from '../../../../src/run/frames/describeRun.ts';
import { Runner } from '../../../../src/run/loop/runner.ts';
import { build, config, network } from '../flower.ts';
import { ManualPlatform } from '../manualPlatform.ts';

/** A step is some twenty pieces in the reference. */
const spec = network(120, 120);
const examples = 1500;

/** Each look at the clock takes longer than a slice, so that every slice is the shortest piece of work there is. */
function longRun() {
  const platform = new ManualPlatform(10);
  const run = build(spec, { epochs: 50 }, examples);
  const names = { runId: 'run-1', build: 1, title: 'flower.nnconfig', dataFile: 'flower.csv' };
  const runner = new Runner(platform, run, describeRun(names, config, run.table, run));
  runner.announce();
  return { runner, platform, trainer: run.trainer };
}

/** Slices until the middle of step `step` + 1. @returns slices */
function intoStep({ platform, trainer }: ReturnType<typeof longRun>, step: number): number {
  let slices = 0;
  while (!(trainer.step === step && trainer.phasesDone === 2)) {
    platform.slices(1);
    slices++;
    assert.ok(slices < 10_000, `step ${trainer.step} never comes to ${step}`);
  }
  return slices;
}

describe('A step that takes much longer than a slice', () => {
  const straight = build(spec, {}, examples).trainer;
  const initial = straight.parameters.values.slice();
  straight.run(1);
  const first = straight.parameters.values.slice();

  for (const [how, state] of [
    ['pause', 'paused'],
    ['stop', 'stopped'],
  ] as const)
    it(`${how} in the middle of it leaves the parameters of the last finished step, and a start goes on from there`, () => {
      const run = longRun();
      const { runner, platform, trainer } = run;
      runner.start();
      assert.ok(intoStep(run, 1) > 20);
      runner[how]();
      const { status } = platform;
      assert.deepEqual([status.state, status.step, status.phases, trainer.inStep], [state, 1, 0, false]);
      assert.deepEqual(trainer.parameters.values, first);
      runner.start();
      intoStep(run, 2);
      runner.pause();
      const two = build(spec, {}, examples).trainer;
      two.run(2);
      assert.deepEqual(trainer.parameters.values, two.parameters.values);
    });

  it('a reset in the middle of it is back at the initial weights', () => {
    const run = longRun();
    run.runner.start();
    intoStep(run, 1);
    run.runner.reset();
    assert.deepEqual([run.platform.status.state, run.platform.status.step], ['ready', 0]);
    assert.deepEqual(run.trainer.parameters.values, initial);
  });

  it('a reset says that it stands before a million weights are drawn anew', () => {
    const platform = new ManualPlatform(10);
    const run = build(network(1024, 1024), { epochs: 50 }, 30);
    const names = { runId: 'run-1', build: 1, title: 'flower.nnconfig', dataFile: 'flower.csv' };
    const runner = new Runner(platform, run, describeRun(names, config, run.table, run));
    runner.start();
    platform.slices(3);
    const drawn: (string | undefined)[] = [];
    const reset = run.trainer.reset.bind(run.trainer);
    run.trainer.reset = (seed) => {
      drawn.push(platform.status.state);
      reset(seed);
    };
    runner.reset();
    assert.deepEqual([drawn, platform.status.state, platform.status.step], [['stopped'], 'ready', 0]);
  });

  it('settings that are asked for in the middle of it are in force for the step that begins anew', () => {
    const run = longRun();
    run.runner.start();
    intoStep(run, 1);
    const { effective, mark } = run.runner.apply({ learningRate: 0.1 });
    assert.deepEqual([effective.learningRate, mark?.step], [0.1, 1]);
    intoStep(run, 2);
    run.runner.stop();
    const other = build(spec, {}, examples).trainer;
    other.run(1);
    other.apply({ learningRate: 0.1 });
    other.run(1);
    assert.deepEqual(run.trainer.parameters.values, other.parameters.values);
  });

  it('while it runs its status counts whole steps, and the values of its batch are no answer', () => {
    const run = longRun();
    run.runner.start();
    intoStep(run, 1);
    run.runner.announce();
    assert.deepEqual([run.platform.status.phases, run.trainer.batchExamples], [0, 0]);
  });

  it('a measurement that takes long waits until what was asked for is answered', () => {
    const run = longRun();
    const { runner, platform } = run;
    const pieces = runner.evaluator.pieces.bind(runner.evaluator);
    let measured = 0;
    runner.evaluator.pieces = function* (seen): PiecesOf<CurvePoint> {
      for (let look = 0; look < 100; look++) platform.now();
      measured++;
      return yield* pieces(seen);
    };
    runner.start();
    let step = 1;
    for (intoStep(run, 1); measured < 2 || runner.recorder.latest?.step === step; intoStep(run, step)) step++;
    const before = measured;
    runner.stop();
    assert.deepEqual([platform.status.state, platform.status.step, measured], ['stopped', step, before]);
    assert.notEqual(platform.status.measured, step);
    platform.slices();
    assert.deepEqual([platform.status.measured, measured], [step, before + 1]);
  });
});
