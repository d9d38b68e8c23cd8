import assert from 'node:assert/strict';
import { describeRun } from '../../../../src/run/frames/describeRun.ts';
import { Runner } from '../../../../src/run/loop/runner.ts';
import { TimeMachine } from '../../../../src/run/loop/timeMachine.ts';
import { build, config } from '../flower.ts';
import { ManualPlatform } from '../manualPlatform.ts';

describe('TimeMachine', () => {
  it('a run that begins anew has no debt of the checkpoints before', () => {
    const { trainer } = build();
    // Each look at the clock takes 100 ms, and so does a checkpoint.
    const time = new TimeMachine(trainer, 2 ** 20, new ManualPlatform(100).now);
    for (let more = 0; more < 20; more++) time.keep();
    time.clear();
    trainer.run(1);
    // Two hundredths of it pay for one checkpoint.
    time.trained(4500);
    assert.deepEqual(
      time.recording.kept.map(({ checkpoint }) => checkpoint.step),
      [0, 1],
    );
  });

  it('makes no checkpoint that is too large to be kept', () => {
    const { trainer } = build(undefined, { optimizer: 'adam' });
    const bytes = 8 * trainer.parameters.values.length;
    let made = 0;
    const checkpoint = trainer.checkpoint.bind(trainer);
    trainer.checkpoint = () => {
      made++;
      return checkpoint();
    };
    // Room for the parameters, not for Adam's averages; and not even for those.
    for (const [limit, kept, expected] of [
      [2 * (1000 + 1.5 * bytes), [0], 2],
      [1000, [], 0],
    ] as const) {
      trainer.reset();
      made = 0;
      const time = new TimeMachine(trainer, limit, new ManualPlatform(0).now);
      for (let more = 0; more < 5; more++) {
        trainer.run(1);
        time.keep();
      }
      assert.deepEqual([time.recording.kept.map((one) => one.checkpoint.step), made], [kept, expected]);
    }
  });
});

describe('Runner.apply(change)', () => {
  it('within a step that was begun by phases the change is marked, and in force, at the next one', () => {
    const run = build();
    const names = { runId: 'run-1', build: 1, title: 'flower.nnconfig', dataFile: 'flower.csv' };
    const runner = new Runner(new ManualPlatform(0.25), run, describeRun(names, config, run.table, run));
    run.trainer.advancePhase();
    const { effective, mark } = runner.apply({ learningRate: 0.1 });
    assert.deepEqual([effective.learningRate, mark?.step, run.trainer.step], [1.2, 1, 0]);
    while (run.trainer.inStep) run.trainer.advancePhase();
    assert.deepEqual([run.trainer.settings.learningRate, run.trainer.step], [0.1, 1]);
  });
});
