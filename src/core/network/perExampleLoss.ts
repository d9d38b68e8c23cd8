/** The loss ℒ(ŷ, y) of each example for itself; their sum is `lossSum` up to rounding. */
import { lossSum, type Outputs } from './losses.ts';
import type { Activation, Loss } from './network.ts';

/**
 * Writes ℒ of m examples into `into`, from `at` on.
 */
export function perExampleLoss(
  loss: Loss,
  activation: Activation,
  { Z, A, Y, units, m }: Outputs,
  into: Float64Array,
  at = 0,
): void {
  const z = new Float64Array(units);
  const a = new Float64Array(units);
  const y = new Float64Array(units);
  const one: Outputs = { Z: z, A: a, Y: y, units, m: 1 };
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < units; j++) {
      z[j] = Z[j * m + i]!;
      a[j] = A[j * m + i]!;
      y[j] = Y[j * m + i]!;
    }
    into[at + i] = lossSum(loss, activation, one);
  }
}
