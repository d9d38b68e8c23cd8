import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createParameters } from '../../../../src/core/network/arena.ts';
import { initialize } from '../../../../src/core/network/initializers.ts';
import { createMoments, power, update } from '../../../../src/core/training/optimizers.ts';
import { defaultSettings, type OptimizerName } from '../../../../src/core/training/settings.ts';
import type { InitializationScheme } from '../../../../src/core/network/initializers.ts';
import { network } from '../network/randomNetworks.ts';
import { plain, scaled } from './settings.ts';

const gradients = [
  [0.5, -2, 1e-3],
  [-1, 0.25, 3],
  [0.1, 0.1, -0.7],
];

/** Three updates from (1, −1, 0.5), computed with NumPy from the equations. */
const expected: Record<OptimizerName, number[]> = {
  gradientDescent: [1.04, -0.8350000000000001, 0.2699],
  momentum: [1.0096, -0.9134, 0.40595119999999996],
  nesterov: [1.0156800000000001, -0.8977200000000001, 0.37874096000000007],
  rmsProp: [0.8057018467608209, -0.17469830631128846, -1.2715851154465092],
  adam: [0.9590733025249963, -0.8014035770788657, 0.2842317918349896],
  adamW: [0.9562396407501266, -0.7986638555575803, 0.28300745758420953],
};

describe('update(values, gradients, moments, settings, t)', () => {
  for (const [optimizer, values] of Object.entries(expected)) {
    it(`${optimizer} follows its equation`, () => {
      const w = Float64Array.of(1, -1, 0.5);
      const moments = createMoments(3);
      const settings = {
        ...plain,
        optimizer: optimizer as OptimizerName,
        learningRate: 0.1,
        momentum: 0.8,
        rho: 0.99,
        beta2: 0.99,
      };
      gradients.forEach((g, index) => update(w, Float64Array.from(g), moments, settings, index + 1));
      w.forEach((value, i) => assert.ok(Math.abs(value - values[i]!) < 1e-14, `${value} against ${values[i]}`));
    });
  }

  it("Adam's first step is α in each direction, whatever the size of the gradient", () => {
    const w = new Float64Array(3);
    update(w, Float64Array.of(1e-3, -5, 1e5), createMoments(3), { ...plain, optimizer: 'adam', learningRate: 0.1 }, 1);
    [-0.1, 0.1, -0.1].forEach((value, i) => assert.ok(Math.abs(w[i]! - value) < 1e-5));
  });

  it("Nesterov's steps are those of PyTorch's SGD(nesterov=True, lr = α(1−β), momentum = β)", () => {
    const [alpha, beta] = [0.1, 0.8];
    const w = Float64Array.of(1, -1, 0.5);
    const moments = createMoments(3);
    const settings = { ...plain, optimizer: 'nesterov', learningRate: alpha, momentum: beta } as const;
    // torch.optim.SGD: buffer = g at first, then buffer = momentum·buffer + g;  p = p − lr·(g + momentum·buffer)
    const theirs = w.slice();
    let buffer: number[] | null = null;
    gradients.forEach((g, index) => {
      update(w, Float64Array.from(g), moments, settings, index + 1);
      const before: readonly number[] | null = buffer;
      const next = before ? g.map((value, i) => beta * before[i]! + value) : [...g];
      g.forEach((value, i) => {
        theirs[i]! -= alpha * (1 - beta) * (value + beta * next[i]!);
      });
      buffer = next;
    });
    w.forEach((value, i) => assert.ok(Math.abs(value - theirs[i]!) < 1e-15));
  });

  it('AdamW: W ← W − α(v̂/(√ŝ + ε) + λ_w W) with the averages written out as sums; biases move as by Adam', () => {
    const { learningRate: alpha, beta1, beta2, epsilon } = { ...defaultSettings, learningRate: 0.05 };
    const parameters = createParameters(network(2, [[2, 'tanh']], [1, 'sigmoid'], 'binaryCrossEntropy'));
    parameters.values.forEach((_, i, values) => {
      values[i] = Math.sin(i + 1);
    });
    const isWeight = (i: number): boolean => i < 4 || (i >= 6 && i < 8);
    const g = (k: number, i: number): number => Math.cos(3 * k + i);
    const theirs = Array.from(parameters.values);
    const moments = createMoments(theirs.length);
    const settings = { ...plain, optimizer: 'adamW', learningRate: alpha, weightDecay: 0.3 } as const;
    for (let t = 1; t <= 5; t++) {
      update(
        parameters.values,
        Float64Array.from(theirs, (_, i) => g(t, i)),
        moments,
        settings,
        t,
        parameters.W,
      );
      const mean = (beta: number, value: (k: number) => number): number => {
        let sum = 0;
        for (let k = 1; k <= t; k++) sum += (1 - beta) * beta ** (t - k) * value(k);
        return sum / (1 - beta ** t);
      };
      theirs.forEach((w, i) => {
        const step = mean(beta1, (k) => g(k, i)) / (Math.sqrt(mean(beta2, (k) => g(k, i) ** 2)) + epsilon);
        theirs[i] = w - alpha * (step + (isWeight(i) ? 0.3 * w : 0));
      });
    }
    parameters.values.forEach((value, i) => assert.ok(Math.abs(value - theirs[i]!) < 1e-13, `entry ${i}`));
  });

  it('AdamW without decay is Adam to the last bit', () => {
    const ways = (['adam', 'adamW'] as const).map((optimizer) => {
      const w = Float64Array.of(1, -1, 0.5);
      const moments = createMoments(3);
      gradients.forEach((g, i) =>
        update(w, Float64Array.from(g), moments, { ...plain, optimizer, weightDecay: 0 }, i + 1),
      );
      return Array.from(w);
    });
    assert.deepEqual(ways[0], ways[1]);
  });

  it("RMSProp's first step is α/√(1 − ρ) in each direction, with ρ of its own: 3.16 α", () => {
    const w = new Float64Array(2);
    update(w, Float64Array.of(1e-2, -5), createMoments(2), { ...defaultSettings, optimizer: 'rmsProp' }, 1);
    [-1, 1].forEach((sign, i) => assert.ok(Math.abs((w[i]! * sign) / (0.001 * Math.sqrt(10)) - 1) < 1e-5, `${w[i]}`));
    const other = new Float64Array(2);
    const settings = { ...defaultSettings, beta2: 0.5, optimizer: 'rmsProp' } as const;
    update(other, Float64Array.of(1e-2, -5), createMoments(2), settings, 1);
    assert.deepEqual(other, w);
  });

  it('power(base, t) multiplies out', () => {
    assert.deepEqual(
      [1, 2, 3, 10].map((t) => power(2, t)),
      [2, 4, 8, 1024],
    );
    assert.ok(Math.abs(power(0.999, 100_000) / 0.999 ** 100_000 - 1) < 1e-11);
    assert.equal(power(0.9, 10_000_000), 0);
  });
});

describe('initialize(parameters, spec, initialization)', () => {
  const spec = network(3, [[2, 'tanh']], [1, 'sigmoid'], 'binaryCrossEntropy');

  it('draws W¹, then W², row by row, as NumPy with the same seed; b = 0', () => {
    const parameters = createParameters(spec);
    parameters.values.fill(9);
    initialize(parameters, spec, scaled(0.01, 3));
    const numpy = [
      0.017886284734303187, 0.004365098505119894, 0.0009649746807200863, -0.01863492703364491, -0.0027738820251439907,
      -0.0035475897926898676, -0.0008274148148245977, -0.0062700067682384735,
    ];
    const drawn = [...parameters.W[1]!, ...parameters.W[2]!];
    drawn.forEach((w, i) => assert.ok(Math.abs(w - numpy[i]!) < 1e-17));
    assert.deepEqual([...parameters.b[1]!, ...parameters.b[2]!], [0, 0, 0]);
  });

  it('He and Xavier scale with the units before', () => {
    const wide = network(200, [[100, 'relu']], [1, 'linear'], 'squaredError');
    const deviation = (scheme: InitializationScheme) => {
      const parameters = createParameters(wide);
      initialize(parameters, wide, { ...scaled(1, 5), scheme });
      return Math.sqrt(parameters.W[1]!.reduce((sum, w) => sum + w * w, 0) / 20_000);
    };
    assert.ok(Math.abs(deviation('he') / Math.sqrt(2 / 200) - 1) < 0.02);
    assert.ok(Math.abs(deviation('xavier') / Math.sqrt(1 / 200) - 1) < 0.02);
  });

  it('zeros and constant need no seed', () => {
    const parameters = createParameters(spec);
    initialize(parameters, spec, { scheme: 'constant', scale: 1, value: 0.5, seed: 1 });
    assert.ok(parameters.W[1]!.every((w) => w === 0.5) && parameters.b[1]!.every((b) => b === 0));
    initialize(parameters, spec, { scheme: 'zeros', scale: 1, value: 0.5, seed: 1 });
    assert.ok(parameters.values.every((value) => value === 0));
  });
});
