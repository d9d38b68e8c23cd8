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
}

export const distinctLimit = 65_536;

/** `values` is not changed. With no value at all, min, max, mean and std are NaN. */
export function numberFacts(values: Float64Array): NumberFacts {
  let count = 0;
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let integers = true;
  let increasing = true;
  let previous = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (x !== x) continue;
    count++;
    sum += x;
    if (x < min) min = x;
    if (x > max) max = x;
    if (integers && x !== Math.floor(x)) integers = false;
    if (x <= previous) increasing = false;
    previous = x;
  }
  const missing = values.length - count;
  if (count === 0) return { missing, distinct: 0, min: NaN, max: NaN, mean: NaN, std: NaN, integers: false, increasing: false };
  const { mean, std } = spread(values, count, sum, min, max);
  return { missing, distinct: distinctCount(values), min, max, mean, std, integers, increasing };
}

/** Mean and population standard deviation, scaled where the plain sums would overflow. */
function spread(values: Float64Array, count: number, sum: number, min: number, max: number): { mean: number; std: number } {
  if (min === max) return { mean: min, std: 0 };
  const largest = Math.max(Math.abs(min), Math.abs(max));
  const scale = largest > 1e140 || largest < 1e-140 ? largest : 1;
  let mean = sum / count;
  if (scale !== 1) {
    mean = 0;
    for (let i = 0; i < values.length; i++) if (values[i] === values[i]) mean += (values[i] as number) / scale / count;
  }
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const d = (values[i] as number) / scale - mean;
    if (d === d) squares += d * d;
  }
  return { mean: mean * scale, std: Math.sqrt(squares / count) * scale };
}

/** An open-addressing set of doubles; −0 and 0 are one value. */
function distinctCount(values: Float64Array): number {
  const bits = 17;
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
