/**
 * erfc(x) = 2/√π ∫ₓ^∞ e^(−t²) dt, from quotients of polynomials on three intervals: W. J. Cody, Rational Chebyshev
 * Approximations for the Error Function, Mathematics of Computation 23 (1969). Right to the rounding of its last operations.
 */

const near = {
  over: [3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694, 0.18577770618460315],
  under: [23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171],
} as const;

const middle = {
  over: [
    0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769, 1712.0476126340707,
    2051.0783778260716, 1230.3393547979972, 2.1531153547440383e-8,
  ],
  under: [
    15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597, 4362.619090143247,
    3439.3676741437216, 1230.3393548037495,
  ],
} as const;

const far = {
  over: [
    0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275, 0.0006587491615298378,
    0.016315387137302097,
  ],
  under: [2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918],
} as const;

const inverseRootOfPi = 0.5641895835477563;

export function erfc(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.46875) return 1 - x * quotient(near, y * y);
  const tail = decay(y) * (y <= 4 ? quotient(middle, y) : farQuotient(y));
  return x < 0 ? 2 - tail : tail;
}

/** The last coefficient above begins; what stands before it follows in order, in both polynomials alike. */
function quotient({ over, under }: { over: readonly number[]; under: readonly number[] }, x: number): number {
  const count = under.length;
  let [numerator, denominator] = [over[count]! * x, x];
  for (let i = 0; i < count - 1; i++) {
    numerator = (numerator + over[i]!) * x;
    denominator = (denominator + under[i]!) * x;
  }
  return (numerator + over[count - 1]!) / (denominator + under[count - 1]!);
}

function farQuotient(y: number): number {
  const square = 1 / (y * y);
  return (inverseRootOfPi - square * quotient(far, square)) / y;
}

/** e^(−y²), with y in two parts so that the square of the first is exact. */
function decay(y: number): number {
  const rounded = Math.trunc(y * 16) / 16;
  return Math.exp(-rounded * rounded) * Math.exp(-(y - rounded) * (y + rounded));
}
