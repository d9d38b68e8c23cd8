/** Dates as days since 1970-01-01, in the forms that tables have them. The time of day is a fraction. */
import {
  clockForm,
  type DateParts,
  dateForms,
  dateLengths,
  dateSigns,
  epochForm,
  firstMilliseconds,
  monthNames,
  timeForm,
  weekdayForm,
} from './dateForms.ts';

/** Which number of 3/4/2026 is the day. */
export const dateOrders = ['dayFirst', 'monthFirst'] as const;
export type DateOrder = (typeof dateOrders)[number];

const dayMilliseconds = 86_400_000;
/** So many days have 400 years, after which the calendar is the same again. */
const days400 = 146_097;

const forms = dateForms.map((form) => new RegExp(`^${weekdayForm}${form}${timeForm}$`, 'i'));
const clock = new RegExp(`^${clockForm}$`);
const epoch = new RegExp(`^(?:${epochForm})$`);
const signs = dateSigns.map(([pattern, by]) => [new RegExp(pattern, 'g'), by] as const);

/** NaN when the text is no date. */
export function daysOf(text: string, order: DateOrder): number {
  const plain = inLatin(text.replace(/\s/g, ' ')).trim();
  if (plain.length < dateLengths[0] || plain.length > dateLengths[1]) return Number.NaN;
  for (const form of forms) {
    const part: DateParts | undefined = form.exec(plain)?.groups;
    if (part) return dayOf(part, order) + fractionOf(part);
  }
  const time: DateParts | undefined = clock.exec(plain)?.groups;
  if (time) return fractionOf(time);
  return epoch.test(plain) ? daysOfEpoch(Number(plain)) : Number.NaN;
}

/** Korean in the signs that the forms know. */
function inLatin(text: string): string {
  if (!/[가-힣]/.test(text)) return text;
  return signs.reduce((known, [pattern, by]) => known.replace(pattern, by), text);
}

function dayOf({ y, m, name, d, a, mark, b, quarter, half, week, weekday }: DateParts, order: DateOrder): number {
  const year = yearOf(y);
  if (week !== undefined) return weekStart(year, Number(week)) + Number(weekday ?? 1) - 1;
  if (a !== undefined) {
    const isDayFirst = mark === '.' || order === 'dayFirst';
    return isDayFirst ? dayNumber(year, Number(b), Number(a)) : dayNumber(year, Number(a), Number(b));
  }
  if (quarter !== undefined) return dayNumber(year, 3 * Number(quarter) - 2, 1);
  if (half !== undefined) return dayNumber(year, 6 * Number(half) - 5, 1);
  return dayNumber(year, name === undefined ? Number(m) : monthOf(name), Number(d ?? 1));
}

/** The Monday of a week of ISO 8601: the first one holds the fourth of January. NaN for a week that the year has not. */
function weekStart(year: number, week: number): number {
  const fourth = dayNumber(year, 1, 4);
  const start = fourth - ((calendarOf(fourth).weekday + 6) % 7) + 7 * (week - 1);
  // A week belongs to the year of its Thursday.
  return calendarOf(start + 3).year === year ? start : Number.NaN;
}

/** Seconds, or milliseconds, since 1970 as days. */
export function daysOfEpoch(value: number): number {
  return value / (Math.abs(value) < firstMilliseconds ? 86_400 : dayMilliseconds);
}

/** The order that all these dates allow: days first where one has a day above 12 in front. */
export function orderOf(texts: readonly string[]): DateOrder {
  const first = texts.map((text) => /^\s*(\d{1,2})[-/](\d{1,2})[-/]\d{2,4}/.exec(text));
  if (first.some((parts) => Number(parts?.[1]) > 12)) return 'dayFirst';
  if (first.some((parts) => Number(parts?.[2]) > 12)) return 'monthFirst';
  return first.some((parts) => parts?.[0].includes('-')) ? 'dayFirst' : 'monthFirst';
}

/** What a calendar says of a day: year, month 0…11, weekday 0…6 from Sunday. */
export function calendarOf(days: number): { year: number; month: number; weekday: number } {
  const date = new Date(Math.floor(days) * dayMilliseconds);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), weekday: date.getUTCDay() };
}

/** "2026-06-01" */
export function isoDate(days: number): string {
  return new Date(Math.floor(days) * dayMilliseconds).toISOString().slice(0, 10);
}

/** NaN for a day that no calendar has, such as the 31st of June. */
function dayNumber(year: number, month: number, day: number): number {
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return Number.NaN;
  // Date.UTC takes years below 100 for those of the last century.
  const milliseconds = Date.UTC(year + 400, month - 1, day);
  return new Date(milliseconds).getUTCDate() === day ? milliseconds / dayMilliseconds - days400 : Number.NaN;
}

function fractionOf({ hour, minute, second = '0', noon }: DateParts): number {
  if (hour === undefined) return 0;
  const hours = noon === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(noon) ? 12 : 0);
  return (hours * 3600 + Number(minute) * 60 + Number(second.replace(',', '.'))) / 86_400;
}

/** 1 to 12; 0 for a word that is no month. */
function monthOf(name: string): number {
  const letters = name.toLowerCase();
  return monthNames.findIndex((words) => words.some((word) => word.startsWith(letters))) + 1;
}

function yearOf(text: string | undefined): number {
  const value = Number(text);
  if (text?.length !== 2) return value;
  return value < 70 ? 2000 + value : 1900 + value;
}
