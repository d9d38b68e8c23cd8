import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { erfc } from '../../../../src/core/network/errorFunction.ts';

describe('erfc(x)', () => {
  it('agrees with 50 digits of mpmath, also far out, where erf is 1', () => {
    const known = [
      [-3, 1.9999779095030015],
      [-0.3, 1.3286267594591274],
      [0, 1],
      [0.1, 0.887537083981715],
      [0.46875, 0.5073865267820618],
      [1, 0.15729920705028513],
      [2.5, 0.0004069520174449589],
      [4.5, 1.9661604415428873e-10],
      [10, 2.088487583762545e-45],
    ] as const;
    for (const [x, expected] of known) assert.ok(Math.abs(erfc(x) / expected - 1) < 2e-15, `${x}: ${erfc(x)}`);
  });
});
