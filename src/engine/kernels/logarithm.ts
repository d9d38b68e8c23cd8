/**
 * The natural logarithm for vectors, like `elementary.ts` from additions, multiplications and one division: the same bits on every
 * machine. With x = 2ᵏ·(1 + f), whole k and √½ ≤ 1 + f < √2:
 *
 *     log x = k·ln 2 + f − f²/2 + s·(f²/2 + R)        s = f/(2 + f),  R = (log(1 + f) − 2s)/s, a polynomial in s²
 *
 * ln 2 comes in two parts, the first with so few digits that k times it is exact. For k = 0 nothing but f counts: near 1 no digit is
 * lost. k is what remains of x's bits, less those of √½, without the mantissa's.
 *
 * Largest error 1.5 units in the last place in either format. x is first limited to positive normal numbers; a NaN stays a NaN.
 */
import type { Precision } from '../../core/training/backend.ts';
import type { EmitContext } from './emitContext.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import type { Local, V128 } from '../assembler/value.ts';

interface Format {
  /** R/s², by powers of s², from interpolation near the Chebyshev points; errors of R 9.3e-18 and 5.5e-9. */
  readonly R: readonly number[];
  readonly ln2: readonly [high: number, low: number];
  /** 1.5·2^mantissaBits, as a number and in bits: k added to the bits becomes k added to the number. */
  readonly shift: readonly [number: number, bits: bigint];
  /** The bits of √½. */
  readonly rootHalf: bigint;
  readonly smallest: number;
  readonly largest: number;
}

const formats: Readonly<Record<Precision, Format>> = {
  float64: {
    R: [
      0.666666666666667, 0.39999999999899466, 0.28571428625991985, 0.22222211132101488, 0.18182889321508028,
      0.15331715077547112, 0.14616530309915843,
    ],
    ln2: [0.6931471803691238, 1.9082149292705877e-10],
    shift: [6755399441055744, 0x4338000000000000n],
    rootHalf: 0x3fe6a09e667f3bcdn,
    smallest: 2 ** -1022,
    largest: Number.MAX_VALUE,
  },
  float32: {
    R: [0.6666668504289016, 0.3998877920951281, 0.2958001095735947],
    ln2: [0.693359375, -0.00021219444],
    shift: [12582912, 0x4b400000n],
    rootHalf: 0x3f3504f3n,
    smallest: 2 ** -126,
    largest: (2 - 2 ** -23) * 2 ** 127,
  },
};

/** x ← log x */
export function emitLog(f: FunctionBuilder, { lanes, constants }: EmitContext, xs: readonly Local<'v128'>[]): void {
  const { add, sub, mul, div, multiplyAdd } = lanes;
  const number = (x: number): V128 => constants.number(x);
  const { R, ln2, shift, rootHalf, smallest, largest } = formats[lanes.precision];
  for (const x of xs) {
    f.scope(() => {
      f.set(x, lanes.larger(lanes.smaller(x, number(largest)), number(smallest)));
      const exponent = f.let(lanes.shiftBitsRight(lanes.subBits(x, constants.bits(rootHalf)), lanes.mantissaBits));
      const fraction = f.let(sub(lanes.subBits(x, lanes.shiftBitsLeft(exponent, lanes.mantissaBits)), number(1)));
      const k = f.let(sub(lanes.addBits(exponent, constants.bits(shift[1])), number(shift[0])));
      const s = f.let(div(fraction, add(fraction, number(2))));
      const square = f.let(mul(s, s));
      const half = f.let(mul(mul(fraction, fraction), number(0.5)));
      const rest = R.slice(0, -1).reduceRight((sum, c) => multiplyAdd(sum, square, number(c)), number(R.at(-1)!));
      const small = multiplyAdd(s, multiplyAdd(rest, square, half), mul(k, number(ln2[1])));
      const value = sub(multiplyAdd(k, number(ln2[0]), fraction), sub(half, small));
      // A NaN's bits have an exponent like others: x says so once more.
      f.set(x, lanes.select(value, x, lanes.equal(x, x)));
    });
  }
}
