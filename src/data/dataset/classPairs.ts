/** How the values of one column go with the classes of another: rows that the best rule of one column answers rightly. */
import type { ColumnSample } from './columnSample.ts';

export interface ClassPairs {
  /** Rows that have both a value and a class. */
  readonly rows: number;
  /** Different values, classes, and rows of the most frequent class among them. */
  readonly values: number;
  readonly classes: number;
  readonly mostFrequent: number;
  /** Rows of each value (a row of the matrix) and class (a column), row-major. */
  readonly counts: Int32Array;
  /** Classes of the matrix; some may be of no row. */
  readonly width: number;
}

export function classPairs(column: ColumnSample, answers: ColumnSample): ClassPairs {
  const { codes } = column;
  const classOf = answers.codes;
  const width = answers.codeCount;
  const counts = new Int32Array(column.codeCount * width);
  const ofValue = new Int32Array(column.codeCount);
  const ofClass = new Int32Array(width);
  let rows = 0;
  for (let k = 0; k < codes.length; k++) {
    const value = codes[k] as number;
    const answer = classOf[k] as number;
    if (value < 0 || answer < 0) continue;
    rows++;
    (counts[value * width + answer] as number)++;
    (ofValue[value] as number)++;
    (ofClass[answer] as number)++;
  }
  const [values, classes] = [ofValue, ofClass].map(present) as [number, number];
  return { rows, values, classes, mostFrequent: Math.max(0, ...ofClass), counts, width };
}

function present(counts: Int32Array): number {
  return counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
}

/** Rows that have the most frequent class of their value. */
export function majority({ counts, width }: ClassPairs): number {
  let right = 0;
  for (let from = 0; from < counts.length; from += width) {
    let most = 0;
    for (let k = from; k < from + width; k++) most = Math.max(most, counts[k] as number);
    right += most;
  }
  return right;
}

/** Rows that fit when the axis of the numbers is cut into `pieces` parts, each of one class. */
export function bestSegments({ values, order }: ColumnSample, answers: ColumnSample, pieces: number): number {
  const classOf = answers.codes;
  const width = answers.codeCount;
  // best[k · width + c]: rows that fit so far when the last of k + 1 pieces is of class c; tops[k]: the largest of them.
  const best = new Int32Array(pieces * width);
  const tops = new Int32Array(pieces);
  for (let from = 0; from < order.length; ) {
    let stop = from;
    // Equal values cannot be cut apart: each class of them in turn, from the same state before them.
    while (stop < order.length && values[order[stop] as number] === values[order[from] as number]) stop++;
    takeEqual(best, tops, { order, classOf, from, stop, width });
    from = stop;
  }
  return Math.max(0, ...tops);
}

interface Equal {
  readonly order: Int32Array;
  readonly classOf: Int32Array;
  readonly from: number;
  readonly stop: number;
  readonly width: number;
}

function takeEqual(best: Int32Array, tops: Int32Array, { order, classOf, from, stop, width }: Equal): void {
  const counts = new Int32Array(width);
  for (let k = from; k < stop; k++) {
    const answer = classOf[order[k] as number] as number;
    if (answer >= 0) (counts[answer] as number)++;
  }
  for (let piece = tops.length - 1; piece >= 0; piece--) {
    const before = piece === 0 ? 0 : (tops[piece - 1] as number);
    for (let answer = 0; answer < width; answer++) {
      const index = piece * width + answer;
      const fits = Math.max(best[index] as number, before) + (counts[answer] as number);
      best[index] = fits;
      if (fits > (tops[piece] as number)) tops[piece] = fits;
    }
  }
}
