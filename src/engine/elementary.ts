/**
 * exp, tanh and σ for vectors, from additions, multiplications and one division: the same bits on every machine.
 *
 * All three are made of tanh on a short interval. With y = n·½ln 2 + h, whole n and |h| ≤ ¼ln 2:
 *
 *     e^(2y) = 2ⁿ·(Q + hP)/(Q − hP)         where tanh h = h·P(h²)/Q(h²)
 *     tanh y = (e^(2y) − 1)/(e^(2y) + 1) = ((2ⁿ−1)·Q + (2ⁿ+1)·hP) / ((2ⁿ+1)·Q + (2ⁿ−1)·hP)
 *     σ(2y)  = e^(2y)/(e^(2y) + 1)      = 2ⁿ·(Q + hP) / (2ⁿ·(Q + hP) + (Q − hP))
 *
 * For n = 0 the second line is just hP/Q: near 0 no digit is lost. 2ⁿ is made by writing n into the exponent's bits.
 *
 * tanh does without the second part of ½ln 2: it takes h in units of ½ln 2, as what 2/ln 2·y leaves beyond n. The product is rounded
 * by half a unit, and that is all, because a small relative change of y changes tanh y by less.
 *
 * Largest relative error, in units in the last place (2⁻⁵² and 2⁻²³ of the number): exp 2, σ 3, tanh 4 in either format; a
 * NaN stays a NaN.
 *
 * Each function works on a list of variables at once: every constant is loaded once for all, and the processor has
 * independent chains to overlap.
 */
import type { Precision } from '../core/kernels.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { FunctionBuilder } from './assembler/functionBuilder.ts';
import type { Local, V128 } from './assembler/value.ts';

/** What the formulas need of a number format. */
interface Format {
  /** tanh h / h as a quotient of polynomials in h², for |h| ≤ ¼ ln 2. */
  readonly P: readonly number[];
  readonly Q: readonly number[];
  /** ½ ln 2 in two parts: the first ends in so many zero bits that n times it is exact; the second is the rest. */
  readonly halfLn2Parts: readonly [high: number, low: number];
  /** 1.5·2^mantissaBits: adding it rounds to a whole number, which then stands in the lowest bits. */
  readonly roundingShift: number;
  /** Beyond these e^x leaves the range of normal numbers. */
  readonly expMinimum: number;
  readonly expMaximum: number;
  /** From somewhere below this on tanh x is 1. */
  readonly tanhOne: number;
}

/** Coefficients from interpolation near the Chebyshev points; relative errors 1.8e-17 and 7.1e-9, below rounding. */
const formats: Readonly<Record<Precision, Format>> = {
  float64: {
    P: [1, 0.11110146151405655, 0.0010575580972413837],
    Q: [1, 0.44443479484738924, 0.015869156380397282],
    halfLn2Parts: [0.6931471803691238 / 2, 1.9082149292705877e-10 / 2],
    roundingShift: 6755399441055744,
    expMinimum: -708,
    expMaximum: 709,
    tanhOne: 20,
  },
  // With P = 1, Q is h·coth h.
  float32: {
    P: [1],
    Q: [1, 0.33333309550287843, -0.02215883678466229],
    halfLn2Parts: [0.693359375 / 2, -0.00021219444 / 2],
    roundingShift: 12582912,
    expMinimum: -87,
    expMaximum: 88,
    tanhOne: 10,
  },
};

type Variables = readonly Local<'v128'>[];

/** x ← e^x, with x first limited to the range of normal numbers. */
export function emitExp(f: FunctionBuilder, arithmetic: Arithmetic, xs: Variables): void {
  const { add, sub, mul, div, precision } = arithmetic.lanes;
  const { expMinimum, expMaximum } = formats[precision];
  f.scope(() => {
    clamp(f, arithmetic, xs, expMinimum, expMaximum);
    halve(f, arithmetic, xs);
    const { power, q } = split(f, arithmetic, xs);
    // The quotient first: 2ⁿ times the numerator alone might overflow.
    each(f, xs, (hP, i) => mul(div(add(at(q, i), hP), sub(at(q, i), hP)), at(power, i)));
  });
}

/** x ← 1/(1 + e^(−x)), with x first limited as for e^x. */
export function emitSigmoid(f: FunctionBuilder, arithmetic: Arithmetic, xs: Variables): void {
  const { add, sub, mul, div, precision } = arithmetic.lanes;
  const { expMinimum, expMaximum } = formats[precision];
  f.scope(() => {
    clamp(f, arithmetic, xs, expMinimum, expMaximum);
    halve(f, arithmetic, xs);
    const { power, q } = split(f, arithmetic, xs);
    each(f, power, (two, i) => mul(two, add(at(q, i), at(xs, i))));
    each(f, xs, (hP, i) => div(at(power, i), add(at(power, i), sub(at(q, i), hP))));
  });
}

/** x ← tanh x */
export function emitTanh(f: FunctionBuilder, arithmetic: Arithmetic, xs: Variables): void {
  const { add, sub, mul, div, multiplyAdd, precision } = arithmetic.lanes;
  const { P, Q, tanhOne } = formats[precision];
  f.scope(() => {
    clamp(f, arithmetic, xs, -tanhOne, tanhOne);
    const power = wholePart(f, arithmetic, xs, (y, n, factor) => sub(mul(y, factor), n));
    // In h/½ln 2 instead of h; both polynomials over ½ln 2, so that P still begins with 1.
    const q = quotient(
      f,
      arithmetic,
      xs,
      P.map((c, k) => c * halfLn2 ** (2 * k)),
      Q.map((c, k) => c * halfLn2 ** (2 * k - 1)),
    );
    const one = f.let(arithmetic.constants.number(1));
    each(f, xs, (hP, i) => {
      const [less, more] = [sub(at(power, i), one), add(at(power, i), one)];
      return div(multiplyAdd(less, at(q, i), mul(more, hP)), multiplyAdd(more, at(q, i), mul(less, hP)));
    });
  });
}

/** y = n·½ln 2 + h becomes h·P(h²); the results are 2ⁿ and Q(h²). */
function split(f: FunctionBuilder, arithmetic: Arithmetic, ys: Variables): { power: Variables; q: Variables } {
  const { lanes, constants } = arithmetic;
  const { P, Q, halfLn2Parts } = formats[lanes.precision];
  const power = wholePart(f, arithmetic, ys, (y, n) =>
    halfLn2Parts.reduce<V128>((rest, part) => lanes.sub(rest, lanes.mul(n, constants.number(part))), y),
  );
  return { power, q: quotient(f, arithmetic, ys, P, Q) };
}

const halfLn2 = Math.LN2 / 2;

/** Takes n, the whole part of 2/ln 2·y, out of y and returns 2ⁿ. @param rest what to leave of y @returns 2ⁿ */
function wholePart(
  f: FunctionBuilder,
  { lanes, constants }: Arithmetic,
  ys: Variables,
  rest: (y: V128, n: V128, factor: V128) => V128,
): Variables {
  const power = ys.map(() => f.local('v128'));
  f.scope(() => {
    const shift = f.let(constants.number(formats[lanes.precision].roundingShift));
    const factor = f.let(constants.number(1 / halfLn2));
    each(f, power, (_, i) => lanes.multiplyAdd(at(ys, i), factor, shift));
    each(f, ys, (y, i) => rest(y, lanes.sub(at(power, i), shift), factor));
    const bias = f.let(constants.bits(lanes.exponentBias));
    each(f, power, (bits) => lanes.shiftBitsLeft(lanes.addBits(bits, bias), lanes.mantissaBits));
  });
  return power;
}

/** h becomes h·P(h²); the result is Q(h²). */
function quotient(f: FunctionBuilder, arithmetic: Arithmetic, hs: Variables, P: readonly number[], Q: readonly number[]): Variables {
  const { lanes } = arithmetic;
  const q = hs.map(() => f.local('v128'));
  f.scope(() => {
    const squares = hs.map((h) => f.let(lanes.mul(h, h)));
    evaluate(f, arithmetic, q, Q, squares);
    if (P.length === 1) return;
    const p = hs.map(() => f.local('v128'));
    evaluate(f, arithmetic, p, P, squares);
    each(f, hs, (h, i) => lanes.mul(h, at(p, i)));
  });
  return q;
}

/** sum ← c₀ + x·(c₁ + x·c₂), all variables in step. @param coefficients two at least */
function evaluate(
  f: FunctionBuilder,
  { lanes, constants }: Arithmetic,
  sums: Variables,
  coefficients: readonly number[],
  xs: Variables,
): void {
  const [highest = 0, next = 0, ...lower] = coefficients.toReversed();
  f.scope(() => {
    const [c, d] = [f.let(constants.number(highest)), f.let(constants.number(next))];
    each(f, sums, (_, i) => lanes.multiplyAdd(c, at(xs, i), d));
  });
  for (const coefficient of lower) {
    f.scope(() => {
      const c = f.let(constants.number(coefficient));
      each(f, sums, (sum, i) => lanes.multiplyAdd(sum, at(xs, i), c));
    });
  }
}

function halve(f: FunctionBuilder, { lanes, constants }: Arithmetic, xs: Variables): void {
  f.scope(() => {
    const half = f.let(constants.number(0.5));
    each(f, xs, (x) => lanes.mul(x, half));
  });
}

/** Limits to low…high; a NaN stays. */
function clamp(f: FunctionBuilder, { lanes, constants }: Arithmetic, xs: Variables, low: number, high: number): void {
  f.scope(() => {
    const highest = f.let(constants.number(high));
    each(f, xs, (x) => lanes.smaller(x, highest));
    const lowest = f.let(constants.number(low));
    each(f, xs, (x) => lanes.larger(x, lowest));
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
