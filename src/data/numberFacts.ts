/** What one pass over a column of numbers tells. NaN is a missing value and never counts. */

export interface NumberFacts {
  readonly missing: number;
  /** Different values; exact below `distinctLimit`, which itself means "at least". */
  readonly distinct: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly std: number;
  readonly integers: boolean;
  /** Every value is larger than the one before. */
  readonly increasing: boolean;
  /** Counts in 12 equal bins from min to max, the maximum in the last; empty when there is no value. */
  readonly histogram: readonly number[];
}

export const distinctLimit = 65_536;

const bins = 12;

/** `values` is not changed. With no value at all, min, max, mean and std are NaN. */
export function numberFacts(values: Float64Array): NumberFacts {
  let count = 0;
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (x !== x) continue;
    count++;
    sum += x;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  const missing = values.length - count;
  if (count === 0) return { missing, distinct: 0, min: NaN, max: NaN, mean: NaN, std: NaN, integers: false, increasing: false, histogram: [] };
  const { mean, std, histogram } = spread(values, count, sum, min, max);
  const distinct = distinctCount(values);
  return { missing, distinct, min, max, mean, std, integers: allIntegers(values), increasing: isIncreasing(values), histogram };
}

interface Spread {
  readonly mean: number;
  readonly std: number;
  readonly histogram: readonly number[];
}

/** Mean, population standard deviation and histogram; scaled where the plain sums would overflow. */
function spread(values: Float64Array, count: number, sum: number, min: number, max: number): Spread {
  const largest = Math.max(Math.abs(min), Math.abs(max));
  if (min === max) return { mean: min, std: 0, histogram: [count, ...new Array<number>(bins - 1).fill(0)] };
  const scale = largest > 1e140 || largest < 1e-140 ? largest : 1;
  const mean = scale === 1 ? sum / count : scaledMean(values, count, scale);
  const low = min / scale;
  const perBin = bins / (max / scale - low);
  const counts = new Int32Array(bins + 1);
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const x = (values[i] as number) / scale;
    if (x !== x) continue;
    const d = x - mean;
    squares += d * d;
    const bin = ((x - low) * perBin) | 0;
    counts[bin] = (counts[bin] as number) + 1;
  }
  // The maximum itself belongs to the last bin.
  counts[bins - 1] = (counts[bins - 1] as number) + (counts[bins] as number);
  return { mean: mean * scale, std: Math.sqrt(squares / count) * scale, histogram: [...counts.subarray(0, bins)] };
}

function scaledMean(values: Float64Array, count: number, scale: number): number {
  let mean = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === values[i]) mean += (values[i] as number) / scale / count;
  return mean;
}

function allIntegers(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (x !== Math.floor(x) && x === x) return false;
  }
  return true;
}

function isIncreasing(values: Float64Array): boolean {
  let previous = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (x <= previous) return false;
    if (x === x) previous = x;
  }
  return true;
}

/** An open-addressing set of doubles; −0 and 0 are one value. */
function distinctCount(values: Float64Array): number {
  const bits = Math.min(17, Math.max(4, 33 - Math.clz32(values.length)));
  const slots = new Float64Array(1 << bits).fill(NaN);
  const word = new Float64Array(1);
  const halves = new Int32Array(word.buffer);
  let distinct = 0;
  for (let i = 0; i < values.length; i++) {
    const x = (values[i] as number) + 0;
    if (x !== x) continue;
    word[0] = x;
    let slot = Math.imul((halves[0] as number) ^ Math.imul(halves[1] as number, 0x9e3779b1), 0x85ebca6b) >>> (32 - bits);
    for (;;) {
      const there = slots[slot] as number;
      if (there === x) break;
      if (there !== there) {
        slots[slot] = x;
        if (++distinct >= distinctLimit) return distinct;
        break;
      }
      slot = (slot + 1) & ((1 << bits) - 1);
    }
  }
  return distinct;
}
