/**
 * What makes one doubt a column of numbers or words: values that can only stand for "missing", values far from all
 * others, a lack of any.
 */
import { type Notice, notice } from '../../core/notice.ts';
import type { NumberFacts } from '../columns/numberFacts.ts';
import type { Column } from '../columns/table.ts';
import { shorten } from '../columns/columnTyping.ts';
import { dressedNumber } from '../csv/numbers/dressedNumber.ts';
import { numberOfText } from '../csv/numbers/numberParser.ts';
import type { DataWarningCode } from '../csv/dataNotice.ts';
import type { NumberColumn } from '../csv/numbers/narrowNumbers.ts';

export type DoubtCode = Extract<DataWarningCode, `doubt.${string}`>;
export type Doubt = Notice<DoubtCode>;

/** Values looked at, evenly spaced; the smallest and the largest of all are always among them. */
const maxValues = 2000;
const minValues = 10;
/** A value as far from the others as this many times their range stands for something else. */
const farFromOthers = 2;
const absurdlyFar = 1e4;
/** Ratio of the largest value to the median. */
const absurdSpread = 1e4;
const longTail = 10;
const nearlyAll = 0.99;
const manyNumbers = 10;
const mixedShare = 0.3;
/** Of the words of a column, so many with a unit are amounts in several units. */
const unitsShare = 0.6;
const manyWords = 10;

const known = new WeakMap<Column, readonly Doubt[]>();

export function doubtsOf(column: Column): readonly Doubt[] {
  const there = known.get(column);
  if (there) return there;
  const found = column.type === 'id' || column.type === 'constant' || column.type === 'date' ? [] : find(column);
  known.set(column, found);
  return found;
}

function find(column: Column): readonly Doubt[] {
  const { numbers, facts, counts } = column;
  const values = numbers ? numbers.length - column.missing : counts.reduce((sum, count) => sum + count, 0);
  const found = numbers ? ofNumbers(numbers, facts) : ofWords(column, values);
  return [...mostlyMissing(column.missing, values), ...found];
}

function ofWords(column: Column, values: number): readonly Doubt[] {
  const { counts, categories } = column;
  const most = counts.reduce((best, count, k) => (count > counts[best]! ? k : best), 0);
  const same = nearlyConstant(counts[most] ?? 0, values, categories[most] ?? '');
  return [...same, ...(column.type === 'category' ? ofCategory(column, values) : [])];
}

function ofNumbers(numbers: NumberColumn, facts: NumberFacts | null): readonly Doubt[] {
  const sorted = sortedSample(numbers, facts);
  if (sorted.length < minValues) return [];
  const sentinels = [...sentinelsBelow(sorted), ...sentinelsBelow(sorted.map((x) => -x).reverse()).map((x) => -x)];
  if (sentinels.length > 0)
    return sentinels.map((value) => notice('doubt.sentinel' as const, value, timesOf(numbers, value)));
  const median = sorted[sorted.length >> 1]!;
  const same = sorted.reduce((sum, x) => sum + Number(x === median), 0);
  return [...nearlyConstant(same, sorted.length, median), ...tail(sorted, median)];
}

function sortedSample(numbers: NumberColumn, facts: NumberFacts | null): Float64Array {
  const step = Math.max(1, Math.ceil(numbers.length / maxValues));
  const values = new Float64Array(Math.ceil(numbers.length / step) + 2);
  let count = 0;
  for (let i = 0; i < numbers.length; i += step) {
    const x = numbers[i] as number;
    if (x === x) values[count++] = x;
  }
  const sample = values.subarray(0, count).sort();
  if (step === 1 || count === 0 || !facts) return sample;
  // A value that stands for "missing" may be rare, and is always at an end.
  const ends = [facts.min, facts.max].filter((x) => x < sample[0]! || x > sample[count - 1]!);
  values.set(ends, count);
  return values.subarray(0, count + ends.length).sort();
}

function timesOf(numbers: NumberColumn, value: number): number {
  let times = 0;
  for (let i = 0; i < numbers.length; i++) if (numbers[i] === value) times++;
  return times;
}

/** The least values, when they are far from all others and of a form that means "missing", or the least is absurdly far. */
function sentinelsBelow(sorted: Float64Array): number[] {
  const found: number[] = [];
  let rest = sorted;
  // Several at one end are 7777, 8888 and 9999: refused, not known, not asked.
  for (let k = 0; k < maxMarkers && rest.length > 0 && isMarker(rest[0]!); k++) {
    found.push(rest[0]!);
    rest = rest.subarray(firstOther(rest));
  }
  while (found.length > 0 && !standApart(found, sorted, farFromOthers)) found.pop();
  if (found.length > 0) return found;
  return standApart([sorted[0]!], sorted, absurdlyFar) ? [sorted[0]!] : [];
}

/** Whether these least values are as far from the others as so many times the range of those, and fewer. */
function standApart(found: readonly number[], sorted: Float64Array, times: number): boolean {
  const last = found.at(-1)!;
  const others = sorted.subarray(sorted.findIndex((x) => x > last));
  const count = sorted.length - others.length;
  if (count === 0 || count * 2 > sorted.length) return false;
  const range = others.at(-1)! - others[0]!;
  return range > 0 && others[0]! - last >= times * range;
}

function firstOther(sorted: Float64Array): number {
  const at = sorted.findIndex((x) => x !== sorted[0]);
  return at < 0 ? sorted.length : at;
}

const maxMarkers = 3;

/** −999, 9999, 99999.99, 777, 8888, 1e15, the least number of 32 bits. */
function isMarker(value: number): boolean {
  const digits = String(Math.abs(value)).replace('.', '');
  if (/^(?:9{2,}|7{3,}|8{3,}|214748364[78]|32768)$/.test(digits)) return true;
  return Math.abs(value) >= 1e6 && /^1(?:0+|e\+?\d+)$/.test(digits);
}

/** What is said first of the words of a category: each of them becomes an input of its own, or a class. */
function ofCategory(column: Column, values: number): Doubt[] {
  if (column.categories.length < manyWords) return [];
  const found = [mixed(column, values), severalUnits(column, values), hardlyTwice(column, values)];
  return found.filter((doubt) => doubt !== null).slice(0, 1);
}

/** Many different numbers among the words: amounts rather than levels, or two things in one column. */
function mixed({ categories, counts }: Column, values: number): Doubt | null {
  const isNumber = (word: string) => numberOfText(word, false) === numberOfText(word, false);
  const words = categories.filter((word) => !isNumber(word));
  const numbers = categories.reduce((sum, word, k) => sum + (isNumber(word) ? counts[k]! : 0), 0);
  const isMixed = categories.length - words.length >= manyNumbers && numbers >= mixedShare * values && words.length > 0;
  return isMixed ? notice('doubt.mixed', numbers, values, JSON.stringify(shorten(words[0]!))) : null;
}

/** 5.3K and 2.1M, 12 cm and 120 mm: amounts, but of no one scale. Rooms and school classes (12a, 12b) come again, and have no decimals. */
function severalUnits({ categories, counts }: Column, values: number): Doubt | null {
  const examples = new Map<string, string>();
  let dressed = 0;
  categories.forEach((word, k) => {
    const unit = (dressedNumber(word, false) ?? dressedNumber(word, true))?.unit;
    if (!unit) return;
    dressed += counts[k]!;
    if (!examples.has(unit)) examples.set(unit, word);
  });
  const isAmount = 2 * categories.length > values || categories.some((word) => /\d[.,]\d/.test(word));
  const [first, second] = [...examples.values()].map((word) => JSON.stringify(shorten(word)));
  if (!isAmount || dressed < unitsShare * values || first === undefined || second === undefined) return null;
  return notice('doubt.units', first, second);
}

function hardlyTwice({ categories }: Column, values: number): Doubt | null {
  return 2 * categories.length > values ? notice('doubt.manyWords', categories.length, values) : null;
}

/** What is learned of such a column is learned from few rows, or from its stand-in. */
function mostlyMissing(missing: number, values: number): Doubt[] {
  const rows = missing + values;
  return rows >= minValues && 2 * missing > rows ? [notice('doubt.mostlyMissing', missing, rows)] : [];
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
