import assert from 'node:assert/strict';
import { apportion, partCodes, partCounts, splitExamples, splitParts } from '../../../../src/data/dataset/split.ts';

const strata = Int32Array.from({ length: 60 }, (_, i) => Number(i % 3 === 0));

function examplesOf(parts: Uint8Array, part: keyof typeof partCodes): number[] {
  return [...parts.keys()].filter((i) => parts[i] === partCodes[part]);
}

describe('apportion(sizes, count)', () => {
  it('takes the last example of a class only when no other class has more to give', () => {
    assert.deepEqual(apportion([1, 9], 8), [0, 8]);
    assert.deepEqual(apportion([1, 9], 9), [1, 8]);
    assert.deepEqual(apportion([30, 10, 10], 10), [6, 2, 2]);
    assert.deepEqual(apportion([], 0), []);
  });
});

describe('splitParts(m, strata, shares, seed)', () => {
  it('moves no row while there is no test part', () => {
    for (const seed of [0, 1, 77]) {
      const parts = splitParts(60, strata, { validation: 0.25, test: 0 }, seed);
      assert.deepEqual(examplesOf(parts, 'validation'), [...splitExamples(60, strata, 0.25, seed)]);
    }
  });

  it('draws the test part before validation: its rows do not depend on the validation share', () => {
    const tests = [0, 0.2, 0.7].map((validation) =>
      examplesOf(splitParts(60, strata, { validation, test: 0.3 }, 4), 'test'),
    );
    assert.deepEqual(tests[1], tests[0]);
    assert.deepEqual(tests[2], tests[0]);
    assert.equal(tests[0]?.length, 18);
    assert.equal(tests[0]?.filter((i) => strata[i] === 1).length, 6);
  });

  it('has every example once, as many in each part as are counted', () => {
    for (const shares of [
      { validation: 0.2, test: 0.2 },
      { validation: 0.9, test: 0.9 },
      { validation: 0, test: 0.5 },
    ]) {
      const parts = splitParts(60, null, shares, 1);
      const { m, validation, test } = partCounts(60, shares);
      assert.deepEqual(
        (['train', 'validation', 'test'] as const).map((part) => examplesOf(parts, part).length),
        [m, validation, test],
      );
      assert.ok(m >= 1);
    }
  });

  it('holds nothing back of fewer than ten', () => {
    assert.deepEqual(partCounts(9, { validation: 0.5, test: 0.5 }), { m: 9, validation: 0, test: 0 });
  });
});
