/** A reset leaves nothing of the way before: no edit to take back, no point of its curve, no past to look at. */
import assert from 'node:assert/strict';
import { asking, sample } from '../answers/asking.ts';

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
});
