import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { activationFunctions, sigmoid } from '../../../../src/core/network/activationFunctions.ts';
import { activate, multiplyByDerivative } from '../../../../src/core/network/activations.ts';
import { activations, type HiddenActivation, hiddenActivations } from '../../../../src/core/network/network.ts';
import { RandomState } from '../../../../src/core/network/random.ts';

const slope = 0.01;
const derivative = (name: (typeof hiddenActivations)[number], z: number) => {
  const { g, gPrime } = activationFunctions[name];
  return gPrime(z, g(z, slope), slope);
};

/** g as its paper or PyTorch's documentation writes it, apart from the program's. */
const formulas: Readonly<Record<HiddenActivation, (z: number) => number>> = {
  sigmoid: (z) => Math.exp(z) / (Math.exp(z) + 1),
  tanh: (z) => (Math.exp(2 * z) - 1) / (Math.exp(2 * z) + 1),
  relu: (z) => (Math.abs(z) + z) / 2,
  leakyRelu: (z) => Math.max(0, z) + slope * Math.min(0, z),
  elu: (z) => Math.max(0, z) + Math.min(0, Math.exp(z) - 1),
  softplus: (z) => Math.log(1 + Math.exp(z)),
  gelu: (z) => z * (0.5 + simpson((x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI), z)),
  linear: (z) => z,
};

/** ∫₀ᶻ f by Simpson's rule. */
function simpson(f: (x: number) => number, z: number): number {
  const parts = 2000;
  const h = z / parts;
  let sum = f(0) + f(z);
  for (let i = 1; i < parts; i++) sum += (i % 2 === 1 ? 4 : 2) * f(i * h);
  return (sum * h) / 3;
}

describe('activation functions', () => {
  it('E20: the largest slopes of σ and tanh, and how flat σ is far out', () => {
    assert.ok(Math.abs(derivative('sigmoid', 0) - 0.25) < 1e-12);
    assert.ok(Math.abs(derivative('tanh', 0) - 1) < 1e-12);
    for (let z = -20; z <= 20; z += 0.01) {
      assert.ok(derivative('sigmoid', z) <= 0.25);
      assert.ok(derivative('tanh', z) <= 1);
    }
    // σ′(z) = 1/(2 + e^z + e^(−z)), which needs no a.
    for (const z of [5, 10])
      assert.ok(Math.abs(derivative('sigmoid', z) - 1 / (2 + Math.exp(z) + Math.exp(-z))) < 1e-12);
    assert.equal(derivative('sigmoid', 10).toExponential(2), '4.54e-5');
    assert.equal(derivative('sigmoid', 5).toFixed(5), '0.00665');
  });

  it('at z = 0 the derivative of ReLU and leaky ReLU is 1', () => {
    assert.deepEqual(
      [-1, 0, 1].map((z) => derivative('relu', z)),
      [0, 1, 1],
    );
    assert.deepEqual(
      [-1, 0, 1].map((z) => derivative('leakyRelu', z)),
      [slope, 1, 1],
    );
    const dZ = Float64Array.of(3, 3, 3);
    const Z = Float64Array.of(-1, 0, 1);
    multiplyByDerivative('relu', dZ, { Z, A: Float64Array.of(0, 0, 1), units: 1, m: 3 }, slope);
    assert.deepEqual([...dZ], [0, 3, 3]);
  });

  it('sigmoid(z) is right far out, without NaN', () => {
    assert.deepEqual([-1000, 0, 1000].map(sigmoid), [0, 0.5, 1]);
    assert.ok(Math.abs(sigmoid(-700) / Math.exp(-700) - 1) < 1e-12);
  });

  for (const name of hiddenActivations) {
    it(`${name}: matrices agree with the functions of one number, in place too`, () => {
      const random = new RandomState(3);
      const Z = Float64Array.from({ length: 15 }, () => 3 * random.randn());
      const { g, gPrime } = activationFunctions[name];
      const A = new Float64Array(15);
      activate(name, Z, A, 3, 5, slope);
      assert.deepEqual(
        [...A],
        Array.from(Z, (z) => g(z, slope)),
      );
      const inPlace = Z.slice();
      activate(name, inPlace, inPlace, 3, 5, slope);
      assert.deepEqual(inPlace, A);
      const dZ = new Float64Array(15).fill(2);
      multiplyByDerivative(name, dZ, { Z, A, units: 3, m: 5 }, slope);
      dZ.forEach((value, i) => assert.ok(Math.abs(value - 2 * gPrime(Z[i]!, A[i]!, slope)) <= 1e-15));
    });

    it(`${name} is its formula, between its ends, and turned round by its inverse`, () => {
      const { g, inverse, range, kinks } = activationFunctions[name];
      for (let z = -6; z <= 6; z += 0.37) {
        const a = g(z, slope);
        assert.ok(Math.abs(a - formulas[name](z)) < 1e-13, `g(${z}) = ${a}`);
        assert.ok(a >= range[0] && a <= range[1]);
        const back = inverse(a, slope);
        assert.ok(Number.isNaN(back) || Math.abs(back - z) < 1e-9, `${back} of ${z}`);
      }
      assert.deepEqual([...kinks].sort(), kinks);
    });

    it(`${name}: g″ agrees with differences of g′, which is nowhere larger than at its steepest`, () => {
      const { g, gSecond, steepest } = activationFunctions[name];
      for (const z of [-3.1, -0.7, -0.01, 0.02, 0.9, 1.4, 4]) {
        const bend = (derivative(name, z + 1e-6) - derivative(name, z - 1e-6)) / 2e-6;
        assert.ok(Math.abs(gSecond(z, g(z, slope), slope) - bend) < 1e-9, `g″(${z})`);
        assert.ok(derivative(name, z) <= derivative(name, steepest));
      }
    });

    it(`${name}: g′ agrees with central differences`, () => {
      for (const z of [-3.1, -0.7, -0.01, 0.02, 0.9, 4]) {
        const { g } = activationFunctions[name];
        const slopeThere = (g(z + 1e-6, slope) - g(z - 1e-6, slope)) / 2e-6;
        assert.ok(Math.abs(derivative(name, z) - slopeThere) < 1e-9);
      }
    });
  }

  it('softmax: columns sum to 1, adding a constant changes nothing, and nothing overflows', () => {
    const Z = Float64Array.of(1, 1000, 2, 1000, 3, -1000);
    const A = new Float64Array(6);
    activate('softmax', Z, A, 3, 2, slope);
    const sum = Math.exp(1) + Math.exp(2) + Math.exp(3);
    [1, 2, 3].forEach((z, j) => assert.ok(Math.abs(A[2 * j]! - Math.exp(z) / sum) < 1e-15));
    assert.deepEqual([A[1], A[3], A[5]], [0.5, 0.5, 0]);
    const B = new Float64Array(6);
    activate(
      'softmax',
      Z.map((z) => z + 64),
      B,
      3,
      2,
      slope,
    );
    assert.deepEqual(B, A);
  });

  it('NaN stays NaN, so that divergence is seen', () => {
    for (const name of activations) {
      const A = new Float64Array(1);
      activate(name, Float64Array.of(Number.NaN), A, 1, 1, slope);
      assert.ok(Number.isNaN(A[0]), name);
    }
  });
});
