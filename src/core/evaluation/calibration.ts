/** Whether probabilities mean what they say: of the examples given 70 %, are 70 % of the class? */

export interface Calibration {
  /** Mean predicted probability of each bin that has examples, and the share of them that are positive. */
  readonly predicted: Float64Array;
  readonly observed: Float64Array;
  readonly counts: Float64Array;
  /** Mean distance of the two over all examples (expected calibration error); NaN without examples. */
  readonly expectedError: number;
  /** Mean (p − y)² (Brier 1950); NaN without examples. */
  readonly brier: number;
}

/**
 * @param probabilities 0…1, one an example; others are left out
 * @param isPositive 1 or 0 an example
 * @param bins of equal width over 0…1; 1 belongs to the last
 */
export function calibrate(probabilities: Float64Array, isPositive: Uint8Array, bins: number): Calibration {
  const predicted = new Float64Array(bins);
  const observed = new Float64Array(bins);
  const counts = new Float64Array(bins);
  let squares = 0;
  let total = 0;
  probabilities.forEach((p, i) => {
    if (!(p >= 0 && p <= 1)) return;
    const bin = Math.min(bins - 1, Math.floor(p * bins));
    predicted[bin]! += p;
    observed[bin]! += isPositive[i]!;
    counts[bin]!++;
    squares += (p - isPositive[i]!) ** 2;
    total++;
  });
  const filled = Array.from(counts.keys()).filter((bin) => counts[bin]! > 0);
  const mean = (sums: Float64Array) => Float64Array.from(filled, (bin) => sums[bin]! / counts[bin]!);
  const distance = filled.reduce((sum, bin) => sum + Math.abs(predicted[bin]! - observed[bin]!), 0);
  return {
    predicted: mean(predicted),
    observed: mean(observed),
    counts: Float64Array.from(filled, (bin) => counts[bin]!),
    expectedError: distance / total,
    brier: squares / total,
  };
}
