/** Rows at mean 0 and standard deviation 1, for fits whose arithmetic an offset or a scale would spoil, and the way back. */

export interface StandardizedRows {
  /** rows × m */
  readonly X: Float64Array;
  /** Of each row; the scale of one that never changes is 1. */
  readonly mean: Float64Array;
  readonly std: Float64Array;
}

/** @param X rows × m, not changed */
export function standardizedRows(X: Float64Array, rows: number, m: number): StandardizedRows {
  const result = { X: X.slice(), mean: new Float64Array(rows), std: new Float64Array(rows) };
  for (let k = 0; k < rows; k++) {
    const row = result.X.subarray(k * m, (k + 1) * m);
    const { mean, std } = scaleOf(row);
    result.mean[k] = mean;
    result.std[k] = std;
    for (let i = 0; i < m; i++) row[i] = (row[i]! - mean) / std;
  }
  return result;
}

/**
 * Mean and population standard deviation, of numbers of any size: sums and squares that leave the range of doubles are taken
 * again of the numbers divided by a power of two. One that never changes has the scale 1.
 */
export function scaleOf(values: ArrayLike<number>): { mean: number; std: number } {
  const plain = momentsOf(values, 1);
  if (plain.isConstant) return { mean: values[0] ?? 0, std: 1 };
  if (plain.squares > minSquares && plain.squares < Number.POSITIVE_INFINITY) return scaled(plain, values.length, 1);
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  const unit = 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest))));
  return scaled(momentsOf(values, unit), values.length, unit);
}

/** Below it squares are too near the smallest numbers to be trusted. */
const minSquares = 1e-280;

interface RowMoments {
  readonly mean: number;
  readonly squares: number;
  readonly isConstant: boolean;
}

function momentsOf(values: ArrayLike<number>, unit: number): RowMoments {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! / unit;
  const mean = sum / values.length;
  let squares = 0;
  let isConstant = true;
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== values[0]) isConstant = false;
    squares += (values[i]! / unit - mean) ** 2;
  }
  return { mean, squares, isConstant };
}

function scaled({ mean, squares }: RowMoments, count: number, unit: number): { mean: number; std: number } {
  return { mean: mean * unit, std: Math.sqrt(squares / count) * unit || 1 };
}
