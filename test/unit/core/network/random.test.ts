import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { epochOrder } from '../../../../src/core/training/batches.ts';
import { RandomState } from '../../../../src/core/network/random.ts';

const draw = <T>(count: number, next: () => T) => Array.from({ length: count }, next);

/** Expected numbers were printed by NumPy 2.4 (`numpy.random.RandomState`). */
describe('RandomState', () => {
  it('random() gives the uniforms of NumPy', () => {
    const two = new RandomState(2);
    assert.deepEqual(
      draw(3, () => two.random()),
      [0.43599490214200376, 0.025926231827891333, 0.5496624778787091],
    );
    const last = new RandomState(4294967295);
    assert.deepEqual(
      draw(2, () => last.random()),
      [0.0976320289940138, 0.9123828453026218],
    );
  });

  it('randn() gives the normal numbers of NumPy', () => {
    const random = new RandomState(2);
    const expected = [
      -0.4167578474054706, -0.056266827226329474, -2.136196095668454, 1.6402708084049886, -1.7934355851948631,
    ];
    for (const value of expected) assert.ok(Math.abs(random.randn() - value) < 1e-15);
  });

  it('randn() and random() keep step with NumPy over a thousand draws', () => {
    const random = new RandomState(0);
    const thousandth = draw(1000, () => random.randn()).at(-1)!;
    assert.ok(Math.abs(thousandth - -0.35811407547985674) < 1e-15);
    assert.equal(random.random(), 0.821903908407869);
    assert.ok(Math.abs(random.randn() - 0.675381362978053) < 1e-15);
  });

  it('randint(low, high) gives the whole numbers of NumPy', () => {
    const random = new RandomState(2);
    assert.deepEqual(
      draw(3, () => random.randint(0, 2 ** 32)),
      [1872583848, 794921487, 111352301],
    );
    assert.deepEqual(
      draw(8, () => random.randint(0, 10)),
      [8, 6, 2, 8, 7, 2, 1, 5],
    );
    assert.deepEqual(
      draw(4, () => random.randint(7, 8)),
      [7, 7, 7, 7],
    );
    assert.throws(() => random.randint(3, 3), /low < high/);
  });

  it('shuffle(values) gives the order of NumPy', () => {
    const values = Uint32Array.from({ length: 12 }, (_, i) => i);
    new RandomState(123).shuffle(values);
    assert.deepEqual([...values], [5, 0, 4, 9, 8, 7, 10, 3, 1, 6, 11, 2]);
  });

  it('takes a list of seeds as NumPy does: the order of an epoch', () => {
    const order = (seed: number, epoch: number, m: number) => {
      const into = new Uint32Array(m);
      epochOrder(seed, epoch, into);
      return [...into];
    };
    assert.deepEqual(order(1, 0, 10), [2, 9, 8, 3, 6, 7, 1, 4, 0, 5]);
    assert.deepEqual(order(1, 1, 10), [0, 6, 2, 7, 9, 8, 3, 1, 4, 5]);
    assert.deepEqual(order(4294967295, 7, 7), [1, 0, 2, 4, 6, 3, 5]);
    assert.throws(() => new RandomState([]), RangeError);
  });

  it('save() and load() go on bit for bit, the spare normal number included', () => {
    const random = new RandomState(5);
    for (let i = 0; i < 701; i++) random.randn();
    const saved = structuredClone(random.save());
    const ahead = draw(2000, () => random.randn() + random.random());
    const other = new RandomState(9);
    other.load(saved);
    assert.deepEqual(
      draw(2000, () => other.randn() + other.random()),
      ahead,
    );
  });
});
