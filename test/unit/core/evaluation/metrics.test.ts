import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createParameters } from '../../../../src/core/network/arena.ts';
import {
  collapse,
  deadShare,
  norm,
  saturatedShare,
  symmetricUnits,
} from '../../../../src/core/analysis/diagnostics.ts';
import { firstNonFinite } from '../../../../src/core/network/finite.ts';
import { blockLength, Evaluator } from '../../../../src/core/evaluation/evaluator.ts';
import type { NetworkSpec } from '../../../../src/core/network/network.ts';
import { Trainer } from '../../../../src/core/training/trainer.ts';
import { yesNo } from '../flower.ts';
import { network, randomExamples } from '../network/randomNetworks.ts';
import { plain, scaled } from '../training/settings.ts';
import type { Pieces } from '../../../../src/core/network/pieces.ts';

/** A trainer whose network passes its inputs on: W = identity, b = 0. */
function passing(spec: NetworkSpec, train: { m: number; X: Float64Array; Y: Float64Array }): Trainer {
  const trainer = new Trainer({ spec, train, validation: null, initialization: scaled(1, 1), settings: plain });
  const parameters = createParameters(spec);
  for (let j = 0; j < spec.inputs; j++) parameters.W[1]![j * spec.inputs + j] = 1;
  trainer.restore({ ...trainer.checkpoint(), parameters: parameters.values });
  return trainer;
}

describe('Trainer.evaluate(examples)', () => {
  it('yes/no: accuracy, confusion, precision and recall by hand', () => {
    const train = { m: 6, X: Float64Array.of(3, 1, -1, -2, 2, 0), Y: Float64Array.of(1, 1, 1, 0, 0, 0) };
    const evaluation = passing(network(1, [], [1, 'sigmoid'], 'binaryCrossEntropy'), train).evaluate(train);
    assert.equal(evaluation.accuracy, 4 / 6);
    assert.deepEqual(evaluation.confusion, [
      [2, 1],
      [1, 2],
    ]);
    assert.deepEqual(evaluation.perClass, [
      { precision: 2 / 3, recall: 2 / 3, support: 3 },
      { precision: 2 / 3, recall: 2 / 3, support: 3 },
    ]);
    assert.deepEqual([evaluation.r2, evaluation.mae], [null, null]);
  });

  it('classes: the largest output wins; a class never predicted has precision 0', () => {
    // Columns are examples: truths 0, 0, 1, 2; predictions 0, 1, 1, 0.
    const X = Float64Array.of(2, 0, 0, 5, 0, 1, 9, 0, 0, 0, 0, 1);
    const Y = Float64Array.of(1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    const train = { m: 4, X, Y };
    const { accuracy, confusion, perClass } = passing(
      network(3, [], [3, 'softmax'], 'categoricalCrossEntropy'),
      train,
    ).evaluate(train);
    assert.equal(accuracy, 0.5);
    assert.deepEqual(confusion, [
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 0],
    ]);
    assert.deepEqual(perClass, [
      { precision: 0.5, recall: 0.5, support: 2 },
      { precision: 0.5, recall: 1, support: 1 },
      { precision: 0, recall: 0, support: 1 },
    ]);
  });

  it('numbers: R² and mean absolute error of each output by hand', () => {
    const train = { m: 4, X: Float64Array.of(1, 2, 3, 5, 7, 7, 7, 7), Y: Float64Array.of(1, 2, 3, 4, 7, 7, 7, 7) };
    const evaluation = passing(network(2, [], [2, 'linear'], 'squaredError'), train).evaluate(train);
    assert.equal(evaluation.accuracy, null);
    assert.deepEqual(evaluation.r2, [1 - 1 / 5, 1]);
    assert.deepEqual(evaluation.mae, [0.25, 0]);
    assert.equal(evaluation.cost, 0.125);
  });

  it('numbers that were made logarithms: errors in their own units, the cost in those of the network', () => {
    // y = e^(2·Y + 1) − 1: the answers are 1, 3, 7, the network says 1, 3, 3.
    const own = (...values: number[]) => values.map((value) => (Math.log1p(value) - 1) / 2);
    const train = { m: 3, X: Float64Array.from(own(1, 3, 3)), Y: Float64Array.from(own(1, 3, 7)) };
    const spec = network(1, [], [1, 'linear'], 'squaredError');
    const logScales = [{ scale: 2, offset: 1 }];
    const { r2, mae, cost } = passing(spec, train).evaluate({ ...train, logScales });
    const mean = 11 / 3;
    const total = [1, 3, 7].reduce((sum, value) => sum + (value - mean) ** 2, 0);
    assert.ok(Math.abs((r2?.[0] ?? 0) - (1 - 16 / total)) < 1e-12);
    assert.ok(Math.abs((mae?.[0] ?? 0) - 4 / 3) < 1e-12);
    assert.equal(cost, passing(spec, train).evaluate(train).cost);
  });

  it('several yes/no outputs: every entry counts', () => {
    const train = { m: 2, X: Float64Array.of(1, -1, 1, 1), Y: Float64Array.of(1, 1, 1, 0) };
    const { accuracy, perClass } = passing(network(2, [], [2, 'sigmoid'], 'binaryCrossEntropy'), train).evaluate(train);
    assert.deepEqual([accuracy, perClass], [0.5, null]);
  });

  it('the penalty is that of the training, whatever is evaluated', () => {
    const spec = yesNo([3]);
    const train = randomExamples(spec, 40, 1);
    const small = randomExamples(spec, 10, 2);
    const trainer = new Trainer({
      spec,
      train,
      validation: null,
      initialization: scaled(1, 1),
      settings: { ...plain, l2: 4 },
    });
    const squares = trainer.parameters.W.reduce((sum, W) => sum + norm(W) ** 2, 0);
    const withPenalty = trainer.evaluate(small).cost;
    trainer.apply({ l2: 0 });
    assert.ok(Math.abs(withPenalty - trainer.evaluate(small).cost - (4 / 80) * squares) < 1e-14);
  });
});

describe('Evaluator', () => {
  for (const [output, loss] of [
    ['softmax', 'categoricalCrossEntropy'],
    ['linear', 'squaredError'],
  ] as const) {
    it(`in blocks gives the same as at once, beyond rounding: ${loss}`, () => {
      const spec = network(
        3,
        [
          [6, 'tanh'],
          [4, 'relu'],
        ],
        [3, output],
        loss,
      );
      const examples = randomExamples(spec, 101, 3);
      const trainer = new Trainer({
        spec,
        train: examples,
        validation: null,
        initialization: scaled(1, 1),
        settings: plain,
      });
      const forward = function* (Z: readonly Float64Array[], A: readonly Float64Array[], m: number): Pieces {
        const whole = trainer.forward(A[0]!.slice(0, 3 * m), m);
        for (let l = 1; l <= 3; l++) {
          Z[l]!.set(whole.Z[l]!);
          A[l]!.set(whole.A[l]!);
          yield;
        }
      };
      const whole = new Evaluator(spec, forward).evaluate(examples, 0.25);
      for (const block of [1, 7, 50, 101]) {
        const inBlocks = new Evaluator(spec, forward, block).evaluate(examples, 0.25);
        assert.ok(Math.abs(inBlocks.cost - whole.cost) < 1e-13);
        assert.deepEqual([inBlocks.accuracy, inBlocks.confusion], [whole.accuracy, whole.confusion]);
        whole.r2?.forEach((r2, j) => assert.ok(Math.abs(r2 - inBlocks.r2![j]!) < 1e-12));
      }
      assert.ok(Math.abs(trainer.evaluate(examples).cost + 0.25 - whole.cost) < 1e-15);
    });
  }

  it('blockLength(spec) bounds the memory by the widest layer', () => {
    assert.equal(blockLength(network(784, [[256, 'relu']], [10, 'softmax'], 'categoricalCrossEntropy')), 1337);
    assert.equal(blockLength(network(1_000_000, [], [1, 'linear'], 'squaredError')), 256);
  });
});

describe('diagnostics', () => {
  it('saturatedShare(activation, A) counts |a| > 0.99, for σ on its own scale', () => {
    assert.equal(saturatedShare('tanh', Float64Array.of(0.995, -0.995, 0.98, 0)), 0.5);
    assert.equal(saturatedShare('sigmoid', Float64Array.of(0.999, 0.001, 0.99, 0.5)), 0.5);
    assert.equal(saturatedShare('relu', Float64Array.of(5)), 0);
  });

  it('deadShare(activation, A, units, m) counts units that are 0 for all examples', () => {
    assert.equal(deadShare('relu', Float64Array.of(0, 0, 0, 1), 2, 2), 0.5);
    assert.equal(deadShare('tanh', new Float64Array(4), 2, 2), 0);
  });

  it('symmetricUnits(spec, parameters, l) needs rows, bias and columns to be equal', () => {
    const spec = yesNo([3]);
    const parameters = createParameters(spec);
    assert.deepEqual(symmetricUnits(spec, parameters, 1), [[0, 1, 2]]);
    parameters.W[2]![1] = 1e-300;
    assert.deepEqual(symmetricUnits(spec, parameters, 1), [[0, 2]]);
    parameters.b[1]![2] = 1;
    assert.deepEqual(symmetricUnits(spec, parameters, 1), []);
  });

  it('firstNonFinite(values) finds NaN and infinities', () => {
    assert.equal(firstNonFinite(Float64Array.of(1, -2, 1e308)), -1);
    assert.equal(firstNonFinite(Float64Array.of(1, Number.NEGATIVE_INFINITY, Number.NaN)), 1);
    assert.equal(firstNonFinite(new Float64Array(0)), -1);
  });

  it('collapse(spec, parameters) of one layer is that layer', () => {
    const spec = yesNo([]);
    assert.deepEqual(collapse(spec, createParameters(spec, Float64Array.of(1, 2, 3))), {
      W: Float64Array.of(1, 2),
      b: Float64Array.of(3),
    });
  });
});
