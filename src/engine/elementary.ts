/**
 * exp, tanh and σ for vectors of two Float64, from additions, multiplications and one division: the same bits on every
 * machine.
 *
 * All three are made of tanh on a short interval. With y = n·½ln 2 + h, whole n and |h| ≤ ¼ln 2:
 *
 *     e^(2y) = 2ⁿ·(Q + hP)/(Q − hP)         where tanh h = h·P(h²)/Q(h²)
 *     tanh y = (e^(2y) − 1)/(e^(2y) + 1) = ((2ⁿ−1)·Q + (2ⁿ+1)·hP) / ((2ⁿ+1)·Q + (2ⁿ−1)·hP)
 *     σ(2y)  = e^(2y)/(e^(2y) + 1)      = 2ⁿ·(Q + hP) / (2ⁿ·(Q + hP) + (Q − hP))
 *
 * For n = 0 the second line is just hP/Q: near 0 no digit is lost. 2ⁿ is made by writing n into the exponent's bits.
 *
 * Largest distance from V8's Math functions, in units in the last place: exp 2, σ 3, tanh 4; a NaN stays a NaN.
 *
 * Each function works on a list of variables at once: every constant is loaded once for all, and the processor has
 * independent chains to overlap.
 */
import { f64x2 } from './assembler/f64x2.ts';
import type { FunctionBuilder } from './assembler/functionBuilder.ts';
import type { Local, V128 } from './assembler/value.ts';
import type { Constants } from './constants.ts';

const { add, sub, mul, div, smaller, larger, multiplyAdd, addBits, shiftBitsLeft } = f64x2;

/**
 * tanh h / h as a quotient of polynomials in h², for |h| ≤ ¼ ln 2: coefficients from interpolation at the Chebyshev
 * points; relative error 1.8e-17, a sixth of what rounding does.
 */
const P = [1, 0.11110146151405655, 0.0010575580972413837] as const;
const Q = [1, 0.44443479484738924, 0.015869156380397282] as const;

/** ½ ln 2 in two parts: the first has 21 trailing zero bits, so n times it is exact; the second is the rest. */
const halfLn2High = 0.6931471803691238 / 2;
const halfLn2Low = 1.9082149292705877e-10 / 2;
/** 1.5·2⁵²: adding it rounds to a whole number, which then stands in the lowest bits. */
const roundingShift = 6755399441055744;
const exponentBias = 1023n;
const mantissaBits = 52;
/** Beyond these e^x leaves the range of normal numbers. */
const expMinimum = -708;
const expMaximum = 709;
/** tanh x is 1 in Float64 from 19.1 on. */
const tanhOne = 20;

type Variables = readonly Local<'v128'>[];

/** x ← e^x, with x first limited to −708…709. */
export function emitExp(f: FunctionBuilder, constants: Constants, xs: Variables): void {
  f.scope(() => {
    clamp(f, constants, xs, expMinimum, expMaximum);
    halve(f, constants, xs);
    const { power, q } = split(f, constants, xs);
    // The quotient first: 2ⁿ times the numerator alone might overflow.
    each(f, xs, (hP, i) => mul(div(add(at(q, i), hP), sub(at(q, i), hP)), at(power, i)));
  });
}

/** x ← 1/(1 + e^(−x)), with x first limited to −708…709. */
export function emitSigmoid(f: FunctionBuilder, constants: Constants, xs: Variables): void {
  f.scope(() => {
    clamp(f, constants, xs, expMinimum, expMaximum);
    halve(f, constants, xs);
    const { power, q } = split(f, constants, xs);
    each(f, power, (two, i) => mul(two, add(at(q, i), at(xs, i))));
    each(f, xs, (hP, i) => div(at(power, i), add(at(power, i), sub(at(q, i), hP))));
  });
}

/** x ← tanh x */
export function emitTanh(f: FunctionBuilder, constants: Constants, xs: Variables): void {
  f.scope(() => {
    clamp(f, constants, xs, -tanhOne, tanhOne);
    const { power, q } = split(f, constants, xs);
    const one = f.let(constants.number(1));
    each(f, xs, (hP, i) => {
      const [less, more] = [sub(at(power, i), one), add(at(power, i), one)];
      return div(multiplyAdd(less, at(q, i), mul(more, hP)), multiplyAdd(more, at(q, i), mul(less, hP)));
    });
  });
}

/** y = n·½ln 2 + h becomes h·P(h²); the results are 2ⁿ and Q(h²). */
function split(f: FunctionBuilder, constants: Constants, ys: Variables): { power: Variables; q: Variables } {
  const power = ys.map(() => f.local('v128'));
  f.scope(() => {
    const shift = f.let(constants.number(roundingShift));
    const factor = f.let(constants.number(2 * Math.LOG2E));
    each(f, power, (_, i) => multiplyAdd(at(ys, i), factor, shift));
    f.scope(() => {
      const n = ys.map((_, i) => f.let(sub(at(power, i), shift)));
      for (const part of [halfLn2High, halfLn2Low]) {
        const ln2 = f.let(constants.number(part));
        each(f, ys, (y, i) => sub(y, mul(at(n, i), ln2)));
      }
    });
    const bias = f.let(constants.bits(exponentBias));
    each(f, power, (bits) => shiftBitsLeft(addBits(bits, bias), mantissaBits));
  });
  const q = ys.map(() => f.local('v128'));
  f.scope(() => {
    const squares = ys.map((h) => f.let(mul(h, h)));
    evaluate(f, constants, q, Q, squares);
    const p = ys.map(() => f.local('v128'));
    evaluate(f, constants, p, P, squares);
    each(f, ys, (h, i) => mul(h, at(p, i)));
  });
  return { power, q };
}

/** sum ← c₀ + x·(c₁ + x·c₂), all variables in step. */
function evaluate(f: FunctionBuilder, constants: Constants, sums: Variables, coefficients: readonly number[], xs: Variables): void {
  const [highest = 0, ...lower] = coefficients.toReversed();
  each(f, sums, () => constants.number(highest));
  for (const coefficient of lower) {
    f.scope(() => {
      const c = f.let(constants.number(coefficient));
      each(f, sums, (sum, i) => multiplyAdd(sum, at(xs, i), c));
    });
  }
}

function halve(f: FunctionBuilder, constants: Constants, xs: Variables): void {
  f.scope(() => {
    const half = f.let(constants.number(0.5));
    each(f, xs, (x) => mul(x, half));
  });
}

/** Limits to low…high; a NaN stays. */
function clamp(f: FunctionBuilder, constants: Constants, xs: Variables, low: number, high: number): void {
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
