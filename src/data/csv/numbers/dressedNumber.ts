/**
 * Numbers in the dress of offices and countries: 1.234,56 · 1'234 · 12,34,567 · (12) · 12- · $1,200 · 28.9 % · 12 kg · ="0.5". Percent,
 * currency and unit leave the number as it is written and come beside it.
 */

export interface DressedNumber {
  readonly value: number;
  /** "%", "$", "kg"; "" for none. */
  readonly unit: string;
}

const currencies = '[$€£¥₩₹₽₺₫฿₴₪₱₿]|(?:US|R|C|A|HK|NZ|S)\\$|(?:kr|zł|Kč|Ft|lei|Rs|Fr)\\.?|원|元|円';
const codes =
  'USD|EUR|GBP|CHF|JPY|KRW|CNY|RMB|INR|RUB|TRY|BRL|CAD|AUD|NZD|MXN|SEK|NOK|DKK|PLN|CZK|HUF|ILS|THB|SGD|HKD|ZAR|VND';
const before = new RegExp(`^(${currencies}|${codes})\\s*`, 'u');
/** A unit begins with a letter or one of these signs and holds no digits but raised ones and the exponent of "m2" or "m3". */
const behind = /\s*([\p{L}°µ%‰€$£¥₩₹₽₺₫฿₴₪₱₿][\p{L}°µ%‰/²³·^*⁻¹ .]{0,11}[23]?)$/u;
const blanks = /[\s\u00a0\u202f\u2009]/g;

/** @returns `null` when the text is no number, or needs no undressing to be one and is none of a plain form */
export function dressedNumber(text: string, decimalComma: boolean): DressedNumber | null {
  if (text.length > 60 || !/\d/.test(text)) return null;
  const plain = text
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/[−–﹣－]/g, '-');
  const [body, negated] = unwrapped(plain);
  const { rest, unit, sign } = withoutUnit(body);
  const [inner, negatedInside] = negated ? [rest, true] : unwrapped(rest);
  const core = sign + inner;
  if (negatedInside && /^[+-]/.test(core)) return null;
  const value = coreNumber(core, decimalComma);
  return Number.isFinite(value) ? { value: negatedInside ? -value : value, unit } : null;
}

/** (12) and 12- are −12. */
function unwrapped(text: string): readonly [string, boolean] {
  if (/^[\d.,]*\d-$/.test(text)) return [text.slice(0, -1), true];
  const inside = /^\((.+)\)$/.exec(text)?.[1];
  return inside === undefined ? [text, false] : [inside.trim(), true];
}

/** A sign may stand before the currency or behind it: -$12, $-12. */
function withoutUnit(text: string): { rest: string; unit: string; sign: string } {
  const sign = /^[+-](?=\D)/.exec(text)?.[0] ?? '';
  const unsigned = text.slice(sign.length).trimStart();
  const front = before.exec(unsigned);
  if (front) return { rest: unsigned.slice(front[0].length).trim(), unit: front[1] as string, sign };
  // "1,5e3" ends in no unit, and neither does "3e".
  const back = /^[+-]?[\d.,]+[eE][+-]?\d*$/.test(unsigned) ? null : behind.exec(unsigned);
  if (!back) return { rest: unsigned, unit: '', sign };
  return { rest: unsigned.slice(0, back.index).trim(), unit: (back[1] as string).trim(), sign };
}

const number = {
  point: {
    plain: /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i,
    grouped: /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/,
    indian: /^[+-]?[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/,
    spaced: /^[+-]?[1-9]\d{0,2}(?:([ '’])\d{3})(?:\1\d{3})*(?:\.\d+)?$/,
    marks: /[, '’]/g,
  },
  comma: {
    plain: /^[+-]?(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?$/i,
    grouped: /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/,
    indian: /^(?!)$/,
    spaced: /^[+-]?[1-9]\d{0,2}(?:([ '’])\d{3})(?:\1\d{3})*(?:,\d+)?$/,
    marks: /[. '’]/g,
  },
} as const;

/** NaN for codes such as 007, too. */
function coreNumber(text: string, decimalComma: boolean): number {
  const forms = decimalComma ? number.comma : number.point;
  const core = text.replace(blanks, ' ');
  if (forms.plain.test(core)) return /^[+-]?0\d/.test(core) ? Number.NaN : toNumber(core, decimalComma);
  if (!forms.grouped.test(core) && !forms.indian.test(core) && !forms.spaced.test(core)) return Number.NaN;
  return toNumber(core.replace(forms.marks, ''), decimalComma);
}

function toNumber(text: string, decimalComma: boolean): number {
  return Number(decimalComma ? text.replace(',', '.') : text);
}

/** Most cells of most tables: nothing that could be a group of three digits stands behind the point. */
const plainWithPoint = /^-?\d{1,20}\.(?:\d{1,2}|\d{4,20})$/;

/**
 * What a cell says of the decimal mark of its table: 3,14 and 1.234,5 have a comma, 3.14 and 1,234.5 a point; 1,234 may be either.
 * `null` when it says nothing.
 */
export function decimalEvidence(cell: string): 'comma' | 'point' | 'either comma' | 'either point' | null {
  if (plainWithPoint.test(cell)) return 'point';
  if (!/[.,]\d/.test(cell) || cell.length > 60) return null;
  const bare = /^\s*[+-]?(\d*)([.,])(\d+)\s*$/.exec(cell);
  if (bare) {
    const [, whole = '', mark, part = ''] = bare;
    const isGroup = part.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
    if (mark === ',') return isGroup ? 'either comma' : 'comma';
    return isGroup ? 'either point' : 'point';
  }
  const [asPoint, asComma] = [dressedNumber(cell, false), dressedNumber(cell, true)];
  if (asPoint && asComma) return /,/.test(cell) ? 'either comma' : 'either point';
  if (asPoint) return 'point';
  return asComma ? 'comma' : null;
}
