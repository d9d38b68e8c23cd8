/**
 * Numbers as bytes, digit for digit what `String(value)` gives: the fewest digits that are read back as the same number, and of those the
 * nearest. Seventeen digits are computed in pairs of doubles with a known bound of their error; a case too close to call goes to `String`.
 *
 * That the interval around a number decides how many digits it takes is G. L. Steele's and J. L. White's, "How to print
 * floating-point numbers accurately" (1990); to give up close calls instead of carrying more bits is F. Loitsch's (2010).
 */
import { productError } from './numberParser.ts';

/** Bytes that a number takes at most: "-1.2345678901234567e-300" has 24. */
export const maxNumberBytes = 26;

const [minus, plus, point, zero, lowerE] = [45, 43, 46, 48, 101];
/** Digits that every number can be read back from; the first 8 and the last 9 are computed apart, each exactly a double. */
const digits = 17;
const headLimit = 1e8;
const tailLimit = 1e9;
/** Of the last nine digits, as a number: three roundings of less than 2^−24 each. */
const maxError = 2 ** -22;
/** Exponents of two between which neither a power of ten nor a split leaves the range of doubles. */
const [leastExponent, mostExponent] = [-930, 930];

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const [low, high] = new Uint32Array(Float64Array.of(1).buffer)[0] === 0 ? [0, 1] : [1, 0];

/** The digits of 00 to 99. */
const pairs = Uint8Array.from({ length: 200 }, (_, k) => zero + (k % 2 === 0 ? Math.floor(k / 20) : (k >> 1) % 10));

/** Writes `String(value)` from `at` on, where `maxNumberBytes` must be free. @returns the position after it */
export function printNumber(value: number, bytes: Uint8Array, at: number): number {
  let i = at;
  let v = value;
  if (v < 0) {
    bytes[i++] = minus;
    v = -v;
  }
  if ((v | 0) === v) return printWhole(v | 0, bytes, i);
  double[0] = v;
  const top = words[high]!;
  const exponent = (top >>> 20) - 1023;
  // Below a power of two numbers lie twice as close as above it.
  const isPowerOfTwo = (top & 0xfffff) === 0 && words[low] === 0;
  if (isPowerOfTwo || exponent < leastExponent || exponent > mostExponent) return printText(value, bytes, at);
  let ten = Math.floor(exponent * 0.30103);
  if (v >= tenTo(ten + 1)) ten++;
  const end = printDigits(v, exponent, ten, bytes, i);
  return end < 0 ? printText(value, bytes, at) : end;
}

/**
 * @param exponent 2^exponent ≤ v < 2^(exponent + 1)
 * @param ten 10^ten ≤ v < 10^(ten + 1), but for roundings
 * @returns −1 in a close case
 */
function printDigits(v: number, exponent: number, ten: number, bytes: Uint8Array, at: number): number {
  // head + fraction = v · 10^(7 − ten): eight digits before the point. tail: the nine behind it, still with a fraction.
  const power = tenTo(7 - ten);
  const product = v * power;
  let head = Math.floor(product);
  let fraction = product - head + (productError(v, power, product) + v * tenLow[7 - ten + tensFrom]!);
  if (fraction < 0) {
    head--;
    fraction++;
  }
  const tail = fraction * tailLimit;
  // Half the distance to the next double, in units of the seventeenth digit: between 0.55 and 11.2.
  words[high] = (exponent + 970) << 20;
  words[low] = 0;
  const rounded = shortest(tail, double[0]! * power * tailLimit);
  if (rounded < 0) return -1;
  const carry = rounded === tailLimit ? 1 : 0;
  head += carry;
  if (head < headLimit / 10 || head >= headLimit) return -1;
  return print17(head, carry ? 0 : rounded, ten, bytes, at);
}

/**
 * The number of fewest digits, that is with most zeros at its end, nearer than `half` to `tail`.
 * @returns −1 when the error of `tail` could change the answer
 */
function shortest(tail: number, half: number): number {
  // At most one multiple of 100 lies so near: if one does, it is the answer, with whatever zeros it has.
  const hundreds = Math.round(tail * 0.01) * 100;
  const fromHundreds = Math.abs(tail - hundreds);
  if (fromHundreds < half - maxError) return hundreds;
  if (fromHundreds <= half + maxError) return -1;
  const tens = Math.round(tail * 0.1) * 10;
  const fromTens = Math.abs(tail - tens);
  if (fromTens < half - maxError) return fromTens < 5 - maxError ? tens : -1;
  if (fromTens <= half + maxError) return -1;
  const ones = Math.round(tail);
  return Math.abs(tail - ones) < 0.5 - maxError ? ones : -1;
}

/** The 17 digits of head and tail without zeros at the end; the first one stands for 10^ten. Points and exponents are ECMAScript's. */
function print17(head: number, tail: number, ten: number, bytes: Uint8Array, at: number): number {
  const isPlain = ten > -7 && ten < 21;
  let i = at;
  if (isPlain && ten < 0) {
    bytes[i++] = zero;
    bytes[i++] = point;
    for (let k = -1; k > ten; k--) bytes[i++] = zero;
    print17Digits(head, tail, bytes, i);
    return withoutZeros(bytes, i + digits);
  }
  const whole = isPlain ? ten + 1 : 1;
  if (whole >= digits) {
    print17Digits(head, tail, bytes, i);
    bytes.fill(zero, i + digits, i + whole);
    return i + whole;
  }
  print17Digits(head, tail, bytes, i + 1);
  bytes.copyWithin(i, i + 1, i + 1 + whole);
  bytes[i + whole] = point;
  i = withoutZeros(bytes, i + 1 + digits);
  if (bytes[i - 1] === point) i--;
  if (isPlain) return i;
  bytes[i++] = lowerE;
  bytes[i++] = ten < 0 ? minus : plus;
  return printWhole(Math.abs(ten), bytes, i);
}

function withoutZeros(bytes: Uint8Array, end: number): number {
  let i = end;
  while (bytes[i - 1] === zero) i--;
  return i;
}

function print17Digits(head: number, tail: number, bytes: Uint8Array, at: number): void {
  print8Digits(head | 0, bytes, at);
  const ninth = (tail / headLimit) | 0;
  bytes[at + 8] = zero + ninth;
  print8Digits((tail - ninth * headLimit) | 0, bytes, at + 9);
}

function print8Digits(n: number, bytes: Uint8Array, at: number): void {
  const upper = (n / 10_000) | 0;
  print4Digits(upper, bytes, at);
  print4Digits(n - upper * 10_000, bytes, at + 4);
}

function print4Digits(n: number, bytes: Uint8Array, at: number): void {
  const upper = (n / 100) | 0;
  const lower = n - upper * 100;
  bytes[at] = pairs[2 * upper]!;
  bytes[at + 1] = pairs[2 * upper + 1]!;
  bytes[at + 2] = pairs[2 * lower]!;
  bytes[at + 3] = pairs[2 * lower + 1]!;
}

/** @param n an int32 from 0 on */
function printWhole(n: number, bytes: Uint8Array, at: number): number {
  let end = at + 1;
  for (let rest = n; rest >= 10; rest = (rest / 10) | 0) end++;
  let rest = n;
  for (let i = end - 1; i >= at; i--) {
    const upper = (rest / 10) | 0;
    bytes[i] = zero + rest - upper * 10;
    rest = upper;
  }
  return end;
}

function printText(value: number, bytes: Uint8Array, at: number): number {
  const text = String(value);
  for (let k = 0; k < text.length; k++) bytes[at + k] = text.charCodeAt(k);
  return at + text.length;
}

/** Powers of ten as two doubles each, 10^n ≈ high + low to 2^−105 of itself; made when they are first wanted. */
const tensFrom = 300;
const tenHigh = new Float64Array(2 * tensFrom);
const tenLow = new Float64Array(2 * tensFrom);

function tenTo(n: number): number {
  return tenHigh[n + tensFrom]! || makeTen(n);
}

function makeTen(n: number): number {
  const nearest = Number(`1e${n}`);
  tenHigh[n + tensFrom] = nearest;
  tenLow[n + tensFrom] = n < 0 ? belowOne(nearest, -n) : Number(10n ** BigInt(n) - BigInt(nearest));
  return nearest;
}

/** 10^−n − nearest, by whole numbers: nearest is 2^−1020 at least, and 56 more bits of the quotient are all that a double holds. */
function belowOne(nearest: number, n: number): number {
  const power = 10n ** BigInt(n);
  const difference = (1n << 1020n) - BigInt(nearest * 2 ** 1020) * power;
  return Number((difference << 56n) / power) * 2 ** -538 * 2 ** -538;
}
