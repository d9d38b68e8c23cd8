/** What a training goes on with when it goes another way: averages of another optimiser, a checkpoint of one that diverged. */
import assert from 'node:assert/strict';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { build } from '../../run/flower.ts';

describe('Trainer', () => {
  it('another optimiser begins to count its updates anew', () => {
    const { trainer } = build(undefined, { optimizer: 'adam', learningRate: 0.01 });
    trainer.run(7);
    assert.equal(trainer.checkpoint().updates, 7);
    trainer.apply({ learningRate: 0.02 });
    assert.equal(trainer.checkpoint().updates, 7);
    trainer.apply({ optimizer: 'rmsProp' });
    assert.equal(trainer.checkpoint().updates, 0);
    assert.ok(trainer.checkpoint().secondMoment.every((value) => value === 0));
    trainer.run(2);
    assert.deepEqual([trainer.checkpoint().updates, trainer.step], [2, 9]);
  });

  it('a checkpoint of one that diverged lets it go on, with a smaller learning rate, say', () => {
    const { trainer } = build();
    trainer.run(3);
    trainer.parameters.values.fill(Number.MAX_VALUE);
    trainer.restore({ ...trainer.checkpoint(), parameters: trainer.parameters.values.slice() });
    trainer.run(5);
    assert.equal(trainer.outcome?.reason, 'diverged');
    const { spec, train, validation, initialization, settings } = trainer;
    const other = new Trainer({ spec, train, validation, initialization, settings });
    other.restore(trainer.checkpoint());
    assert.equal(other.outcome, null);
  });
});
