/**
 * Φ(z) = P(N(0, 1) ≤ z) for vectors, with x = |z|/√2 and t = 2/(2 + x):
 *
 *     ½ erfc(x) = ½·t·e^(P(t) − x²)         Φ(z) = ½ erfc(x) for z < 0, else 1 − ½ erfc(x)
 *
 * P is a polynomial in scale·t − shift, which lies between −1 and 1, from interpolation at the Chebyshev points; z·Φ(z) is right to
 * 4e-16 and 1e-7 of max(1, |z|). A NaN stays a NaN.
 */
import type { Precision } from '../../core/training/backend.ts';
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import type { Local } from '../assembler/value.ts';
import { emitExp } from './elementary.ts';
import type { EmitContext } from './emitContext.ts';

interface Format {
  /** By powers, the lowest first. */
  readonly P: readonly number[];
  readonly scale: number;
  readonly shift: number;
}

const formats: Readonly<Record<Precision, Format>> = {
  float64: {
    P: [
      -0.6267548660108483, 0.6330982682940193, 0.03286485935737543, -0.039942324416938395, -0.005189062823158574,
      0.0065929036811934565, 0.0004377994265060832, -0.0014316031219186419, 0.00013326847460673388,
      0.0003082787135259121, -0.00009958085534210172, -0.00005120843604778467, 0.000038032637303776915,
      0.000001994010517421038, -0.000009984288933660708, 0.0000025993592074539457, 0.0000016136692081439831,
      -0.000001141947403335414, -3.425244278282885e-8, 2.6146995828084524e-7, -5.103212091686663e-8,
      -3.228279804474489e-8, 8.970095275597013e-9, 1.4044354684986443e-9,
    ],
    scale: 15 / 7,
    shift: 8 / 7,
  },
  float32: {
    P: [
      -0.587067723274231, 0.5969378352165222, 0.022213486954569817, -0.033765748143196106, -0.0024339165538549423,
      0.004799845162779093, -0.000031408064387505874, -0.0008145056199282408, 0.00006178259354783222,
      0.00010041896894108504,
    ],
    scale: 16 / 7,
    shift: 9 / 7,
  },
};

/** x ← Φ(x) */
export function emitNormalShare(f: FunctionBuilder, arithmetic: EmitContext, xs: readonly Local<'v128'>[]): void {
  const { lanes, constants } = arithmetic;
  const { add, sub, mul, div, larger, multiplyAdd, select, less, zero } = lanes;
  const { P, scale, shift } = formats[lanes.precision];
  for (const z of xs) {
    f.scope(() => {
      const x = f.let(mul(larger(z, sub(zero, z)), constants.number(Math.SQRT1_2)));
      const two = f.let(constants.number(2));
      const t = f.let(div(two, add(two, x)));
      const u = f.let(sub(mul(t, constants.number(scale)), constants.number(shift)));
      const sum = f.let(constants.number(P.at(-1) ?? 0));
      for (const coefficient of P.slice(0, -1).toReversed())
        f.set(sum, multiplyAdd(sum, u, constants.number(coefficient)));
      f.set(sum, sub(sum, mul(x, x)));
      emitExp(f, arithmetic, [sum]);
      f.set(sum, mul(mul(t, constants.number(0.5)), sum));
      f.set(z, select(sum, sub(constants.number(1), sum), less(z, zero)));
    });
  }
}
