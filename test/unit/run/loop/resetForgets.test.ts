/** A reset leaves nothing of the way before: no edit to take back, no point of its curve, no past to look at. */
import assert from 'node:assert/strict';
import { describeRun } from '../../../../src/run/frames/describeRun.ts';
import { Runner } from '../../../../src/run/loop/runner.ts';
import { asking, sample } from '../answers/asking.ts';
import { build, config } from '../flower.ts';
import { ManualPlatform } from '../manualPlatform.ts';

describe('Runner.reset()', () => {
  it('forgets weights that were set by hand, the curve and the past', async () => {
    const { runner, run, platform, ask } = await asking(sample('xor', { training: { epochs: 200 } }));
    const initial = run.trainer.parameters.values.slice();
    runner.start();
    platform.slices();
    await ask({ kind: 'setWeight', layer: 1, unit: 0, input: 0, value: 7 });
    assert.equal(platform.status.undoableWeights, 1);
    assert.ok(runner.recorder.length > 1);
    // As after a long run.
    runner.recorder.load({ ...runner.recorder.save(), stride: 4 });
    runner.reset();
    assert.deepEqual(
      [platform.status.undoableWeights, runner.recorder.length, runner.recorder.currentStride],
      [0, 1, 1],
    );
    assert.deepEqual([runner.recorder.latest?.step, platform.status.recording.first], [0, 0]);
    assert.deepEqual(runner.time.recording.events, []);
    const undone = await ask({ kind: 'undoWeight' });
    assert.deepEqual([undone.layer, undone.takenFrom], [null, null]);
    assert.deepEqual([run.trainer.step, run.trainer.parameters.values], [0, initial]);
  });

  it('is back at weights of its own, where it had begun with those of the network before', () => {
    const run = build();
    const about = { runId: 'run-1', build: 2, title: 'flower.nnconfig', dataFile: 'flower.csv', keptLayers: [1] };
    const runner = new Runner(new ManualPlatform(0.25), run, describeRun(about, config, run.table, run));
    assert.equal(runner.hasLearned, true);
    runner.reset();
    assert.equal(runner.hasLearned, false);
  });
});
