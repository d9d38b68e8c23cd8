/**
 * exp, exp − 1, tanh and σ for vectors, from additions, multiplications and one division: the same bits on every machine.
 *
 * All three are made of tanh on a short interval. With y = n·½ln 2 + h, whole n and |h| ≤ ¼ln 2:
 *
 *     e^(2y) = 2ⁿ·(Q + hP)/(Q − hP)         where tanh h = h·P(h²)/Q(h²)
 *     tanh y = (e^(2y) − 1)/(e^(2y) + 1) = ((2ⁿ−1)·Q + (2ⁿ+1)·hP) / ((2ⁿ+1)·Q + (2ⁿ−1)·hP)
 *     e^(2y) − 1 = ((2ⁿ−1)·Q + (2ⁿ+1)·hP) / (Q − hP)
 *     σ(2y)  = e^(2y)/(e^(2y) + 1)      = 2ⁿ·(Q + hP) / (2ⁿ·(Q + hP) + (Q − hP))
 *
 * For n = 0 the second line is just hP/Q: near 0 no digit is lost. 2ⁿ is made by writing n into the exponent's bits.
 *
 * h is what n·½ln 2 leaves of y, with ½ln 2 in two parts. tanh does with less: it takes h in units of ½ln 2, as what 2/ln 2·y has
 * beyond n. That product is rounded, but a small relative change of y changes tanh y by less.
 *
 * Largest relative error, in units in the last place (2⁻⁵² and 2⁻²³ of the number): exp 2, exp − 1 4, σ 3, tanh 4 in either
 * format; a NaN stays a NaN.
 *
 * Each function works on a list of variables at once: every constant is loaded once for all, and the processor has
 * independent chains to overlap.
 */
import type { Precision } from '../../core/training/backend.ts';
import type { EmitContext } from './emitContext.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import type { Local, V128 } from '../assembler/value.ts';

/** What the formulas need of a number format. */
interface Format {
  /** tanh h / h as a quotient of polynomials in h², for |h| ≤ ¼ ln 2. */
  readonly P: readonly number[];
  readonly Q: readonly number[];
  /** ln 2 in two parts: the first ends in so many zero bits that n times it is exact; the second is the rest. */
  readonly ln2: readonly [high: number, low: number];
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
    ln2: [0.6931471803691238, 1.9082149292705877e-10],
    roundingShift: 6755399441055744,
    expMinimum: -708,
    expMaximum: 709,
    tanhOne: 20,
  },
  // With P = 1, Q is h·coth h.
  float32: {
    P: [1],
    Q: [1, 0.33333309550287843, -0.02215883678466229],
    ln2: [0.693359375, -0.00021219444],
    roundingShift: 12582912,
    expMinimum: -87,
    expMaximum: 88,
    tanhOne: 10,
  },
};

type Variables = readonly Local<'v128'>[];

/** x ← e^x, with x first limited to the range of normal numbers. */
export function emitExp(f: FunctionBuilder, arithmetic: EmitContext, xs: Variables): void {
  const { add, sub, mul, div } = arithmetic.lanes;
  f.scope(() => {
    const { power, q } = splitExp(f, arithmetic, xs);
    // The quotient first: 2ⁿ times the numerator alone might overflow.
    each(f, xs, (hP, i) => mul(div(add(at(q, i), hP), sub(at(q, i), hP)), at(power, i)));
  });
}

/** x ← e^x − 1, with x first limited as for e^x; near 0 no digit is lost. */
export function emitExpm1(f: FunctionBuilder, arithmetic: EmitContext, xs: Variables): void {
  const { add, sub, mul, div, multiplyAdd } = arithmetic.lanes;
  f.scope(() => {
    const { power, q } = splitExp(f, arithmetic, xs);
    const one = f.let(arithmetic.constants.number(1));
    each(f, xs, (hP, i) => {
      const [less, more] = [sub(at(power, i), one), add(at(power, i), one)];
      return div(multiplyAdd(less, at(q, i), mul(more, hP)), sub(at(q, i), hP));
    });
  });
}

/** x ← 1/(1 + e^(−x)), with x first limited as for e^x. */
export function emitSigmoid(f: FunctionBuilder, arithmetic: EmitContext, xs: Variables): void {
  const { add, sub, mul, div } = arithmetic.lanes;
  f.scope(() => {
    const { power, q } = splitExp(f, arithmetic, xs);
    each(f, power, (two, i) => mul(two, add(at(q, i), at(xs, i))));
    each(f, xs, (hP, i) => div(at(power, i), add(at(power, i), sub(at(q, i), hP))));
  });
}

/** x ← tanh x */
export function emitTanh(f: FunctionBuilder, arithmetic: EmitContext, xs: Variables): void {
  const { add, sub, mul, div, multiplyAdd, precision } = arithmetic.lanes;
  const { tanhOne } = formats[precision];
  f.scope(() => {
    clamp(f, arithmetic, xs, -tanhOne, tanhOne);
    const power = wholePart(f, arithmetic, xs, 2 / Math.LN2, (y, n, factor) => sub(mul(y, factor), n));
    const q = quotient(f, arithmetic, xs, Math.LN2 / 2);
    const one = f.let(arithmetic.constants.number(1));
    each(f, xs, (hP, i) => {
      const [less, more] = [sub(at(power, i), one), add(at(power, i), one)];
      return div(multiplyAdd(less, at(q, i), mul(more, hP)), multiplyAdd(more, at(q, i), mul(less, hP)));
    });
  });
}

/** x = 2y with y = n·½ln 2 + h becomes h·P(h²), once limited; the results are 2ⁿ and Q(h²), all but a factor of both. */
function splitExp(f: FunctionBuilder, arithmetic: EmitContext, xs: Variables): { power: Variables; q: Variables } {
  const { lanes, constants } = arithmetic;
  const { ln2, expMinimum, expMaximum } = formats[lanes.precision];
  clamp(f, arithmetic, xs, expMinimum, expMaximum);
  // What is left is 2h.
  const power = wholePart(f, arithmetic, xs, 1 / Math.LN2, (x, n) =>
    ln2.reduce<V128>((rest, part) => lanes.sub(rest, lanes.mul(n, constants.number(part))), x),
  );
  return { power, q: quotient(f, arithmetic, xs, 1 / 2) };
}

/**
 * Takes the whole part n of scale·x out of each x, as `rest` says.
 * @returns 2ⁿ
 */
function wholePart(
  f: FunctionBuilder,
  { lanes, constants }: EmitContext,
  xs: Variables,
  scale: number,
  rest: (x: V128, n: V128, factor: V128) => V128,
): Variables {
  const power = xs.map(() => f.local('v128'));
  f.scope(() => {
    const shift = f.let(constants.number(formats[lanes.precision].roundingShift));
    const factor = f.let(constants.number(scale));
    each(f, power, (_, i) => lanes.multiplyAdd(at(xs, i), factor, shift));
    each(f, xs, (x, i) => rest(x, lanes.sub(at(power, i), shift), factor));
    const bias = f.let(constants.bits(lanes.exponentBias));
    each(f, power, (bits) => lanes.shiftBitsLeft(lanes.addBits(bits, bias), lanes.mantissaBits));
  });
  return power;
}

/** With x = h/unit, x becomes h·P(h²)/unit; the result is Q(h²)/unit. So P still begins with 1. */
function quotient(f: FunctionBuilder, arithmetic: EmitContext, xs: Variables, unit: number): Variables {
  const { lanes } = arithmetic;
  const { P, Q } = formats[lanes.precision];
  const q = xs.map(() => f.local('v128'));
  f.scope(() => {
    const squares = xs.map((x) => f.let(lanes.mul(x, x)));
    evaluate(
      f,
      arithmetic,
      q,
      Q.map((c, k) => c * unit ** (2 * k - 1)),
      squares,
    );
    if (P.length === 1) return;
    const p = xs.map(() => f.local('v128'));
    evaluate(
      f,
      arithmetic,
      p,
      P.map((c, k) => c * unit ** (2 * k)),
      squares,
    );
    each(f, xs, (x, i) => lanes.mul(x, at(p, i)));
  });
  return q;
}

/** sum ← c₀ + x·(c₁ + x·c₂), all variables in step. @param coefficients two at least */
function evaluate(
  f: FunctionBuilder,
  { lanes, constants }: EmitContext,
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

/** Limits to low…high; a NaN stays. */
function clamp(f: FunctionBuilder, { lanes, constants }: EmitContext, xs: Variables, low: number, high: number): void {
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
