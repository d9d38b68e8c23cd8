import assert from 'node:assert/strict';
import { HessianProduct } from '../../../../src/core/analysis/hessian.ts';
import { largestEigenvalue } from '../../../../src/core/analysis/lanczos.ts';
import { open, randomTraining } from '../../engine/randomNetwork.ts';
import { scaled } from '../training/settings.ts';
import { dense, jacobi } from './denseMatrix.ts';
import { trials } from '../../../trials.ts';

const relative = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));

describe('largestEigenvalue(product)', () => {
  it('finds the eigenvalue of matrices that are known', () => {
    assert.ok(
      relative(
        largestEigenvalue(
          dense([
            [2, 1],
            [1, 2],
          ]),
        ),
        3,
      ) < 1e-9,
    );
    assert.ok(
      relative(
        largestEigenvalue(
          dense([
            [5, 0, 0],
            [0, 1, 0],
            [0, 0, -2],
          ]),
        ),
        5,
      ) < 1e-9,
    );
  });

  it('means the most positive one, also where a negative one is larger in size', () => {
    assert.ok(
      relative(
        largestEigenvalue(
          dense([
            [-9, 0],
            [0, 4],
          ]),
        ),
        4,
      ) < 1e-9,
    );
    assert.ok(
      relative(
        largestEigenvalue(
          dense([
            [-9, 0],
            [0, -4],
          ]),
        ),
        -4,
      ) < 1e-9,
    );
  });

  it('is 0 for the zero matrix and NaN for one that is not finite', () => {
    assert.equal(
      largestEigenvalue(
        dense([
          [0, 0],
          [0, 0],
        ]),
      ),
      0,
    );
    assert.ok(
      Number.isNaN(
        largestEigenvalue(
          dense([
            [Number.NaN, 0],
            [0, 1],
          ]),
        ),
      ),
    );
  });

  it('tells two that lie close apart', () => {
    const diagonal = Array.from({ length: 40 }, (_, i) => (i < 2 ? 1 - 0.003 * i : 0.9 - 0.02 * i));
    const product = { size: 40, times: (v: Float64Array) => v.map((value, i) => value * diagonal[i]!) };
    assert.ok(relative(largestEigenvalue(product), 1) < 1e-6);
  });

  const networks = trials(30, 300);
  it(`agrees with a dense eigen-decomposition for ${networks} random networks, to 1e-6`, () => {
    for (let seed = 0; seed < networks; seed++) {
      const { spec, train, settings } = randomTraining(seed, { units: 6, examples: 40 });
      const trainer = open({ spec, train, settings, validation: null, initialization: scaled(0.7, seed) });
      const product = new HessianProduct(spec, trainer.parameters, train, settings.l2);
      const columns = Array.from({ length: product.size }, (_, i) => {
        const unit = new Float64Array(product.size);
        unit[i] = 1;
        return [...product.times(unit)];
      });
      const expected = jacobi(columns)[0]!;
      const found = largestEigenvalue(product);
      assert.ok(
        // NaN: a softmax of one unit is 1, whatever the truth.
        Object.is(found, expected) || found === expected || relative(found, expected) < 1e-6,
        `seed ${seed}, ${product.size} parameters: ${found} is ${expected}`,
      );
    }
  });
});
