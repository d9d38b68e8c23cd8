/**
 * Operations on rows of row-major matrices. Rows are contiguous over the examples, so each of these walks through memory in order;
 * the order of additions is fixed.
 */

/** Rows of m numbers, one after the other. */
export interface Rows {
  readonly values: Float64Array;
  readonly m: number;
}

/** row j of out += factor · row k of x */
export function addScaledRow(out: Rows, j: number, factor: number, x: Rows, k: number): void {
  const { values, m } = out;
  const { values: from } = x;
  const [at, source] = [j * m, k * m];
  for (let i = 0; i < m; i++) values[at + i]! += factor * from[source + i]!;
}

/** row j of out += f₀ · row k of x + f₁ · row k + 1: two neighbouring rows in one walk, which halves the traffic on `out`. */
export function addTwoScaledRows(out: Rows, j: number, f0: number, f1: number, x: Rows, k: number): void {
  const { values, m } = out;
  const { values: from } = x;
  const [at, source, next] = [j * m, k * m, (k + 1) * m];
  for (let i = 0; i < m; i++) values[at + i] = values[at + i]! + f0 * from[source + i]! + f1 * from[next + i]!;
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
