import assert from 'node:assert/strict';
import { predictionsCsv } from '../../../../src/run/model/ownPredictions.ts';
import { predictedClass } from '../../../../src/core/evaluation/predictedClass.ts';
import { classOf } from '../../../../src/run/inspect/prediction.ts';
import { build, network } from '../flower.ts';

describe('predictedClass(values, units, m, i) has one answer to a tie', () => {
  it('p = ½ is class 0 in the accuracy, the panel and the file of predictions', () => {
    const { trainer, dataset } = build(network());
    trainer.restore({ ...trainer.checkpoint(), parameters: new Float64Array(3) });
    const { accuracy, correct } = trainer.evaluate(dataset.train);
    assert.deepEqual(correct, { right: 40, m: 60 });
    assert.equal(accuracy, 40 / 60);
    assert.equal(classOf({ dataset }, trainer.forward(dataset.train.X as Float64Array, 60).A[1]!, 1, 60, 0), 0);
    const [, ...lines] = predictionsCsv(trainer, dataset).trimEnd().split('\n');
    for (const line of lines) assert.match(line, /^\d+,(blue|red),blue,0\.5,0\.5,train$/);
    assert.equal(lines.filter((line) => line.includes(',blue,blue,')).length, 40);
  });

  it('of equal classes the first', () => {
    assert.equal(predictedClass([0.2, 0.4, 0.4], 3, 1, 0), 1);
    assert.equal(predictedClass([0.25, 0.5, 0.25, 0.5], 2, 2, 0), 0);
    assert.equal(predictedClass([0.5], 1, 1, 0), 0);
    assert.equal(predictedClass([0.5 + 2 ** -53], 1, 1, 0), 1);
  });
});
