/**
 * Numbers in the dress of offices and countries: 1.234,56 · 1'234 · 12,34,567 · (12) · 12- · $1,200 · 28.9 % · 12 kg · ="0.5".
 * Percent, currency and unit leave the number as it is written and come beside it.
 */
import {
  blankForm,
  currencyForm,
  exponentForm,
  minusBehindForm,
  minusForm,
  type NumberForms,
  numberForms,
  unitForm,
} from './numberForms.ts';

export interface DressedNumber {
  readonly value: number;
  /** "%", "$", "kg"; "" for none. */
  readonly unit: string;
}

const before = new RegExp(`^(${currencyForm})\\s*`, 'u');
const behind = new RegExp(`\\s*(${unitForm('\\p{L}')})$`, 'u');
const minuses = new RegExp(minusForm, 'g');
const blanks = new RegExp(blankForm, 'g');
const minusBehind = whole(minusBehindForm);
const exponent = whole(exponentForm);

function whole(form: string): RegExp {
  return new RegExp(`^(?:${form})$`);
}

/** @returns `null` when the text is no number, or needs no undressing to be one and is none of a plain form */
export function dressedNumber(text: string, decimalComma: boolean): DressedNumber | null {
  if (text.length > 60 || !/\d/.test(text)) return null;
  const plain = text
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(minuses, '-');
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
  if (minusBehind.test(text)) return [text.slice(0, -1), true];
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
  const back = exponent.test(unsigned) ? null : behind.exec(unsigned);
  if (!back) return { rest: unsigned, unit: '', sign };
  return { rest: unsigned.slice(0, back.index).trim(), unit: (back[1] as string).trim(), sign };
}

const number = { point: compiled(numberForms.point), comma: compiled(numberForms.comma) };

function compiled({ plain, grouped, marks }: NumberForms) {
  return { plain: whole(plain), grouped: whole(grouped.join('|')), marks: new RegExp(marks, 'g') };
}

/** NaN for codes such as 007, too. */
function coreNumber(text: string, decimalComma: boolean): number {
  const forms = decimalComma ? number.comma : number.point;
  const core = text.replace(blanks, ' ');
  if (forms.plain.test(core)) return /^[+-]?0\d/.test(core) ? Number.NaN : toNumber(core, decimalComma);
  if (!forms.grouped.test(core)) return Number.NaN;
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
