import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { activate } from '../../../src/core/activations.ts';
import { binaryCrossEntropyFromLogit, lossSum, outputDelta } from '../../../src/core/losses.ts';
import { type Activation, activations, type Loss, losses } from '../../../src/core/network.ts';
import { RandomState } from '../../../src/core/random.ts';

/** Σ ℒ written as in the textbook, from ŷ. */
function textbook(loss: Loss, A: Float64Array, Y: Float64Array): number {
  return A.reduce((sum, a, i) => {
    const y = Y[i]!;
    if (loss === 'squaredError') return sum + (a - y) ** 2 / 2;
    if (loss === 'categoricalCrossEntropy') return sum - y * Math.log(a);
    return sum - y * Math.log(a) - (1 - y) * Math.log(1 - a);
  }, 0);
}

function place(activation: Activation) {
  const random = new RandomState(8);
  // Small numbers above zero, so that every activation gives 0 < ŷ < 1.
  const Z = Float64Array.from({ length: 12 }, () => 0.1 + 0.8 * random.random());
  const A = new Float64Array(12);
  activate(activation, Z, A, 3, 4, 0.01);
  const Y = Float64Array.of(1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0);
  return { Z, A, Y };
}

describe('lossSum(loss, activation, Z, A, Y)', () => {
  for (const loss of losses) {
    it(`${loss} equals the textbook formula for every output activation`, () => {
      for (const activation of activations) {
        const { Z, A, Y } = place(activation);
        const sum = lossSum(loss, activation, Z, A, Y, 3, 4);
        assert.ok(Math.abs(sum - textbook(loss, A, Y)) < 1e-13, activation);
      }
    });
  }

  it('cross-entropy from logits stays finite where the textbook overflows', () => {
    const Z = Float64Array.of(800, -800);
    const wrong = lossSum('binaryCrossEntropy', 'sigmoid', Z, Float64Array.of(1, 0), Float64Array.of(0, 1), 1, 2);
    assert.equal(wrong, 1600);
    assert.equal(binaryCrossEntropyFromLogit(800, 1), 0);
    const softmax = lossSum(
      'categoricalCrossEntropy',
      'softmax',
      Float64Array.of(1000, 0),
      Float64Array.of(1, 0),
      Float64Array.of(0, 1),
      2,
      1,
    );
    assert.equal(softmax, 1000);
  });

  it('a prediction that is no probability has no cross-entropy', () => {
    const one = Float64Array.of(1);
    assert.ok(Number.isNaN(lossSum('binaryCrossEntropy', 'linear', Float64Array.of(2), Float64Array.of(2), new Float64Array(1), 1, 1)));
    assert.equal(lossSum('binaryCrossEntropy', 'linear', one, one, one, 1, 1), 0);
  });
});

describe('outputDelta(…)', () => {
  const natural = [
    ['binaryCrossEntropy', 'sigmoid'],
    ['categoricalCrossEntropy', 'softmax'],
    ['squaredError', 'linear'],
  ] as const;
  for (const [loss, activation] of natural) {
    it(`is A − Y for ${activation} with ${loss}`, () => {
      const { Z, A, Y } = place(activation);
      const dZ = new Float64Array(12);
      outputDelta(loss, activation, Z, A, Y, dZ, 3, 4, 0.01);
      assert.deepEqual(
        dZ,
        A.map((a, i) => a - Y[i]!),
      );
    });
  }
});
