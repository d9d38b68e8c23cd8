/** Dense symmetric matrices for tests: their product with a vector, and all their eigenvalues. */

/** v ↦ A v for a dense symmetric matrix. */
export const dense = (A: readonly (readonly number[])[]) => ({
  size: A.length,
  times: (v: Float64Array) => Float64Array.from(A, (row) => row.reduce((sum, a, j) => sum + a * v[j]!, 0)),
});

/** Eigenvalues of a dense symmetric matrix by Jacobi's rotations: another way to the same numbers. */
export function jacobi(matrix: readonly (readonly number[])[]): number[] {
  const A = matrix.map((row) => [...row]);
  const n = A.length;
  for (let sweep = 0; sweep < 100; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(A[p]![q]!) < 1e-14) continue;
        const angle = Math.atan2(2 * A[p]![q]!, A[q]![q]! - A[p]![p]!) / 2;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (let k = 0; k < n; k++)
          [A[k]![p], A[k]![q]] = [c * A[k]![p]! - s * A[k]![q]!, s * A[k]![p]! + c * A[k]![q]!];
        for (let k = 0; k < n; k++)
          [A[p]![k], A[q]![k]] = [c * A[p]![k]! - s * A[q]![k]!, s * A[p]![k]! + c * A[q]![k]!];
      }
    }
  }
  return A.map((row, i) => row[i]!).sort((a, b) => b - a);
}
