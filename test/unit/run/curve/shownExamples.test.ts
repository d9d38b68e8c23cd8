import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evenlySpaced } from '../../../../src/core/analysis/evenlySpaced.ts';
import { chooseExamples, targetValues } from '../../../../src/run/curve/shownExamples.ts';

describe('evenlySpaced(count, most)', () => {
  it('is all of them while they are few', () => {
    assert.deepEqual(evenlySpaced(4, 32), [0, 1, 2, 3]);
    assert.deepEqual(evenlySpaced(0, 32), []);
  });

  it('is ascending without repetition, from first to last, in steps that differ by at most one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 33, max: 100_000 }), (count) => {
        const chosen = evenlySpaced(count, 32);
        assert.deepEqual([chosen.length, chosen[0], chosen.at(-1)], [32, 0, count - 1]);
        const gaps = chosen.slice(1).map((index, i) => index - (chosen[i] ?? 0));
        assert.ok(Math.min(...gaps) >= 1 && Math.max(...gaps) - Math.min(...gaps) <= 1);
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});

describe('targetValues(examples, task)', () => {
  it('reads class codes from one-hot columns', () => {
    const Y = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 1, 0);
    assert.deepEqual(Array.from(targetValues({ m: 3, X: new Float64Array(3), Y }, 'multiclass')), [0, 2, 1]);
  });

  it('is the first target in regression', () => {
    const Y = Float64Array.of(1.5, 2.5, -1, -2);
    assert.deepEqual(Array.from(targetValues({ m: 2, X: new Float64Array(2), Y }, 'regression')), [1.5, 2.5]);
  });
});

describe('chooseExamples(targets)', () => {
  it('sorts by class and keeps the order of the file within one', () => {
    assert.deepEqual(chooseExamples(Float64Array.of(1, 0, 2, 0, 1)), [1, 3, 0, 4, 2]);
  });

  it('takes 400 of many, and fewer for a large network, down to 128, each class with its share', () => {
    const targets = Float64Array.from({ length: 4000 }, (_, i) => i % 4);
    const counts = [17, 75_000, 235_146, 2_000_000].map((parameters) => chooseExamples(targets, parameters).length);
    assert.deepEqual(counts, [400, 400, 128, 128]);
    const classes = chooseExamples(targets, 235_146).map((i) => targets[i]);
    assert.deepEqual(
      [0, 1, 2, 3].map((code) => classes.filter((target) => target === code).length),
      [32, 32, 32, 32],
    );
  });
});
