/** How numbers are spread: counts in bins of equal width, and their moments. */

/** `bins` + 1 edges from the least to the greatest; one apart when they are the same. */
export function binEdges(min: number, max: number, bins: number): Float64Array {
  const [low, high] = max > min ? [min, max] : [min - 0.5, min + 0.5];
  return Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + (i * (high - low)) / bins));
}

/**
 * Numbers in each bin: at least its lower edge and below its upper one; the last bin has its upper edge, too. What lies
 * outside, and what is no number, is not counted.
 * @param edges ascending and evenly spaced
 */
export function histogram(values: Float64Array, edges: Float64Array): Float64Array {
  const bins = edges.length - 1;
  const counts = new Float64Array(bins);
  const low = edges[0]!;
  const high = edges[bins]!;
  const perBin = bins / (high - low);
  for (const value of values) {
    if (!(value >= low && value <= high)) continue;
    let bin = Math.min(bins - 1, Math.floor((value - low) * perBin));
    // Rounding may miss the edge by a bit.
    if (value < edges[bin]!) bin--;
    else if (bin < bins - 1 && value >= edges[bin + 1]!) bin++;
    counts[bin]!++;
  }
  return counts;
}

export interface Spread {
  readonly mean: number;
  /** Population standard deviation. */
  readonly std: number;
  readonly min: number;
  readonly max: number;
}

/** Of the finite numbers; NaN when there are none. */
export function spreadOf(values: Float64Array): Spread {
  let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (count === 0) return { mean: Number.NaN, std: Number.NaN, min: Number.NaN, max: Number.NaN };
  const mean = sum / count;
  let squares = 0;
  for (const value of values) if (Number.isFinite(value)) squares += (value - mean) ** 2;
  return { mean, std: Math.sqrt(squares / count), min, max };
}
