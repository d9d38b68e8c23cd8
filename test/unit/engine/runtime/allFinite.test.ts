import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { allFinite } from '../../../../src/engine/memory/panels.ts';

describe('allFinite(numbers)', () => {
  for (const [name, numbers] of [
    ['Float32', (values: number[]) => Float32Array.from(values)],
    ['Float64', (values: number[]) => Float64Array.from(values)],
  ] as const)
    it(`is false where one of ${name} is infinite or NaN, and true of the largest and smallest, and of none`, () => {
      const largest = name === 'Float32' ? 3.4e38 : Number.MAX_VALUE;
      assert.ok(allFinite(numbers([])));
      assert.ok(allFinite(numbers([largest, -largest, -0, 0, Number.MIN_VALUE, 1e-40, largest])));
      for (const wrong of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])
        for (const at of [0, 1, 2])
          assert.ok(!allFinite(numbers([1, -2, 3].map((value, i) => (i === at ? wrong : value)))), `${wrong} at ${at}`);
    });
});
