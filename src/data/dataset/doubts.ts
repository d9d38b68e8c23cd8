/** What makes one doubt a column of numbers or words: values that can only stand for "missing", values far from all others, a lack of any. */
import { type Notice, notice } from '../../core/notice.ts';
import type { Column } from '../columns/table.ts';

export type DoubtCode = 'doubt.sentinel' | 'doubt.spread' | 'doubt.nearlyConstant' | 'doubt.skewed';
export type Doubt = Notice<DoubtCode>;

/** Values looked at; evenly spaced. */
const maxValues = 20_000;
const minValues = 10;
/** A value as far from the others as this many times their range stands for something else. */
const farFromOthers = 2;
const absurdlyFar = 1e4;
/** Ratio of the largest value to the median. */
const absurdSpread = 1e4;
const longTail = 10;
const nearlyAll = 0.99;

const known = new WeakMap<Column, readonly Doubt[]>();

export function doubtsOf(column: Column): readonly Doubt[] {
  const there = known.get(column);
  if (there) return there;
  const found = column.type === 'id' || column.type === 'constant' || column.type === 'date' ? [] : find(column);
  known.set(column, found);
  return found;
}

function find(column: Column): readonly Doubt[] {
  const { numbers, counts, categories } = column;
  if (!numbers) {
    const values = counts.reduce((sum, count) => sum + count, 0);
    const most = counts.reduce((best, count, k) => (count > counts[best]! ? k : best), 0);
    return nearlyConstant(counts[most] ?? 0, values, categories[most] ?? '');
  }
  const step = Math.max(1, Math.ceil(numbers.length / maxValues));
  const values: number[] = [];
  for (let i = 0; i < numbers.length; i += step) if (numbers[i] === numbers[i]) values.push(numbers[i]!);
  if (values.length < minValues) return [];
  const sorted = Float64Array.from(values).sort();
  const sentinels = [sentinel(sorted), sentinel(sorted.map((x) => -x).reverse())];
  const found = sentinels.flatMap((end, k) =>
    end ? [notice('doubt.sentinel' as const, k === 0 ? end.value : -end.value, end.count)] : [],
  );
  if (found.length > 0) return found;
  const median = sorted[sorted.length >> 1]!;
  const same = sorted.reduce((sum, x) => sum + Number(x === median), 0);
  return [...nearlyConstant(same, sorted.length, median), ...tail(sorted, median)];
}

/** The least value, when it is far from all others and of a form that means "missing", or absurdly far. */
function sentinel(sorted: Float64Array): { value: number; count: number } | null {
  const value = sorted[0]!;
  const count = sorted.findIndex((x) => x !== value);
  if (count < 0 || count * 2 > sorted.length) return null;
  const others = sorted.subarray(count);
  const range = others.at(-1)! - others[0]!;
  const gap = others[0]! - value;
  if (!(range > 0)) return null;
  const isFar = (isMarker(value) && gap >= farFromOthers * range) || gap >= absurdlyFar * range;
  return isFar ? { value, count } : null;
}

/** −999, 9999, 99999.99, 1e15. */
function isMarker(value: number): boolean {
  const digits = String(Math.abs(value)).replace('.', '');
  return /^9{2,}$/.test(digits) || (Math.abs(value) >= 1e6 && /^1(?:0+|e\+?\d+)$/.test(digits));
}

function nearlyConstant(count: number, values: number, value: number | string): Doubt[] {
  if (values < 100 || count < nearlyAll * values || count === values) return [];
  return [notice('doubt.nearlyConstant', Math.floor((1000 * count) / values) / 10, value)];
}

function tail(sorted: Float64Array, median: number): Doubt[] {
  const max = sorted.at(-1)!;
  if (sorted[0]! < 0 || median <= 0) return [];
  if (max / median >= absurdSpread) return [notice('doubt.spread', max, median)];
  const mean = sorted.reduce((sum, x) => sum + x, 0) / sorted.length;
  const std = Math.sqrt(sorted.reduce((sum, x) => sum + (x - mean) ** 2, 0) / sorted.length);
  const isSkewed = max / median >= longTail && mean - median > 0.3 * std && new Set(sorted).size > 20;
  return isSkewed ? [notice('doubt.skewed', max, median)] : [];
}
