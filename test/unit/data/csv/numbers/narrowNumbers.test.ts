import assert from 'node:assert/strict';
import { RandomState } from '../../../../../src/core/network/random.ts';
import { NarrowNumbers } from '../../../../../src/data/csv/numbers/narrowNumbers.ts';

/** Appends in pieces of seven; room is expected for ten numbers. */
function kept(numbers: readonly number[]): InstanceType<typeof NarrowNumbers>['numbers'] {
  const column = new NarrowNumbers(10);
  for (let i = 0; i < numbers.length; i += 7) {
    const piece = Float64Array.from(numbers.slice(i, i + 7));
    // A piece may be longer than what is in it.
    column.append(Float64Array.of(...piece, 9e99), piece.length);
  }
  return column.numbers;
}

describe('NarrowNumbers', () => {
  const shades = Array.from({ length: 40 }, (_, i) => (i * 37) % 256);

  it('keeps whole numbers from 0 to 255 in a byte each', () => {
    const column = kept(shades);
    assert.ok(column instanceof Uint8Array);
    assert.deepEqual([...column], shades);
  });

  it('turns to Float32 where a number needs it and has no more digits, a missing one too', () => {
    for (const number of [256, -1, 0.5, 16777216, Number.NaN, 2 ** -140]) {
      const numbers = [...shades, number, ...shades];
      const column = kept(numbers);
      assert.ok(column instanceof Float32Array, String(number));
      assert.deepEqual([...column], numbers);
    }
  });

  it('turns to Float64 where Float32 would round', () => {
    for (const number of [0.1, 16777217, 1e39, -1e-46]) {
      for (const numbers of [[number], [...shades, number, ...shades], [...shades, Number.NaN, number]]) {
        const column = kept(numbers);
        assert.ok(column instanceof Float64Array, String(number));
        assert.deepEqual([...column], numbers);
      }
    }
  });

  it('holds nothing at first', () => {
    assert.equal(new NarrowNumbers(1000).numbers.length, 0);
  });

  it('gives back what it got, whatever comes in whatever order', () => {
    const random = new RandomState(4);
    const kinds = [
      () => random.randint(0, 256),
      () => Math.fround(random.randn()),
      () => random.randn(),
      () => Number.NaN,
    ];
    for (let round = 0; round < 200; round++) {
      const limit = random.randint(1, kinds.length + 1);
      const numbers = Array.from({ length: random.randint(0, 60) }, () => kinds[random.randint(0, limit)]?.() ?? 0);
      assert.deepEqual([...kept(numbers)], numbers);
    }
  });
});
