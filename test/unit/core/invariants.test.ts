import assert from 'node:assert/strict';
import { activationFunctions } from '../../../src/core/network/activationFunctions.ts';
import { describe, it } from 'mocha';
import { createParameters, type Parameters } from '../../../src/core/network/arena.ts';
import { collapse, symmetricUnits } from '../../../src/core/analysis/diagnostics.ts';
import { type Examples, allOf, gatherColumns } from '../../../src/core/network/examples.ts';
import { createForwardBuffers, forwardPass } from '../../../src/core/network/forward.ts';
import { gradientsOf } from '../../../src/core/analysis/gradientCheck.ts';
import {
  type Activation,
  activations,
  hiddenActivations,
  type NetworkSpec,
} from '../../../src/core/network/network.ts';
import { RandomState } from '../../../src/core/network/random.ts';
import { Trainer } from '../../../src/core/training/trainer.ts';
import { flower, yesNo } from './flower.ts';
import { network, randomExamples, randomParameters } from './network/randomNetworks.ts';
import { plain, scaled } from './training/settings.ts';

function predict(spec: NetworkSpec, parameters: Parameters, X: Float64Array, m: number): Float64Array {
  const buffers = createForwardBuffers(spec, X, m);
  forwardPass(spec, parameters, buffers, m);
  return buffers.A.at(-1)!;
}

/** One example through the network as the lecture writes it: z = wᵀx + b, a = g(z), unit by unit. */
function predictOne(spec: NetworkSpec, { W, b }: Parameters, x: readonly number[]): number[] {
  return spec.layers.reduce<number[]>(
    (a, { units, activation }, index) => {
      const w = W[index + 1]!;
      const z = Array.from({ length: units }, (_, j) =>
        a.reduce((sum, value, k) => sum + w[j * a.length + k]! * value, b[index + 1]![j]!),
      );
      return apply(activation, z);
    },
    [...x],
  );
}

function apply(activation: Activation, z: number[]): number[] {
  const exponentials = z.map(Math.exp);
  const total = exponentials.reduce((sum, e) => sum + e, 0);
  const one: Record<Activation, (value: number, j: number) => number> = {
    sigmoid: (value) => 1 / (1 + Math.exp(-value)),
    tanh: (value) => (Math.exp(value) - Math.exp(-value)) / (Math.exp(value) + Math.exp(-value)),
    relu: (value) => Math.max(0, value),
    leakyRelu: (value) => Math.max(0.01 * value, value),
    elu: (value) => (value >= 0 ? value : Math.exp(value) - 1),
    softplus: (value) => Math.log(1 + Math.exp(value)),
    gelu: (value) => activationFunctions.gelu.g(value, 0),
    linear: (value) => value,
    softmax: (_, j) => exponentials[j]! / total,
  };
  return z.map(one[activation]);
}

const close = (a: Float64Array, b: Float64Array, tolerance: number) => {
  assert.equal(a.length, b.length);
  a.forEach((value, i) => assert.ok(Math.abs(value - b[i]!) <= tolerance, `[${i}] ${value} against ${b[i]}`));
};

function columns({ X, Y, m }: Examples, spec: NetworkSpec, order: readonly number[]): Examples {
  const list = Uint32Array.from(order);
  const outputs = Y.length / m;
  const picked = {
    m: list.length,
    X: new Float64Array(spec.inputs * list.length),
    Y: new Float64Array(outputs * list.length),
  };
  gatherColumns(X, spec.inputs, m, allOf(list), picked.X);
  gatherColumns(Y, outputs, m, allOf(list), picked.Y);
  return picked;
}

describe('the forward pass', () => {
  for (const hidden of hiddenActivations) {
    it(`over all m examples equals the loop over i = 1…m, unit by unit: ${hidden}`, () => {
      for (const output of activations) {
        for (const units of [1, 3, 5, 17]) {
          const spec = network(
            units,
            [
              [units + 1, hidden],
              [3, hidden],
            ],
            [units, output],
            'squaredError',
          );
          const parameters = randomParameters(spec, units);
          const m = 7;
          const { X } = randomExamples(spec, m, 3);
          const A = predict(spec, parameters, X, m);
          for (let i = 0; i < m; i++) {
            const one = predictOne(
              spec,
              parameters,
              Array.from({ length: units }, (_, k) => X[k * m + i]!),
            );
            close(
              Float64Array.from(one),
              Float64Array.from({ length: units }, (_, j) => A[j * m + i]!),
              1e-12,
            );
          }
        }
      }
    });
  }

  it('permuting hidden units, or flipping the signs of a tanh unit, leaves ŷ as it is', () => {
    const spec = network(3, [[4, 'tanh']], [2, 'sigmoid'], 'binaryCrossEntropy');
    const parameters = randomParameters(spec, 4);
    const { X } = randomExamples(spec, 9, 5);
    const other = createParameters(spec);
    const [, W1, W2] = parameters.W;
    [2, 0, 3, 1].forEach((from, j) => {
      const sign = j === 1 ? -1 : 1;
      for (let k = 0; k < 3; k++) other.W[1]![j * 3 + k] = sign * W1![from * 3 + k]!;
      other.b[1]![j] = sign * parameters.b[1]![from]!;
      for (let o = 0; o < 2; o++) other.W[2]![o * 4 + j] = sign * W2![o * 4 + from]!;
    });
    other.b[2]!.set(parameters.b[2]!);
    close(predict(spec, other, X, 9), predict(spec, parameters, X, 9), 1e-15);
  });

  it('linear hidden layers equal one layer with W′, b′; others do not collapse', () => {
    const spec = network(
      3,
      [
        [5, 'linear'],
        [4, 'linear'],
      ],
      [2, 'sigmoid'],
      'binaryCrossEntropy',
    );
    const parameters = randomParameters(spec, 6);
    const { X } = randomExamples(spec, 9, 7);
    const { W, b } = collapse(spec, parameters)!;
    const one = network(3, [], [2, 'sigmoid'], 'binaryCrossEntropy');
    const values = Float64Array.from([...W, ...b]);
    close(predict(one, createParameters(one, values), X, 9), predict(spec, parameters, X, 9), 1e-14);
    assert.equal(collapse(yesNo([4]), randomParameters(yesNo([4]), 1)), null);
  });
});

describe('the gradient', () => {
  const spec = network(
    3,
    [
      [5, 'tanh'],
      [4, 'sigmoid'],
    ],
    [3, 'softmax'],
    'categoricalCrossEntropy',
  );
  const parameters = randomParameters(spec, 8);
  const examples = randomExamples(spec, 23, 9);

  it('is the mean of the gradients of single examples', () => {
    const mean = new Float64Array(parameters.values.length);
    for (let i = 0; i < 23; i++) {
      const one = gradientsOf(spec, parameters, columns(examples, spec, [i]), 0).values;
      one.forEach((g, at) => {
        mean[at]! += g / 23;
      });
    }
    close(gradientsOf(spec, parameters, examples, 0).values, mean, 1e-15);
  });

  it('does not depend on the order of the examples, nor on a second copy of each, beyond rounding', () => {
    const right = gradientsOf(spec, parameters, examples, 0).values;
    const order = Uint32Array.from({ length: 23 }, (_, i) => i);
    new RandomState(1).shuffle(order);
    close(gradientsOf(spec, parameters, columns(examples, spec, [...order]), 0).values, right, 1e-15);
    close(gradientsOf(spec, parameters, columns(examples, spec, [...order, ...order]), 0).values, right, 1e-15);
  });
});

describe('tied units', () => {
  it('stay equal to the last bit for any optimiser, and the network equals its quotient', () => {
    const spec = yesNo([4]);
    const quotient = yesNo([2]);
    for (const optimizer of ['gradientDescent', 'momentum', 'adam'] as const) {
      const trainer = new Trainer({
        spec,
        train: flower,
        validation: null,
        initialization: scaled(1, 1),
        settings: { ...plain, optimizer, learningRate: 0.05 },
      });
      // Units 0 and 2 are twins, 1 and 3 too.
      const start = Float64Array.of(
        0.3,
        -0.2,
        0.7,
        0.1,
        0.3,
        -0.2,
        0.7,
        0.1,
        0.01,
        0.02,
        0.01,
        0.02,
        0.5,
        -0.4,
        0.5,
        -0.4,
        0.1,
      );
      trainer.restore({ ...trainer.checkpoint(), parameters: start });
      trainer.run(300);
      const { W, b } = trainer.parameters;
      assert.deepEqual(symmetricUnits(spec, trainer.parameters, 1), [
        [0, 2],
        [1, 3],
      ]);
      const merged = Float64Array.of(
        ...W[1]!.subarray(0, 4),
        ...b[1]!.subarray(0, 2),
        2 * W[2]![0]!,
        2 * W[2]![1]!,
        b[2]![0]!,
      );
      const A = trainer.forward(flower.X, flower.m).A[2]!;
      close(predict(quotient, createParameters(quotient, merged), flower.X, flower.m), A, 1e-14);
    }
  });
});
