/**
 * The forms in which tables write dates, as data: our reader and those of exported programs are made of them. Regular expressions in what
 * JavaScript and Python share, letter case ignored; every blank is a plain one when they are asked.
 */

/**
 * What a form finds, by the name of its group:
 * year, of two digits or four · month as a number, or by its name · day · first and second of day and month in the order of the column,
 * with the mark between them · quarter, half of the year, week with its day.
 */
export interface DateParts {
  readonly y?: string;
  readonly m?: string;
  readonly name?: string;
  readonly d?: string;
  readonly a?: string;
  readonly mark?: string;
  readonly b?: string;
  readonly quarter?: string;
  readonly half?: string;
  readonly week?: string;
  readonly weekday?: string;
  readonly hour?: string;
  readonly minute?: string;
  readonly second?: string;
  readonly noon?: string;
}

/** The first that fits the whole text counts. */
export const dateForms: readonly string[] = [
  String.raw`(?<y>\d{4})(?<mark>[-/.])(?<m>\d{1,2})\k<mark>(?<d>\d{1,2})`,
  String.raw`(?<a>\d{1,2})(?<mark>[-/.])(?<b>\d{1,2})\k<mark>(?<y>\d{4}|\d{2})`,
  String.raw`(?<d>\d{1,2})[- .]+(?<name>[a-z]{3,9})\.?[- ,]+(?<y>\d{4}|\d{2})`,
  String.raw`(?<name>[a-z]{3,9})\.? (?<d>\d{1,2}),? (?<y>\d{4})`,
  String.raw`(?<name>[a-z]{3,9})[- ](?<y>\d{4})`,
  String.raw`(?<y>\d{4})-(?<m>0[1-9]|1[0-2])`,
  String.raw`(?<m>0?[1-9]|1[0-2])[/.](?<y>(?:19|20)\d{2})`,
  String.raw`(?<name>[a-z]{3,9})[-'](?<y>\d{2})`,
  String.raw`(?<y>(?:19|20)\d{2})[- ]?H(?<half>[12])`,
  String.raw`(?<y>\d{4})[- ]?Q(?<quarter>[1-4])`,
  String.raw`Q(?<quarter>[1-4])[- ](?<y>\d{4})`,
  String.raw`(?<y>\d{4}) *년 *(?<m>\d{1,2}) *월(?: *(?<d>\d{1,2}) *일)?`,
  String.raw`(?<y>\d{4})\. +(?<m>\d{1,2})\. +(?<d>\d{1,2})\.?`,
  String.raw`(?<y>(?:19|20)\d{2})-?W(?<week>\d{2})(?:-?(?<weekday>[1-7]))?`,
  String.raw`(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})`,
];

/** May stand before every form. */
export const weekdayForm = String.raw`(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?`;

/** A time of day, which may stand alone. */
export const clockForm = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}(?:[.,]\d+)?))?`;

/** May stand behind every form. */
export const timeForm = String.raw`(?:[T ] *${clockForm} *(?<noon>[ap]m)? *(?:Z|UTC|[+-]\d{2}:?\d{2})?)?`;

/** Whole numbers that are seconds or milliseconds since 1970; below the limit they are seconds. */
export const epochForm = String.raw`\d{9,10}|\d{12,13}`;
export const firstMilliseconds = 1e11;

/** Shorter or longer texts are no dates. */
export const dateLengths = [4, 40] as const;

/** Korean weekdays, hours and halves of the day in the signs of the forms: what is replaced, everywhere, one after the other. */
export const dateSigns: readonly (readonly [pattern: string, by: string])[] = [
  [String.raw` *\([월화수목금토일]\)| *[월화수목금토일]요일`, ''],
  [String.raw`(?<!\d)(\d)(?=[분초])`, '0$1'],
  [String.raw` *(\d{1,2})시 *(\d{2})분 *(\d{2})초`, ' $1:$2:$3'],
  [String.raw` *(\d{1,2})시 *(\d{2})분`, ' $1:$2'],
  [String.raw`오전 *(\d{1,2}:\d{2}(?::\d{2})?)`, '$1 am'],
  [String.raw`오후 *(\d{1,2}:\d{2}(?::\d{2})?)`, '$1 pm'],
];

/** Names of the months; as many letters as are written decide. */
export const monthNames: readonly (readonly string[])[] = [
  ['january'],
  ['february'],
  ['march'],
  ['april'],
  ['may', 'mai'],
  ['june', 'juni'],
  ['july', 'juli'],
  ['august'],
  ['september'],
  ['october', 'oktober'],
  ['november'],
  ['december', 'dezember'],
];
