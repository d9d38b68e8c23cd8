/** How JavaScript reads dates: the forms are those of our own reader. */
import {
  clockForm,
  dateForms,
  dateLengths,
  dateSigns,
  epochForm,
  firstMilliseconds,
  monthNames,
  timeForm,
  weekdayForm,
} from '../../data/columns/dateForms.ts';
import type { Library } from '../base/library.ts';
import { quoted, wrapped } from '../base/words.ts';

const raw = (form: string): string => `String.raw\`${form}\``;

export const dateLibrary: Library = {
  WEEKDAY: `const WEEKDAY = ${raw(weekdayForm)};`,
  TIME: `const TIME = ${raw(timeForm)};`,
  CLOCK: `const CLOCK = /^${clockForm}$/;`,
  DATE_FORMS: `const DATE_FORMS = [
${dateForms.map((form) => `  /${form}/,\n`).join('')}].map((form) => new RegExp("^" + WEEKDAY + form.source + TIME + "$", "i"));`,
  DATE_SIGNS: `/** Korean in the signs of the forms. */
const DATE_SIGNS = [
${dateSigns.map(([form, by]) => `  [/${form}/g, ${quoted(by)}],\n`).join('')}];`,
  MONTHS: `const MONTHS = [\n${wrapped(
    monthNames.map((words) => `[${words.map(quoted).join(', ')}]`),
    '  ',
  )}\n];`,
  dayNumber: `/** Days since 1970-01-01; NaN for a day that no calendar has. */
function dayNumber(year, month, day) {
  if (!(year >= 1)) return NaN;
  // After 400 years the calendar is the same again; Date.UTC takes years below 100 for those of the last century.
  const date = new Date(Date.UTC(year + 400, month - 1, day));
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? date.getTime() / 86_400_000 - 146_097 : NaN;
}`,
  monthOf: `/** 1 to 12; 0 for a word that is no month. */
function monthOf({ m, name }) {
  if (name === undefined) return Number(m);
  const letters = name.toLowerCase();
  return MONTHS.findIndex((words) => words.some((word) => word.startsWith(letters))) + 1;
}`,
  weekDay: `/** A day of a week of ISO 8601: the first one holds the fourth of January; a week belongs to the year of its Thursday. */
function weekDay(year, week, day) {
  const fourth = dayNumber(year, 1, 4);
  const monday = fourth - ((new Date(fourth * 86_400_000).getUTCDay() + 6) % 7) + 7 * (week - 1);
  return new Date((monday + 3) * 86_400_000).getUTCFullYear() === year ? monday + day - 1 : NaN;
}`,
  dayOf: `/** The day of what a form found. */
function dayOf(part, dayFirst) {
  const year = Number(part.y) + (part.y.length > 2 ? 0 : part.y < 70 ? 2000 : 1900);
  if (part.week !== undefined) return weekDay(year, Number(part.week), Number(part.weekday ?? 1));
  if (part.a !== undefined) {
    const swapped = part.mark !== "." && !dayFirst;
    return dayNumber(year, Number(swapped ? part.a : part.b), Number(swapped ? part.b : part.a));
  }
  if (part.quarter !== undefined) return dayNumber(year, 3 * part.quarter - 2, 1);
  if (part.half !== undefined) return dayNumber(year, 6 * part.half - 5, 1);
  return dayNumber(year, monthOf(part), Number(part.d ?? 1));
}`,
  clock: `/** The time of day as a part of a day. */
function clock({ hour, minute, second = "0", noon }) {
  if (hour === undefined) return 0;
  const hours = noon === undefined ? Number(hour) : (hour % 12) + (noon.toLowerCase() === "pm" ? 12 : 0);
  return (hours * 3600 + minute * 60 + Number(second.replace(",", "."))) / 86_400;
}`,
  days: String.raw`/** A date as days since 1970-01-01; NaN where it is none. */
function days(value, dayFirst) {
  const plain = String(value ?? "").replace(/\s/g, " ");
  const text = DATE_SIGNS.reduce((known, [sign, other]) => known.replace(sign, other), plain).trim();
  if (text.length < ${dateLengths[0]} || text.length > ${dateLengths[1]}) return NaN;
  for (const form of DATE_FORMS) {
    const part = form.exec(text)?.groups;
    if (part) return dayOf(part, dayFirst) + clock(part);
  }
  const time = CLOCK.exec(text)?.groups;
  if (time) return clock(time);
  return /^(?:${epochForm})$/.test(text) ? text / (text < ${firstMilliseconds} ? 86_400 : 86_400_000) : NaN;
}`,
  calendar: `/** Year, month and weekday on their circles, days since the first one. */
function calendar(day, first) {
  const date = new Date(Math.floor(day) * 86_400_000);
  const month = (2 * Math.PI * date.getUTCMonth()) / 12;
  const weekday = (2 * Math.PI * date.getUTCDay()) / 7;
  return [
    date.getUTCFullYear(),
    Math.sin(month),
    Math.cos(month),
    Math.sin(weekday),
    Math.cos(weekday),
    day - first,
  ];
}`,
};
