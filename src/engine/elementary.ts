/**
 * exp, tanh and σ for vectors of two Float64, from additions and multiplications alone: the same bits on every machine.
 *
 * All three rest on one reduction (Cody and Waite, 1980): x = n·ln 2 + r with whole n and |r| ≤ ½ ln 2, so that
 * e^x = 2ⁿ·e^r. On that short interval e^r − 1 is a polynomial; 2ⁿ is made by writing n into the exponent's bits.
 *
 * Largest distance from V8's Math functions, measured in units in the last place: exp 1, σ 3, tanh 3; a NaN stays a NaN.
 *
 * Each function works on a list of variables at once: every constant is loaded once for all, and the processor has
 * independent chains to overlap.
 */
import { f64x2 } from './assembler/f64x2.ts';
import type { FunctionBuilder } from './assembler/functionBuilder.ts';
import type { Local, V128 } from './assembler/value.ts';
import type { Constants } from './constants.ts';

const { add, sub, mul, div, and, or, smaller, larger, multiplyAdd, addBits, shiftBitsLeft } = f64x2;

/**
 * (e^r − 1 − r)/r² on |r| ≤ ½ ln 2: coefficients of r⁰…r⁹, from interpolation at the Chebyshev points. They differ
 * from 1/2!, 1/3!, … in their last digits only; relative error of e^r − 1: 4.1e-17.
 */
const tail = [
  0.5, 0.16666666666666669, 0.04166666666662399, 0.008333333333330051, 0.0013888888917281794, 0.00019841269863105968, 2.480152119021773e-5,
  2.7557268378684192e-6, 2.7620138719733994e-7, 2.5100424157005067e-8,
] as const;

const { LOG2E: log2e } = Math;
/** ln 2 in two parts: the first has 21 trailing zero bits, so n times it is exact; the second is the rest. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
/** 1.5·2⁵²: adding it rounds to a whole number, which then stands in the lowest bits. */
const roundingShift = 6755399441055744;
const exponentBias = 1023n;
const mantissaBits = 52;
/** Beyond these e^x leaves the range of normal numbers. */
const expMinimum = -708;
const expMaximum = 709;
/** tanh x is 1 in Float64 from 19.1 on. */
const tanhOne = 20;
const signBit = 1n << 63n;

type Variables = readonly Local<'v128'>[];

/** x ← e^x, with x first limited to −708…709. */
export function emitExp(f: FunctionBuilder, constants: Constants, xs: Variables): void {
  f.scope(() => {
    clamp(f, constants, xs, expMinimum, expMaximum);
    const power = splitExp(f, constants, xs);
    // e^x = 2ⁿ·(e^r − 1) + 2ⁿ
    each(f, xs, (x, i) => multiplyAdd(at(power, i), x, at(power, i)));
  });
}

/** x ← 1/(1 + e^(−x)) */
export function emitSigmoid(f: FunctionBuilder, constants: Constants, xs: Variables): void {
  f.scope(() => {
    const sign = f.let(constants.bits(signBit));
    each(f, xs, (x) => f64x2.xor(x, sign));
    emitExp(f, constants, xs);
    const one = f.let(constants.number(1));
    each(f, xs, (x) => div(one, add(one, x)));
  });
}

/** x ← tanh x = E/(E + 2) with E = e^(2|x|) − 1, which is exact near 0 too; the sign is put back at the end. */
export function emitTanh(f: FunctionBuilder, constants: Constants, xs: Variables): void {
  f.scope(() => {
    const signs = xs.map((x) => f.let(and(x, constants.bits(signBit))));
    const limit = f.let(constants.number(tanhOne));
    each(f, xs, (x, i) => smaller(f64x2.xor(x, at(signs, i)), limit));
    each(f, xs, (x) => add(x, x));
    const power = splitExp(f, constants, xs);
    const one = f.let(constants.number(1));
    // E = 2ⁿ·(e^r − 1) + (2ⁿ − 1)
    each(f, xs, (x, i) => multiplyAdd(at(power, i), x, sub(at(power, i), one)));
    const two = f.let(constants.number(2));
    each(f, xs, (x, i) => or(div(x, add(x, two)), at(signs, i)));
  });
}

/** Changes each x = n·ln 2 + r into e^r − 1 and returns 2ⁿ for each. */
function splitExp(f: FunctionBuilder, constants: Constants, xs: Variables): Variables {
  const powers = xs.map(() => f.local('v128'));
  f.scope(() => {
    const shift = f.let(constants.number(roundingShift));
    const factor = f.let(constants.number(log2e));
    each(f, powers, (_, i) => multiplyAdd(at(xs, i), factor, shift));
    f.scope(() => {
      const n = xs.map((_, i) => f.let(sub(at(powers, i), shift)));
      for (const part of [ln2High, ln2Low]) {
        const ln2 = f.let(constants.number(part));
        each(f, xs, (x, i) => sub(x, mul(at(n, i), ln2)));
      }
    });
    const bias = f.let(constants.bits(exponentBias));
    each(f, powers, (power) => shiftBitsLeft(addBits(power, bias), mantissaBits));
  });
  f.scope(() => {
    const sums = polynomial(f, constants, xs);
    // e^r − 1 = r + r²·(½ + r/6 + …)
    each(f, xs, (x, i) => multiplyAdd(mul(x, x), at(sums, i), x));
  });
  return powers;
}

/** Horner's rule, all variables in step. */
function polynomial(f: FunctionBuilder, constants: Constants, xs: Variables): Variables {
  const [highest = 0, ...lower] = tail.toReversed();
  const sums = xs.map(() => f.let(constants.number(highest)));
  for (const coefficient of lower) {
    f.scope(() => {
      const c = f.let(constants.number(coefficient));
      each(f, sums, (sum, i) => multiplyAdd(sum, at(xs, i), c));
    });
  }
  return sums;
}

/** Limits to low…high; a NaN stays. */
export function clamp(f: FunctionBuilder, constants: Constants, xs: Variables, low: number, high: number): void {
  f.scope(() => {
    const highest = f.let(constants.number(high));
    each(f, xs, (x) => smaller(x, highest));
    const lowest = f.let(constants.number(low));
    each(f, xs, (x) => larger(x, lowest));
  });
}

/** Assigns to each variable what `next` makes of it. */
export function each(f: FunctionBuilder, xs: Variables, next: (x: Local<'v128'>, index: number) => V128): void {
  xs.forEach((x, index) => {
    f.set(x, next(x, index));
  });
}

function at(xs: Variables, index: number): Local<'v128'> {
  const x = xs[index];
  if (!x) throw new RangeError(`no variable ${index}`);
  return x;
}
