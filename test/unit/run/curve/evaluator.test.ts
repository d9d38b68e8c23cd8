import { noticeText } from '../../../../src/config/wording/notice.ts';
import assert from 'node:assert/strict';
import { Evaluator, sampleOf } from '../../../../src/run/curve/evaluator.ts';
import { build, network } from '../flower.ts';

describe('Evaluator', () => {
  it('is exact, and says nothing, while data and network are small', () => {
    const { trainer } = build();
    trainer.run(100);
    const evaluator = new Evaluator(trainer);
    const { step, cost, trainMetric, validationCost } = evaluator.evaluate();
    const whole = trainer.evaluate(trainer.train);
    assert.deepEqual([step, cost, trainMetric, validationCost], [100, whole.cost, whole.correct, Number.NaN]);
    assert.equal(evaluator.note, null);
  });

  it('takes a sample of many examples for a large network, and says so', () => {
    // 162,001 parameters: one pass over 1,000 examples is no longer cheap.
    const { trainer } = build(network(400, 400), {}, 1000);
    const evaluator = new Evaluator(trainer);
    assert.match(noticeText(evaluator.note ?? ''), /over 3\d\d of 1,000 training examples/);
    const whole = trainer.evaluate(trainer.train);
    assert.ok(Math.abs(evaluator.evaluate().cost - whole.cost) < 0.05);
  });
});

describe('sampleOf(examples, most)', () => {
  it('takes whole columns, evenly spread', () => {
    const X = Float64Array.of(0, 1, 2, 3, 4, 10, 11, 12, 13, 14);
    const Y = Float64Array.of(5, 6, 7, 8, 9);
    const sample = sampleOf({ m: 5, X, Y }, 3);
    assert.deepEqual([sample.m, Array.from(sample.X), Array.from(sample.Y)], [3, [0, 2, 4, 10, 12, 14], [5, 7, 9]]);
  });

  it('is the examples themselves when they are few', () => {
    const examples = { m: 1, X: Float64Array.of(1), Y: Float64Array.of(1) };
    assert.equal(sampleOf(examples, 1), examples);
  });
});
