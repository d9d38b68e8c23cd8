/** Quantiles of sorted numbers. */

/**
 * The value that a share q of the numbers lies below, interpolated between neighbours as NumPy does by default.
 * @param sorted ascending
 * @param q 0…1
 * @returns NaN when there are no numbers
 */
export function quantile(sorted: Float64Array, q: number): number {
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (position - below) * (high - low);
}
