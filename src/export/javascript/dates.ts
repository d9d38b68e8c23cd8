/** Dates of every form that the reader knows, as days, in JavaScript. */
import type { Library } from '../base/library.ts';

export const dateLibrary: Library = {
  CLOCK: String.raw`const CLOCK = "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}(?:[.,]\\d+)?))?\\s*(?<half>[ap]m)?";
const TIME = "(?:[T ]\\s*" + CLOCK + "\\s*(?:Z|UTC|[+-]\\d{2}:?\\d{2})?)?";`,
  DATE_FORMS: String.raw`const DATE_FORMS = [
  /(?<y>\d{4})(?<mark>[-/.])(?<m>\d{1,2})\k<mark>(?<d>\d{1,2})/,
  /(?<a>\d{1,2})(?<mark>[-/.])(?<b>\d{1,2})\k<mark>(?<y>\d{4}|\d{2})/,
  /(?<d>\d{1,2})[- .]+(?<m>[a-z]{3,9})\.?[- ,]+(?<y>\d{4}|\d{2})/,
  /(?<m>[a-z]{3,9})\.? (?<d>\d{1,2}),? (?<y>\d{4})/,
  /(?<m>[a-z]{3,9})[- ](?<y>\d{4})/,
  /(?<y>\d{4})-(?<m>0[1-9]|1[0-2])/,
  /(?<y>\d{4})[- ]?Q(?<q>[1-4])/,
  /Q(?<q>[1-4])[- ](?<y>\d{4})/,
  /(?<y>\d{4})\s*년\s*(?<m>\d{1,2})\s*월(?:\s*(?<d>\d{1,2})\s*일)?/,
  /(?<y>\d{4})\.\s+(?<m>\d{1,2})\.\s+(?<d>\d{1,2})\.?/,
  /(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})/,
].map((form) => new RegExp("^(?:" + form.source + ")" + TIME + "$", "i"));`,
  MONTHS: 'const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];',
  dayNumber: String.raw`/** Days since 1970-01-01 of a form that was found. */
function dayNumber(part, dayFirst) {
  const swapped = part.mark !== "." && !dayFirst;
  const day = Number(part.a === undefined ? (part.d ?? 1) : swapped ? part.b : part.a);
  let month = part.a === undefined ? part.m : swapped ? part.a : part.b;
  if (part.q !== undefined) month = 3 * part.q - 2;
  else if (!/^\d+$/.test(month)) month = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const year = Number(part.y) + (part.y.length > 2 ? 0 : part.y < 70 ? 2000 : 1900);
  const date = new Date(Date.UTC(year, month - 1, day));
  // The 31st of June is none.
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? date.getTime() / 86_400_000 : NaN;
}`,
  clock: `/** The time of day as a part of a day. */
function clock({ hour, minute, second = "0", half }) {
  if (hour === undefined) return 0;
  const hours = half === undefined ? Number(hour) : (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  return (hours * 3600 + minute * 60 + Number(second.replace(",", "."))) / 86_400;
}`,
  days: String.raw`/** A date as days since 1970-01-01; NaN where it is none. */
function days(value, dayFirst) {
  const text = String(value ?? "").trim();
  for (const form of DATE_FORMS) {
    const part = form.exec(text)?.groups;
    if (part) return dayNumber(part, dayFirst) + clock(part);
  }
  const time = new RegExp("^" + CLOCK + "$", "i").exec(text)?.groups;
  if (time) return clock(time);
  return /^(\d{9,10}|\d{12,13})$/.test(text) ? text / (text < 1e11 ? 86_400 : 86_400_000) : NaN;
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
