/**
 * Numbers from bytes, equal to `Number(text)` bit for bit. Up to 19 digits and powers of ten up to 10^±22 are computed in
 * double arithmetic whose result is known to be the correctly rounded one; everything else goes through `Number` itself.
 *
 * The idea of the short path (two exact doubles, one rounding) is W. D. Clinger's, "How to read floating point numbers
 * accurately" (1990); the long path adds T. J. Dekker's exact product (1971) and refuses to decide a close call.
 */
import { numberForms } from './numberForms.ts';

const zero = 48;
const plus = 43;
const minus = 45;
const lowerE = 101;
const upperE = 69;

/** 10^0 … 10^22: the powers of ten that are exact doubles. */
export const powersOfTen: Float64Array = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/**
 * The number in `bytes[start, stop)`: sign, digits with an optional decimal mark, optional exponent; nothing else, no spaces.
 * @param decimal byte of the decimal mark: "." or ","
 * @returns NaN when the bytes are not such a number
 */
export function parseNumber(bytes: Uint8Array, start: number, stop: number, decimal: number): number {
  let i = start;
  const first = bytes[i];
  const negative = first === minus;
  if (negative || first === plus) i++;
  const digitsFrom = i;
  let head = 0;
  let tail = 0;
  let digits = 0;
  let fraction = 0;
  let seen = 0;
  for (let inFraction = false; i < stop; i++) {
    const digit = (bytes[i] as number) - zero;
    if (digit >= 0 && digit <= 9) {
      seen++;
      if (digits < 15) head = head * 10 + digit;
      else if (digits < 19) tail = tail * 10 + digit;
      if (digits > 0 || digit > 0) digits++;
      if (inFraction) fraction++;
    } else if (bytes[i] === decimal && !inFraction) inFraction = true;
    else break;
  }
  if (seen === 0) return NaN;
  const exponent = i < stop ? readExponent(bytes, i, stop) : 0;
  if (exponent !== exponent) return NaN;
  const magnitude = scale(head, tail, digits, exponent - fraction);
  if (magnitude >= 0) return negative ? -magnitude : magnitude;
  const value = slowNumber(bytes, digitsFrom, stop, decimal);
  return negative ? -value : value;
}

/** The exponent after "e" at `i`, up to the end; NaN when something else stands there. */
function readExponent(bytes: Uint8Array, at: number, stop: number): number {
  let i = at;
  if (bytes[i] !== lowerE && bytes[i] !== upperE) return NaN;
  i++;
  const negative = bytes[i] === minus;
  if (negative || bytes[i] === plus) i++;
  if (i >= stop) return NaN;
  let exponent = 0;
  for (; i < stop; i++) {
    const digit = (bytes[i] as number) - zero;
    if (digit < 0 || digit > 9) return NaN;
    if (exponent < 100_000) exponent = exponent * 10 + digit;
  }
  return negative ? -exponent : exponent;
}

/** (head · 10^k + tail) · 10^exponent, k the digits of the tail; −1 where only `Number` can decide. */
function scale(head: number, tail: number, digits: number, exponent: number): number {
  if (digits === 0) return 0;
  if (digits > 19 || exponent < -22 || exponent > 22) return -1;
  const power = powersOfTen[Math.abs(exponent)] as number;
  if (digits <= 15) return exponent < 0 ? head / power : head * power;
  if (exponent > 0) return -1;
  return divideExactly(head, powersOfTen[digits - 15] as number, tail, power);
}

const splitter = 134_217_729;

/** The low part of a·b, whose high part is `product` = fl(a·b): a·b = product + low, exactly. */
export function productError(a: number, b: number, product: number): number {
  const ca = splitter * a;
  const aHigh = ca - (ca - a);
  const aLow = a - aHigh;
  const cb = splitter * b;
  const bHigh = cb - (cb - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/**
 * (head · shift + tail) / power, correctly rounded, or −1 when it lies too close to the middle of two doubles.
 * The numerator is held exactly as high + low; quotient + correction is the result before its one rounding, and a correction
 * off by 2^−49 of itself (its true error is below 2^−51) must not change that rounding.
 */
function divideExactly(head: number, shift: number, tail: number, power: number): number {
  const product = head * shift;
  const productLow = productError(head, shift, product);
  const high = product + tail;
  const low = tail - (high - product) + productLow;
  const quotient = high / power;
  const back = quotient * power;
  const remainder = high - back - productError(quotient, power, back) + low;
  const correction = remainder / power;
  const margin = Math.abs(correction) * 2 ** -49;
  const result = quotient + (correction - margin);
  return result === quotient + (correction + margin) ? result : -1;
}

function slowNumber(bytes: Uint8Array, start: number, stop: number, decimal: number): number {
  let text = '';
  for (let i = start; i < stop; i++) text += bytes[i] === decimal ? '.' : String.fromCharCode(bytes[i] as number);
  return Number(text);
}

const [withDot, withComma] = [new RegExp(`^${numberForms.point.plain}$`), new RegExp(`^${numberForms.comma.plain}$`)];

/** The number a text cell stands for, by the grammar of `parseNumber` with spaces around it; NaN when it is none. */
export function numberOfText(text: string, decimalComma: boolean): number {
  const trimmed = text.trim();
  if (decimalComma) return withComma.test(trimmed) ? Number(trimmed.replace(',', '.')) : NaN;
  return withDot.test(trimmed) ? Number(trimmed) : NaN;
}

/** "007": digits that begin with a zero are a code, not a quantity. */
export function hasLeadingZero(text: string): boolean {
  return /^\s*0\d+\s*$/.test(text);
}
