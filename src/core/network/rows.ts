/**
 * Operations on rows of row-major matrices, told by the position of the row's first number. Rows are contiguous
 * over the examples, so each of these walks through memory in order; the order of additions is fixed.
 */

/** row(out) += factor · row(x) */
export function addScaledRow(
  out: Float64Array,
  outAt: number,
  factor: number,
  x: Float64Array,
  xAt: number,
  m: number,
): void {
  for (let i = 0; i < m; i++) out[outAt + i]! += factor * x[xAt + i]!;
}

/**
 * row(out) += f₀ · row(x) + f₁ · row(next x): two neighbouring rows in one walk, which halves the traffic on `out`.
 * @param stride distance of the two rows of x
 */
export function addTwoScaledRows(
  out: Float64Array,
  outAt: number,
  f0: number,
  f1: number,
  x: Float64Array,
  xAt: number,
  stride: number,
  m: number,
): void {
  const nextAt = xAt + stride;
  for (let i = 0; i < m; i++) out[outAt + i] = out[outAt + i]! + f0 * x[xAt + i]! + f1 * x[nextAt + i]!;
}

/** row(x) · row(y). Four running sums, so that one addition need not wait for the last. */
export function dotRows(x: Float64Array, xAt: number, y: Float64Array, yAt: number, m: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < m; i += 4) {
    s0 += x[xAt + i]! * y[yAt + i]!;
    s1 += x[xAt + i + 1]! * y[yAt + i + 1]!;
    s2 += x[xAt + i + 2]! * y[yAt + i + 2]!;
    s3 += x[xAt + i + 3]! * y[yAt + i + 3]!;
  }
  for (; i < m; i++) s0 += x[xAt + i]! * y[yAt + i]!;
  return s0 + s1 + (s2 + s3);
}

/** Sum of row(x), added as in `dotRows`. */
export function sumRow(x: Float64Array, xAt: number, m: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < m; i += 4) {
    s0 += x[xAt + i]!;
    s1 += x[xAt + i + 1]!;
    s2 += x[xAt + i + 2]!;
    s3 += x[xAt + i + 3]!;
  }
  for (; i < m; i++) s0 += x[xAt + i]!;
  return s0 + s1 + (s2 + s3);
}
