/** A weight that is set by hand at a past step: the run goes on from there, and what was done after it is no part of its way. */
import assert from 'node:assert/strict';
import { seek } from '../../../../src/run/loop/timeTravel.ts';
import { asking, sample } from '../answers/asking.ts';

describe('A weight set at a past step', () => {
  it('leaves no event after that step, and the way from there on is made again with the same numbers', async () => {
    const { runner, run, platform, ask } = await asking(sample('xor', { training: { epochs: 500 } }));
    const train = (steps: number): void => {
      void runner.advance(steps);
      platform.slices();
    };
    const look = (step: number | 'live') => seek(runner, step, async () => undefined);
    train(50);
    runner.apply({ learningRate: 0.01 });
    train(50);
    await look(20);
    await ask({ kind: 'setWeight', layer: 1, unit: 0, input: 0, value: 2 });
    assert.equal(run.trainer.step, 20);
    assert.deepEqual(
      runner.time.recording.events.map(({ kind, step }) => [kind, step]),
      [
        ['parameter', 20],
        ['settings', 20],
      ],
    );
    train(60);
    const at80 = run.trainer.parameters.values.slice();
    train(10);
    await look(0);
    await look(80);
    assert.deepEqual(runner.time.seen.parameters.values, at80);
  });
});
