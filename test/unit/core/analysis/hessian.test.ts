import assert from 'node:assert/strict';
import { createParameters } from '../../../../src/core/network/arena.ts';
import { gradientsOf } from '../../../../src/core/analysis/gradientCheck.ts';
import { HessianProduct } from '../../../../src/core/analysis/hessian.ts';
import { largestEigenvalue } from '../../../../src/core/analysis/lanczos.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import { dense, jacobi } from './denseMatrix.ts';
import { network, randomExamples, randomParameters } from '../network/randomNetworks.ts';

const relative = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));

describe('HessianProduct', () => {
  it('is XXᵀ/m with bias for linear regression, exactly, with λ/m on the weights', () => {
    const spec = network(3, [], [1, 'linear'], 'squaredError');
    const examples = randomExamples(spec, 40, 3);
    const { X, m } = examples;
    const row = (k: number, i: number) => (k === 3 ? 1 : X[k * m + i]!);
    const H = Array.from({ length: 4 }, (_, j) =>
      Array.from({ length: 4 }, (_, k) => {
        let sum = j === k && j < 3 ? 0.5 : 0;
        for (let i = 0; i < m; i++) sum += row(j, i) * row(k, i);
        return sum / m;
      }),
    );
    const product = new HessianProduct(spec, randomParameters(spec, 1), examples, 0.5);
    const random = new RandomState(7);
    const v = Float64Array.from({ length: 4 }, () => random.randn());
    const expected = dense(H).times(v);
    product.times(v).forEach((value, i) => {
      assert.ok(Math.abs(value - expected[i]!) < 1e-8, `${value} is ${expected[i]}`);
    });
    assert.ok(relative(largestEigenvalue(product), jacobi(H)[0]!) < 1e-9);
  });

  it('agrees with the Hessian of a small network built column by column from differences of gradients', () => {
    const spec = network(2, [[3, 'tanh']], [1, 'sigmoid'], 'binaryCrossEntropy');
    const examples = randomExamples(spec, 25, 5);
    const parameters = randomParameters(spec, 11);
    const n = parameters.values.length;
    const gradientWith = (i: number, step: number) => {
      const values = parameters.values.slice();
      values[i] = values[i]! + step;
      return gradientsOf(spec, createParameters(spec, values), examples, 0.3).values;
    };
    const columns = Array.from({ length: n }, (_, i) => {
      const [right, left] = [gradientWith(i, 1e-4), gradientWith(i, -1e-4)];
      return Array.from(right, (value, j) => (value - left[j]!) / 2e-4);
    });
    const H = columns.map((column, i) => column.map((value, j) => (value + columns[j]![i]!) / 2));
    const product = new HessianProduct(spec, parameters, examples, 0.3);
    for (let i = 0; i < n; i++) {
      const unit = new Float64Array(n);
      unit[i] = 1;
      product.times(unit).forEach((value, j) => {
        assert.ok(Math.abs(value - H[i]![j]!) < 1e-6, `H[${i}, ${j}]`);
      });
    }
    assert.ok(relative(largestEigenvalue(product), jacobi(H)[0]!) < 1e-6);
  });

  it('marks the border: gradient descent on a quadratic cost falls just below 2/λmax and rises just above', () => {
    const spec = network(2, [], [1, 'linear'], 'squaredError');
    const examples = randomExamples(spec, 30, 9);
    const start = randomParameters(spec, 4);
    const limit = 2 / largestEigenvalue(new HessianProduct(spec, start, examples, 0));
    const lengthAfter = (rate: number) => {
      const parameters = createParameters(spec, start.values.slice());
      for (let step = 0; step < 2000; step++) {
        const { values } = gradientsOf(spec, parameters, examples, 0);
        for (let i = 0; i < values.length; i++) parameters.values[i] = parameters.values[i]! - rate * values[i]!;
      }
      return Math.hypot(...parameters.values);
    };
    assert.ok(lengthAfter(limit * 0.98) < 10);
    assert.ok(lengthAfter(limit * 1.02) > 1000);
  });
});
