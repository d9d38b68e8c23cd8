/** What is known of a column of numbers. NaN is a missing value and never counts. */
import { Moments } from '../csv/numbers/moments.ts';

export interface NumberFacts {
  readonly missing: number;
  /** Different values; exact, or at least `distinctLimit` in a column of more than `exactRows` rows. */
  readonly distinct: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly std: number;
  readonly integers: boolean;
  /** Every value is larger than the one before. */
  readonly increasing: boolean;
  /**
   * Counts in 12 equal bins from min to max, the maximum in the last; empty when there is no value. In a column of more than
   * `exactRows` rows they count evenly spaced rows, at most that many.
   */
  readonly histogram: readonly number[];
}

/** Up to this many rows every figure is exact. */
export const exactRows = 100_000;
/** In longer columns different values are counted up to this number, which then means "at least". */
export const distinctLimit = 4096;

const bins = 12;
/** Whole numbers in a range smaller than this are counted one by one; in a short column, in one no larger than the column. */
const maxIntegers = 65_536;
const fewIntegers = 256;
const pieceSize = 4096;

/**
 * `values` is not changed. With no value at all, min, max, mean and std are NaN.
 * @param moments of exactly these values, when they were taken while reading
 */
export function numberFacts(values: Float64Array, moments: Moments = momentsOf(values)): NumberFacts {
  const { count, min, max, integers, increasing } = moments;
  const missing = values.length - count;
  if (count === 0)
    return {
      missing,
      distinct: 0,
      min: NaN,
      max: NaN,
      mean: NaN,
      std: NaN,
      integers: false,
      increasing: false,
      histogram: [],
    };
  const { mean, std } = center(values, moments);
  const counts = countIntegers(values, moments);
  const distinct = counts ? distinctOf(counts, values.length) : distinctCount(values);
  return {
    missing,
    distinct,
    min,
    max,
    mean,
    std,
    integers,
    increasing,
    histogram: histogram(values, moments, counts),
  };
}

function momentsOf(values: Float64Array): Moments {
  const moments = new Moments();
  for (let i = 0; i < values.length; i += pieceSize) moments.add(values, i, Math.min(values.length, i + pieceSize));
  return moments;
}

/** Mean and population standard deviation; taken again from scaled values where sums or squares left the range of doubles. */
function center(values: Float64Array, { count, min, max, mean, squares }: Moments): { mean: number; std: number } {
  if (min === max) return { mean: min, std: 0 };
  if (Number.isFinite(squares) && squares > 1e-280) return { mean, std: Math.sqrt(squares / count) };
  const scale = Math.max(Math.abs(min), Math.abs(max));
  const scaled = momentsOf(values.map((x) => x / scale));
  return { mean: scaled.mean * scale, std: Math.sqrt(scaled.squares / count) * scale };
}

/** How often each whole number from `min` to `max` occurs; `null` where there are others, or these are far apart. */
function countIntegers(values: Float64Array, { integers, min, max }: Moments): Int32Array | null {
  if (!integers || max - min >= Math.min(maxIntegers, Math.max(fewIntegers, values.length))) return null;
  const counts = new Int32Array(max - min + 1);
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (x !== x) continue;
    const index = (x - min) | 0;
    counts[index] = (counts[index] as number) + 1;
  }
  return counts;
}

function distinctOf(counts: Int32Array, length: number): number {
  const distinct = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return length > exactRows ? Math.min(distinct, distinctLimit) : distinct;
}

/** @param integers the counts of whole numbers, where they are such */
function histogram(values: Float64Array, { count, min, max }: Moments, integers: Int32Array | null): number[] {
  if (min === max) return [Math.min(count, exactRows), ...new Array<number>(bins - 1).fill(0)];
  const scale = Math.max(Math.abs(min), Math.abs(max)) > 1e300 ? 2 ** -10 : 1;
  const low = min * scale;
  const perBin = bins / (max * scale - low);
  const counts = new Int32Array(bins + 1);
  const add = (x: number, times: number): void => {
    const bin = ((x * scale - low) * perBin) | 0;
    counts[bin] = (counts[bin] as number) + times;
  };
  const step = Math.ceil(values.length / exactRows);
  if (integers && step === 1) integers.forEach((times, k) => times > 0 && add(min + k, times));
  else
    for (let i = 0; i < values.length; i += step) {
      const x = values[i] as number;
      if (x === x) add(x, 1);
    }
  // The maximum itself belongs to the last bin.
  counts[bins - 1] = (counts[bins - 1] as number) + (counts[bins] as number);
  return [...counts.subarray(0, bins)];
}

/** Room for the set of one column after the other: a new one for each would pile up, with many columns, to gigabytes. */
let scratch = new Float64Array(0);

/** An open-addressing set of doubles; −0 and 0 are one value. */
function distinctCount(values: Float64Array): number {
  const limit = values.length > exactRows ? distinctLimit : Infinity;
  const bits = limit === distinctLimit ? 13 : Math.max(4, 33 - Math.clz32(values.length));
  if (scratch.length < 1 << bits) scratch = new Float64Array(1 << bits);
  const slots = scratch.subarray(0, 1 << bits).fill(NaN);
  const word = new Float64Array(1);
  const halves = new Int32Array(word.buffer);
  let distinct = 0;
  for (let i = 0; i < values.length; i++) {
    const x = (values[i] as number) + 0;
    if (x !== x) continue;
    word[0] = x;
    let slot =
      Math.imul((halves[0] as number) ^ Math.imul(halves[1] as number, 0x9e3779b1), 0x85ebca6b) >>> (32 - bits);
    while (slots[slot] !== x && slots[slot] === slots[slot]) slot = (slot + 1) & ((1 << bits) - 1);
    if (slots[slot] === x) continue;
    slots[slot] = x;
    if (++distinct >= limit) return distinct;
  }
  return distinct;
}
