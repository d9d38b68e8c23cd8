import assert from 'node:assert/strict';
import { distinctLimit, exactRows, numberFacts } from '../../../../src/data/columns/numberFacts.ts';

/** A linear congruential sequence in [0, 1). */
function* sequence(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

function column(length: number, value: (random: number, i: number) => number): Float64Array {
  const random = sequence(length);
  return Float64Array.from({ length }, (_, i) => value(random.next().value, i));
}

/** The same by a set and by comparing each value with the edges of the bins. */
function expected(values: Float64Array): { distinct: number; histogram: number[] } {
  const known = [...values].filter((x) => !Number.isNaN(x));
  const [min, max] = [Math.min(...known), Math.max(...known)];
  const histogram = new Array<number>(12).fill(0);
  for (const x of known) {
    const bin = min === max ? 0 : Math.min(11, Math.floor((12 * (x - min)) / (max - min)));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  return { distinct: new Set(known.map((x) => x + 0)).size, histogram };
}

const columns: readonly [string, Float64Array][] = [
  ['shades of grey, mostly 0', column(5000, (u) => (u < 0.7 ? 0 : Math.floor(u * 256)))],
  [
    'whole numbers on both sides of 0, with −0 and gaps',
    column(3000, (u, i) => (i % 7 === 0 ? Number.NaN : Math.round(20 * u - 10))),
  ],
  ['few whole numbers far apart', column(50, (u) => Math.floor(1e6 * u))],
  ['as many whole numbers as there are rows', column(997, (_, i) => 5 + i)],
  ['whole numbers and one that is none', column(400, (u, i) => (i === 200 ? 0.5 : Math.floor(9 * u)))],
  ['fractions', column(2000, (u) => u)],
  ['one number only', column(100, () => 7)],
];

describe('numberFacts(values)', () => {
  for (const [name, values] of columns) {
    it(`counts different values and bins: ${name}`, () => {
      const { distinct, histogram } = numberFacts(values);
      assert.deepEqual({ distinct, histogram: [...histogram] }, expected(values));
    });
  }

  it('says "at least" of long columns, whole numbers or not, and bins evenly spaced rows', () => {
    for (const value of [(u: number) => Math.floor(60_000 * u), (u: number) => u]) {
      const { distinct, histogram } = numberFacts(column(2 * exactRows, value));
      assert.equal(distinct, distinctLimit);
      assert.equal(
        histogram.reduce((sum, count) => sum + count, 0),
        exactRows,
      );
    }
  });
});
