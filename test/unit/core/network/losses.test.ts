import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { activate, probableInput } from '../../../../src/core/network/activations.ts';
import { binaryCrossEntropyFromLogit } from '../../../../src/core/network/lossFunctions.ts';
import { lossSum, outputDelta } from '../../../../src/core/network/losses.ts';
import {
  type Activation,
  activations,
  type Loss,
  losses,
  regressionLosses,
} from '../../../../src/core/network/network.ts';
import { RandomState } from '../../../../src/core/network/random.ts';

/** ℒ of one entry, from ŷ, as textbooks and PyTorch's documentation write it. */
const textbook: Readonly<Record<Loss, (a: number, y: number) => number>> = {
  binaryCrossEntropy: (a, y) => -y * Math.log(a) - (1 - y) * Math.log(1 - a),
  categoricalCrossEntropy: (a, y) => -y * Math.log(a),
  squaredError: (a, y) => (a - y) ** 2 / 2,
  absoluteError: (a, y) => Math.abs(a - y),
  // torch.nn.HuberLoss(delta=1), which is SmoothL1Loss(beta=1), too.
  huber: (a, y) => (Math.abs(a - y) < 1 ? 0.5 * (a - y) ** 2 : Math.abs(a - y) - 0.5),
};

function outputs(activation: Activation) {
  const random = new RandomState(8);
  // Small numbers above zero, so that every activation gives 0 < ŷ < 1.
  const around = probableInput(activation, 0.01) - 0.5;
  const Z = Float64Array.from({ length: 12 }, () => around + 0.1 + 0.8 * random.random());
  const A = new Float64Array(12);
  activate(activation, Z, A, 3, 4, 0.01);
  const Y = Float64Array.of(1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0);
  return { Z, A, Y };
}

describe('lossSum(loss, activation, Z, A, Y)', () => {
  for (const loss of losses) {
    it(`${loss} equals the textbook formula for every output activation`, () => {
      for (const activation of activations) {
        const { Z, A, Y } = outputs(activation);
        const sum = lossSum(loss, activation, { Z, A, Y, units: 3, m: 4 });
        const expected = A.reduce((total, a, i) => total + textbook[loss](a, Y[i]!), 0);
        assert.ok(Math.abs(sum - expected) < 1e-13, activation);
      }
    });
  }

  it('cross-entropy from logits stays finite where the textbook overflows', () => {
    const Z = Float64Array.of(800, -800);
    const [A, Y] = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
    const wrong = lossSum('binaryCrossEntropy', 'sigmoid', { Z, A, Y, units: 1, m: 2 });
    assert.equal(wrong, 1600);
    assert.equal(binaryCrossEntropyFromLogit(800, 1), 0);
    const far = { Z: Float64Array.of(1000, 0), A, Y, units: 2, m: 1 };
    const softmax = lossSum('categoricalCrossEntropy', 'softmax', far);
    assert.equal(softmax, 1000);
  });

  it('a prediction that is no probability has no cross-entropy', () => {
    const one = Float64Array.of(1);
    const two = Float64Array.of(2);
    const of = (Z: Float64Array, Y: Float64Array) =>
      lossSum('binaryCrossEntropy', 'linear', { Z, A: Z, Y, units: 1, m: 1 });
    assert.ok(Number.isNaN(of(two, new Float64Array(1))));
    assert.equal(of(one, one), 0);
  });
});

describe('the losses of numbers', () => {
  for (const loss of regressionLosses) {
    it(`${loss} is its formula near the target and far from it, and dA its slope`, () => {
      for (const residual of [-40, -1.5, -1.01, -0.99, -0.3, 0.2, 0.7, 1.2, 3]) {
        const [A, Y, dA] = [Float64Array.of(2 + residual), Float64Array.of(2), new Float64Array(1)];
        const expected = textbook[loss](A[0]!, 2);
        const outputs = { Z: A, A, Y, units: 1, m: 1 };
        assert.ok(Math.abs(lossSum(loss, 'linear', outputs) - expected) <= 1e-14 * expected);
        outputDelta({ loss, leakySlope: 0.01 }, 'linear', outputs, dA);
        const numeric = (textbook[loss](A[0]! + 1e-5, 2) - textbook[loss](A[0]! - 1e-5, 2)) / 2e-5;
        assert.ok(Math.abs(dA[0]! - numeric) < 1e-6, `${residual}: ${dA[0]}`);
      }
    });
  }
});

describe('outputDelta(…)', () => {
  const natural = [
    ['binaryCrossEntropy', 'sigmoid'],
    ['categoricalCrossEntropy', 'softmax'],
    ['squaredError', 'linear'],
  ] as const;
  for (const [loss, activation] of natural) {
    it(`is A − Y for ${activation} with ${loss}`, () => {
      const { Z, A, Y } = outputs(activation);
      const dZ = new Float64Array(12);
      outputDelta({ loss, leakySlope: 0.01 }, activation, { Z, A, Y, units: 3, m: 4 }, dZ);
      assert.deepEqual(
        dZ,
        A.map((a, i) => a - Y[i]!),
      );
    });
  }

  /** (ℒ(z_j + ε) − ℒ(z_j − ε)) / 2ε, from the cost alone. */
  function slope(loss: Loss, activation: Activation, Z: Float64Array, Y: Float64Array, j: number): number {
    const cost = (step: number): number => {
      const moved = Z.map((z, k) => (k === j ? z + step : z));
      const A = new Float64Array(Z.length);
      activate(activation, moved, A, Z.length, 1, 0.01);
      return lossSum(loss, activation, { Z: moved, A, Y, units: Z.length, m: 1 });
    };
    return (cost(1e-4) - cost(-1e-4)) / 2e-4;
  }

  const saturated = [
    ['categoricalCrossEntropy', 'sigmoid', [-800, 3], [1, 0]],
    ['binaryCrossEntropy', 'softmax', [60, -60, -70], [1, 0, 0]],
    ['binaryCrossEntropy', 'softmax', [800, 0.5, 0.2], [1, 0, 0]],
    ['binaryCrossEntropy', 'relu', [0.5, -1], [1, 0]],
  ] as const;
  for (const [loss, activation, z, y] of saturated) {
    it(`has a slope where ŷ of ${activation} is exactly 0 or 1 and the ${loss} is finite`, () => {
      const [Z, Y] = [Float64Array.from(z), Float64Array.from(y)];
      const [A, dZ] = [new Float64Array(z.length), new Float64Array(z.length)];
      activate(activation, Z, A, z.length, 1, 0.01);
      assert.ok(A.includes(0) || A.includes(1));
      outputDelta({ loss, leakySlope: 0.01 }, activation, { Z, A, Y, units: z.length, m: 1 }, dZ);
      dZ.forEach((d, j) => {
        assert.ok(Math.abs(d - slope(loss, activation, Z, Y, j)) < 1e-7, `${j}: ${d}`);
      });
    });
  }

  it('of ŷ = 0 that is right is 1/(1 − 0) times g′, of ŷ = 1 that is right −1/1', () => {
    const dZ = new Float64Array(2);
    const Y = Float64Array.of(0, 1);
    outputDelta({ loss: 'binaryCrossEntropy', leakySlope: 0.01 }, 'linear', { Z: Y, A: Y, Y, units: 1, m: 2 }, dZ);
    assert.deepEqual(dZ, Float64Array.of(1, -1));
  });
});
