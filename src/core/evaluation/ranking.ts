/**
 * How well a score ranks examples of one class before the others: the ROC and precision-recall curves and the areas under
 * them, as Fawcett (2006) and scikit-learn define them. Equal scores are one point: no order among them is made up.
 */

export interface RankingCurve {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Scores from which on an example counts as positive at the point. */
  readonly thresholds: Float64Array;
  /** `null` when one of the two kinds of examples is missing, or a score is NaN. */
  readonly area: number | null;
}

export interface Ranking {
  /** x false positive rate, y true positive rate; from (0, 0) with the threshold +∞ to (1, 1). */
  readonly roc: RankingCurve;
  /** x recall, y precision, ascending in recall; begins at recall 0 with precision 1. `area` is the average precision. */
  readonly precisionRecall: RankingCurve;
  /** Share of the examples that are positive. */
  readonly share: number;
}

/**
 * @param scores one an example, larger means more likely positive
 * @param isPositive 1 or 0 an example
 */
export function rank(scores: Float64Array, isPositive: Uint8Array): Ranking {
  const order = Uint32Array.from(scores.keys()).sort((i, j) => scores[j]! - scores[i]! || i - j);
  const positives = isPositive.reduce((sum, value) => sum + value, 0);
  const negatives = scores.length - positives;
  const points = countsByThreshold(scores, isPositive, order);
  const usable = positives > 0 && !scores.some(Number.isNaN);
  return {
    roc: rocOf(points, positives, negatives, usable && negatives > 0),
    precisionRecall: precisionRecallOf(points, positives, usable),
    share: scores.length > 0 ? positives / scores.length : Number.NaN,
  };
}

interface Count {
  readonly threshold: number;
  /** Examples with at least this score. */
  readonly truePositives: number;
  readonly falsePositives: number;
}

function countsByThreshold(scores: Float64Array, isPositive: Uint8Array, order: Uint32Array): Count[] {
  const counts: Count[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  order.forEach((example, index) => {
    if (isPositive[example] === 1) truePositives++;
    else falsePositives++;
    const next = order[index + 1];
    const threshold = scores[example]!;
    if (next === undefined || scores[next] !== threshold) counts.push({ threshold, truePositives, falsePositives });
  });
  return counts;
}

function rocOf(counts: readonly Count[], positives: number, negatives: number, usable: boolean): RankingCurve {
  const x = Float64Array.from([0, ...counts.map(({ falsePositives }) => falsePositives / negatives)]);
  const y = Float64Array.from([0, ...counts.map(({ truePositives }) => truePositives / positives)]);
  const thresholds = Float64Array.from([Number.POSITIVE_INFINITY, ...counts.map(({ threshold }) => threshold)]);
  // Trapezoids: the chance that a positive scores above a negative, ties counted half.
  let area = 0;
  for (let i = 1; i < x.length; i++) area += ((x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2;
  return { x, y, thresholds, area: usable ? area : null };
}

function precisionRecallOf(counts: readonly Count[], positives: number, usable: boolean): RankingCurve {
  const x = Float64Array.from([0, ...counts.map(({ truePositives }) => truePositives / positives)]);
  const y = Float64Array.from([
    1,
    ...counts.map(({ truePositives, falsePositives }) => truePositives / (truePositives + falsePositives)),
  ]);
  const thresholds = Float64Array.from([Number.POSITIVE_INFINITY, ...counts.map(({ threshold }) => threshold)]);
  // AP = Σ (R_n − R_n−1) P_n: no interpolation, which would be too kind.
  let area = 0;
  for (let i = 1; i < x.length; i++) area += (x[i]! - x[i - 1]!) * y[i]!;
  return { x, y, thresholds, area: usable ? area : null };
}

/** At most `most` points of a curve with about the same course: evenly spread over both axes, first and last among them. */
export function decimated(curve: RankingCurve, most: number): RankingCurve {
  const { x, y, thresholds, area } = curve;
  const length = x.length;
  if (length <= most) return curve;
  // Walk along the curve and keep a point when it is far enough from the last one kept.
  const step = 2 / (most - 2);
  const kept = [0];
  for (let i = 1; i < length - 1; i++) {
    const last = kept.at(-1)!;
    if (Math.abs(x[i]! - x[last]!) + Math.abs(y[i]! - y[last]!) >= step && kept.length < most - 1) kept.push(i);
  }
  kept.push(length - 1);
  const take = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]!);
  return { x: take(x), y: take(y), thresholds: take(thresholds), area };
}
