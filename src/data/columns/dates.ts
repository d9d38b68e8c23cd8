/** Dates as days since 1970-01-01, in the forms that tables have them. The time of day is a fraction. */

/** Which number of 3/4/2026 is the day. */
export const dateOrders = ['dayFirst', 'monthFirst'] as const;
export type DateOrder = (typeof dateOrders)[number];

const dayMilliseconds = 86_400_000;
const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
/** German, where it begins otherwise. */
const otherMonths = new Map<string, number>([
  ...([
    ['mai', 5],
    ['juni', 6],
    ['juli', 7],
    ['okt', 10],
  ] as const),
  ...([
    ['oktober', 10],
    ['dez', 12],
    ['dezember', 12],
  ] as const),
]);
const weekday = String.raw`(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?`;
const time = String.raw`(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?\s*([ap]m)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?`;

type Parts = readonly (string | undefined)[];

interface Form {
  readonly pattern: RegExp;
  /** [year, month, day] of the groups that come before those of the time. */
  readonly read: (parts: Parts, order: DateOrder) => readonly [number, number, number];
  readonly groups: number;
}

const form = (pattern: string, groups: number, read: Form['read']): Form => ({
  pattern: new RegExp(`^${weekday}${pattern}${time}$`, 'i'),
  read,
  groups,
});

const forms: readonly Form[] = [
  form(String.raw`(\d{4})([-/.])(\d{1,2})\2(\d{1,2})`, 4, ([y, , m, d]) => [Number(y), Number(m), Number(d)]),
  form(String.raw`(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})`, 4, ([a, mark, b, y], order) =>
    mark === '.' || order === 'dayFirst' ? [year(y), Number(b), Number(a)] : [year(y), Number(a), Number(b)],
  ),
  form(String.raw`(\d{1,2})[- .]+([a-z]{3,9})\.?[- ,]+(\d{4}|\d{2})`, 3, ([d, m, y]) => [year(y), month(m), Number(d)]),
  form(String.raw`([a-z]{3,9})\.? (\d{1,2}),? (\d{4})`, 3, ([m, d, y]) => [Number(y), month(m), Number(d)]),
  form(String.raw`([a-z]{3,9})[- ](\d{4})`, 2, ([m, y]) => [Number(y), month(m), 1]),
  form(String.raw`(\d{4})-(0[1-9]|1[0-2])`, 2, ([y, m]) => [Number(y), Number(m), 1]),
  form(String.raw`(0?[1-9]|1[0-2])[/.]((?:19|20)\d{2})`, 2, ([m, y]) => [Number(y), Number(m), 1]),
  form(String.raw`([a-z]{3,9})[-'](\d{2})`, 2, ([m, y]) => [year(y), month(m), 1]),
  form(String.raw`((?:19|20)\d{2})[- ]?H([12])`, 2, ([y, half]) => [Number(y), 6 * Number(half) - 5, 1]),
  form(String.raw`(\d{4})[- ]?Q([1-4])`, 2, ([y, q]) => [Number(y), 3 * Number(q) - 2, 1]),
  form(String.raw`Q([1-4])[- ](\d{4})`, 2, ([q, y]) => [Number(y), 3 * Number(q) - 2, 1]),
  form(String.raw`(\d{4})\s*년\s*(\d{1,2})\s*월(?:\s*(\d{1,2})\s*일)?`, 3, ([y, m, d]) => [
    Number(y),
    Number(m),
    Number(d ?? 1),
  ]),
  form(String.raw`(\d{4})\.\s+(\d{1,2})\.\s+(\d{1,2})\.?`, 3, ([y, m, d]) => [Number(y), Number(m), Number(d)]),
];

/** NaN when the text is no date. */
export function daysOf(text: string, order: DateOrder): number {
  const trimmed = inLatin(text.trim());
  if (trimmed.length < 4 || trimmed.length > 40) return Number.NaN;
  for (const { pattern, read, groups } of forms) {
    const parts = pattern.exec(trimmed)?.slice(1);
    if (parts) return dayNumber(read(parts, order)) + fractionOf(parts.slice(groups));
  }
  const week = /^((?:19|20)\d{2})-?W(\d{2})(?:-?([1-7]))?$/i.exec(trimmed);
  return week ? weekStart(Number(week[1]), Number(week[2])) + Number(week[3] ?? 1) - 1 : clockOf(trimmed);
}

/** Korean halves of the day, hours and weekdays in the signs that the forms know. */
function inLatin(text: string): string {
  if (!/[가-힣]/.test(text)) return text;
  return text
    .replace(/\s*\([월화수목금토일]\)/, '')
    .replace(/\s*[월화수목금토일]요일/, '')
    .replace(/\s*(\d{1,2})시\s*(\d{1,2})분(?:\s*(\d{1,2})초)?/, (_, h: string, m: string, s?: string) =>
      [` ${h}`, m.padStart(2, '0'), ...(s ? [s.padStart(2, '0')] : [])].join(':'),
    )
    .replace(
      /(오전|오후)\s*(\d{1,2}:\d{2}(?::\d{2})?)/,
      (_, half: string, clock: string) => `${clock} ${half === '오전' ? 'am' : 'pm'}`,
    );
}

/** The Monday of a week of ISO 8601: the first one holds the fourth of January. NaN for a week that no year has. */
function weekStart(year: number, week: number): number {
  if (week < 1 || week > 53) return Number.NaN;
  const fourth = Date.UTC(year, 0, 4) / dayMilliseconds;
  const weekday = (new Date(fourth * dayMilliseconds).getUTCDay() + 6) % 7;
  return fourth - weekday + 7 * (week - 1);
}

/** Seconds, or milliseconds, since 1970 as days. */
export function daysOfEpoch(value: number): number {
  return value / (Math.abs(value) < 1e11 ? 86_400 : dayMilliseconds);
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

function dayNumber([y, m, d]: readonly [number, number, number]): number {
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31)) return Number.NaN;
  const milliseconds = Date.UTC(y, m - 1, d);
  // The 31st of June is none.
  return new Date(milliseconds).getUTCDate() === d ? milliseconds / dayMilliseconds : Number.NaN;
}

function fractionOf([hour, minute, second, half]: Parts): number {
  if (hour === undefined) return 0;
  const noon = /p/i.test(half ?? '') ? 12 : 0;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + noon;
  return (hours * 3600 + Number(minute) * 60 + Number((second ?? '0').replace(',', '.'))) / 86_400;
}

/** 12:30, and whole numbers of eight digits (20260601), ten or thirteen (seconds or milliseconds since 1970). */
function clockOf(text: string): number {
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?$/.exec(text);
  if (clock) return fractionOf([...clock.slice(1), undefined]);
  const day = /^(19|20)(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (day) return dayNumber([Number(`${day[1]}${day[2]}`), Number(day[3]), Number(day[4])]);
  return /^\d{9,10}$|^\d{12,13}$/.test(text) ? daysOfEpoch(Number(text)) : Number.NaN;
}

function month(name: string | undefined): number {
  const word = (name ?? '').toLowerCase();
  // "Sept" is the one abbreviation of four letters.
  return otherMonths.get(word) ?? months.findIndex((full) => full.startsWith(word)) + 1;
}

function year(text: string | undefined): number {
  const value = Number(text);
  if (text?.length !== 2) return value;
  return value < 70 ? 2000 + value : 1900 + value;
}
