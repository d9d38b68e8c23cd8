/** The loss ℒ(ŷ, y) of each example for itself; their sum is `lossSum` up to rounding. */
import { lossSum } from './losses.ts';
import type { Activation, Loss } from './network.ts';

/**
 * Writes ℒ of m examples into `into`, from `at` on.
 * @param Z logits, units × m
 * @param A ŷ, units × m
 * @param Y targets, units × m
 */
export function perExampleLoss(
  loss: Loss,
  activation: Activation,
  { Z, A, Y }: { readonly Z: Float64Array; readonly A: Float64Array; readonly Y: Float64Array },
  units: number,
  m: number,
  into: Float64Array,
  at = 0,
): void {
  const z = new Float64Array(units);
  const a = new Float64Array(units);
  const y = new Float64Array(units);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < units; j++) {
      z[j] = Z[j * m + i]!;
      a[j] = A[j * m + i]!;
      y[j] = Y[j * m + i]!;
    }
    into[at + i] = lossSum(loss, activation, z, a, y, units, 1);
  }
}
