import assert from 'node:assert/strict';
import { takeBackBest } from '../../../../src/run/loop/timeTravel.ts';
import { type Asking, asking, sample } from '../answers/asking.ts';

const atOnce = async (): Promise<void> => undefined;

/** Few rows, many units and large steps: the validation cost rises again. */
async function overfitted(): Promise<Asking> {
  const run = await asking(
    sample('iris', {
      data: { split: { validation: 0.5, test: 0, seed: 1 } },
      network: { layers: [{ units: 30, activation: 'tanh' }] },
      training: { epochs: 400, learningRate: 0.1, optimizer: 'adam', batchSize: 'full' },
    }),
  );
  run.runner.start();
  run.platform.slices();
  return run;
}

describe('Weights of the best epoch', () => {
  it('are taken back at the step where the run is, and undoing that brings the last ones back to the last bit', async () => {
    const { runner, run, platform, ask } = await overfitted();
    const { trainer } = run;
    const best = runner.recorder.minValidationCost ?? assert.fail('there is a validation part');
    assert.equal(platform.status.verdict?.[0]?.code, 'bestWasEarlier');
    const [last, { step }] = [trainer.parameters.values.slice(), trainer];
    const mark = await takeBackBest(runner, atOnce);
    assert.deepEqual(mark, { step, label: `W ← ${best.step}` });
    assert.equal(platform.status.validationCost, best.validationCost);
    assert.deepEqual([platform.status.weightsOf, platform.status.undoableWeights], [best.step, 1]);
    const undone = await ask({ kind: 'undoWeight' });
    assert.deepEqual([undone.takenFrom, undone.layer, undone.undoable], [best.step, null, 0]);
    assert.deepEqual([trainer.parameters.values, trainer.step], [last, step]);
    assert.deepEqual([platform.status.weightsOf, platform.status.state], [null, 'finished']);
    assert.equal((await ask({ kind: 'undoWeight' })).takenFrom, null);
  });
});
