/**
 * How numbers are written, as texts of regular expressions that JavaScript and Python understand alike: our own reader is made of them, and
 * so are those of exported programs.
 */

const currencies = '[$€£¥₩₹₽₺₫฿₴₪₱₿]|(?:US|R|C|A|HK|NZ|S)\\$|(?:kr|zł|Kč|Ft|lei|Rs|Fr)\\.?|원|元|円';
const codes =
  'USD|EUR|GBP|CHF|JPY|KRW|CNY|RMB|INR|RUB|TRY|BRL|CAD|AUD|NZD|MXN|SEK|NOK|DKK|PLN|CZK|HUF|ILS|THB|SGD|HKD|ZAR|VND';

/** What stands before a number: a currency. */
export const currencyForm = `(?:${currencies}|${codes})`;

/** Signs of units that are no letters; the last are those of one sign each: ℃ ℉ and East Asia's ㎏ ㎡ ㎞. */
const unitSigns = '°′″µ%‰\\u2103\\u2109\\u3300-\\u33ff';

/**
 * What stands behind a number. A unit begins with a letter or one of these signs and holds no digits but raised ones and the exponent of
 * "m2" or "m3".
 * @param letter what matches a letter
 */
export const unitForm = (letter: string): string =>
  `(?:${letter}|[${unitSigns}€$£¥₩₹₽₺₫฿₴₪₱₿])(?:${letter}|[${unitSigns}/²³·^*⁻¹ .]){0,11}[23]?`;

/** Signs that mean a minus. */
export const minusForm = '[−–﹣－]';

/** Blanks between groups of digits. */
export const blankForm = '[\\s\\u00a0\\u202f\\u2009]';

/** Digits that end in "e" and perhaps more of them: no unit. */
export const exponentForm = '[+-]?[0-9.,]+[eE][+-]?[0-9]*';

/** Digits with a minus behind: the number without it. */
export const minusBehindForm = '[0-9.,]*[0-9]-';

/** A number without dress and, where its digits stand in groups, the forms of these and the marks between them. */
export interface NumberForms {
  readonly plain: string;
  readonly grouped: readonly string[];
  readonly marks: string;
}

const spaced = "[+-]?[1-9][0-9]{0,2}(?:([ '’])[0-9]{3})(?:\\1[0-9]{3})*";

/** By the decimal mark of the table. A code such as 007 is none. */
export const numberForms: Readonly<Record<'point' | 'comma', NumberForms>> = {
  point: {
    plain: '[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?',
    grouped: [
      '[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\\.[0-9]+)?',
      '[+-]?[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\\.[0-9]+)?',
      `${spaced}(?:\\.[0-9]+)?`,
    ],
    marks: "[, '’]",
  },
  comma: {
    plain: '[+-]?(?:[0-9]+,?[0-9]*|,[0-9]+)(?:[eE][+-]?[0-9]+)?',
    grouped: ['[+-]?[1-9][0-9]{0,2}(?:\\.[0-9]{3})+(?:,[0-9]+)?', `${spaced}(?:,[0-9]+)?`],
    marks: "[. '’]",
  },
};
