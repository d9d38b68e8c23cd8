/** Numbers that are dates: 20260601, 06.2026, seconds or milliseconds since 1970. Told from all numbers of a column. */
import { asDoubles, type NumberColumn } from '../csv/numbers/narrowNumbers.ts';
import type { ColumnStore } from '../csv/columnStore.ts';
import { wordLimit } from '../csv/wordTable.ts';
import { daysOf } from './dates.ts';
import { looksLikeId } from './columnTyping.ts';

/** With fewer values, or fewer different ones, anything may look like a date. */
const fewValues = 6;
const fewDates = 3;
/** Beyond so many values that are dates the rest may differ in nothing but its day. */
const valuesLooked = 20_000;
/** 1995 to 2037 in seconds since 1970. */
const [firstSecond, lastSecond] = [788_918_400, 2_145_916_800];

/** Twenty years in seconds. */
const mostSeconds = 631_152_000;
/** As columns of a table without a header are called. */
const unnamed = /^column\d+$/;

const instantName =
  /(?:^|[^a-z])(?:time|times|timestamp|ts|date|datetime|epoch|unix|created|updated|when|at)(?:$|[^a-z])/i;

/** Whether the numbers of the column, in order, are dates. */
export function holdsDates({ moments, numbers }: ColumnStore, name: string): boolean {
  const { count, min, max, integers, increasing } = moments;
  if (count < fewValues || looksLikeId(name)) return false;
  if (!integers) return min > 1.18 && max < 12.3 && every(asDoubles(numbers), isMonth);
  if (min >= 19_000_101 && max <= 21_001_231) return every(asDoubles(numbers), isDay);
  const unit = min >= 1000 * firstSecond ? 1000 : 1;
  const isInstant = min >= unit * firstSecond && max <= unit * lastSecond && min < max;
  if (!isInstant || isTooMany(numbers)) return false;
  // What counts by one may number the rows as well.
  const isOrdered = increasing && max - min !== count - 1;
  // A table without names may not be in the order of its times; what lies within some years of them is nothing else.
  if (unnamed.test(name) && max - min <= unit * mostSeconds && max - min >= count) return true;
  return isOrdered || instantName.test(name.replace(/([a-z])([A-Z])/g, '$1 $2'));
}

function isDay(number: number): boolean {
  return !Number.isNaN(daysOf(String(number), 'dayFirst'));
}

/** 6.2026 for 06.2026: month and year, four digits behind the point. */
function isMonth(number: number): boolean {
  const month = Math.floor(number);
  const year = (number - month) * 1e4;
  return month >= 1 && month <= 12 && year > 1899 && year < 2101 && Math.abs(year - Math.round(year)) < 1e-6;
}

function every(numbers: Float64Array, is: (number: number) => boolean): boolean {
  const known = numbers.subarray(0, valuesLooked).filter((number) => number === number);
  return known.every(is) && new Set(known).size >= fewDates && !isTooMany(numbers);
}

/** Dates are read as words, of which only so many different ones are kept. */
function isTooMany(numbers: NumberColumn): boolean {
  const different = new Set<number>();
  for (let i = 0; i < numbers.length && different.size <= wordLimit; i++) different.add(numbers[i] as number);
  return different.size > wordLimit;
}
