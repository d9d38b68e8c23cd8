/**
 * Which class an output stands for. Accuracy, confusion, pictures and files of predictions all ask here, so that a tie
 * has one answer everywhere: p = ½ is class 0 ("yes" needs more than half), and of equal probabilities the first wins,
 * as NumPy's `A > 0.5` and `argmax` have it.
 */

/**
 * Class of column i.
 * @param values ŷ or a target in the same coding, units × m: one row of probabilities of class 1, or one row a class
 */
export function predictedClass(values: ArrayLike<number>, units: number, m: number, i: number): number {
  return units === 1 ? Number(isYes(values[i]!)) : largestRow(values, units, m, i);
}

/** Whether a probability means "yes": more than ½. */
export function isYes(probability: number): boolean {
  return probability > 0.5;
}

/** Row of the largest number of column i; the first of equals. */
export function largestRow(values: ArrayLike<number>, rows: number, m: number, i: number): number {
  let best = 0;
  for (let j = 1; j < rows; j++) if (values[j * m + i]! > values[best * m + i]!) best = j;
  return best;
}
