/** An independent computation of what the answers tell: plain sums over plain arrays. */
import assert from 'node:assert/strict';
import type { Trainer } from '../../../../src/core/training/trainer.ts';

/** The textbook's forward pass of one example: z and a of every layer, with plain sums. */
export function byHand({ spec, parameters }: Trainer, x: readonly number[]): { z: number[][]; a: number[][] } {
  const z: number[][] = [[]];
  const a: number[][] = [[...x]];
  spec.layers.forEach(({ units, activation }, index) => {
    const before = a[index]!;
    const W = parameters.W[index + 1]!;
    const own = Array.from({ length: units }, (_, j) =>
      before.reduce((sum, value, k) => sum + W[j * before.length + k]! * value, parameters.b[index + 1]![j]!),
    );
    z.push(own);
    const exponentials = own.map((value) => Math.exp(value));
    const total = exponentials.reduce((sum, value) => sum + value, 0);
    a.push(
      own.map((value, j) => {
        if (activation === 'softmax') return exponentials[j]! / total;
        if (activation === 'sigmoid') return 1 / (1 + Math.exp(-value));
        if (activation === 'tanh') return (Math.exp(value) - Math.exp(-value)) / (Math.exp(value) + Math.exp(-value));
        return activation === 'relu' ? Math.max(0, value) : value;
      }),
    );
  });
  return { z, a };
}

/** Equal up to a relative tolerance. */
export function assertClose(actual: ArrayLike<number>, expected: readonly number[], tolerance = 1e-9): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => {
    assert.ok(
      Math.abs((actual[i] ?? Number.NaN) - value) <= tolerance * Math.max(1, Math.abs(value)),
      `at ${i}: ${actual[i]}, expected ${value}`,
    );
  });
}
