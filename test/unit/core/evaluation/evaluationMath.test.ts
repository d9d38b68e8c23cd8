import assert from 'node:assert/strict';
import { calibrate } from '../../../../src/core/evaluation/calibration.ts';
import { binEdges, histogram, spreadOf } from '../../../../src/core/evaluation/histogram.ts';
import { leastSquares } from '../../../../src/core/evaluation/leastSquares.ts';
import { perExampleLoss } from '../../../../src/core/network/perExampleLoss.ts';
import { lossSum } from '../../../../src/core/network/losses.ts';
import { RandomState } from '../../../../src/core/network/random.ts';
import { decimated, rank } from '../../../../src/core/evaluation/ranking.ts';

/** Seeded scores with many ties, and labels that follow them loosely. */
function scored(m: number, seed: number): { scores: Float64Array; labels: Uint8Array } {
  const random = new RandomState(seed);
  const scores = Float64Array.from({ length: m }, () => Math.round(20 * random.random()) / 20);
  return { scores, labels: Uint8Array.from(scores, (score) => Number(random.random() < score)) };
}

/** The chance that a positive scores above a negative, counted pair by pair, ties half. */
function areaByPairs(scores: Float64Array, labels: Uint8Array): number {
  let [won, pairs] = [0, 0];
  scores.forEach((score, i) =>
    scores.forEach((other, j) => {
      if (labels[i] !== 1 || labels[j] !== 0) return;
      pairs++;
      won += (Math.sign(score - other) + 1) / 2;
    }),
  );
  return won / pairs;
}

describe('rank(scores, isPositive)', () => {
  it('has the area that counting pairs gives, ties included', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { scores, labels } = scored(60, seed);
      const { roc } = rank(scores, labels);
      assert.ok(Math.abs(roc.area! - areaByPairs(scores, labels)) < 1e-12);
    }
  });

  it('has the points of a worked example', () => {
    // The example of scikit-learn's documentation: y = 0 0 1 1, scores 0.1 0.4 0.35 0.8.
    const { roc, precisionRecall, share } = rank(Float64Array.of(0.1, 0.4, 0.35, 0.8), Uint8Array.of(0, 0, 1, 1));
    assert.deepEqual(Array.from(roc.x), [0, 0, 0.5, 0.5, 1]);
    assert.deepEqual(Array.from(roc.y), [0, 0.5, 0.5, 1, 1]);
    assert.deepEqual(Array.from(roc.thresholds), [Number.POSITIVE_INFINITY, 0.8, 0.4, 0.35, 0.1]);
    assert.equal(roc.area, 0.75);
    assert.ok(Math.abs(precisionRecall.area! - 0.8333333333333333) < 1e-15);
    assert.equal(share, 0.5);
  });

  it('gives every point as counting above its threshold does', () => {
    const { scores, labels } = scored(80, 5);
    const { roc, precisionRecall } = rank(scores, labels);
    const positives = labels.filter((label) => label === 1).length;
    roc.thresholds.forEach((threshold, i) => {
      const above = Array.from(labels).filter((_, k) => scores[k]! >= threshold);
      const right = above.filter((label) => label === 1).length;
      assert.equal(roc.y[i], right / positives);
      assert.equal(roc.x[i], (above.length - right) / (80 - positives));
      if (i > 0) assert.equal(precisionRecall.y[i], right / above.length);
    });
  });

  it('has no area when one kind of examples is missing or a score is none', () => {
    assert.equal(rank(Float64Array.of(0.1, 0.9), Uint8Array.of(0, 0)).roc.area, null);
    assert.equal(rank(Float64Array.of(0.1, 0.9), Uint8Array.of(1, 1)).roc.area, null);
    assert.equal(rank(Float64Array.of(Number.NaN, 0.9), Uint8Array.of(0, 1)).roc.area, null);
  });

  it('is drawn with few points that keep its ends', () => {
    const random = new RandomState(3);
    const scores = Float64Array.from({ length: 5000 }, () => random.random());
    const { roc } = rank(
      scores,
      Uint8Array.from(scores, (score) => Number(random.random() < score)),
    );
    const few = decimated(roc, 100);
    assert.ok(few.x.length <= 100 && few.x.length > 50);
    assert.deepEqual([few.x[0], few.y[0], few.x.at(-1), few.y.at(-1), few.area], [0, 0, 1, 1, roc.area]);
  });
});

describe('calibrate(probabilities, isPositive, bins)', () => {
  it('has the means, the error and the Brier score worked out by hand', () => {
    const { predicted, observed, counts, expectedError, brier } = calibrate(
      Float64Array.of(0.1, 0.2, 0.9, 1, 0.6),
      Uint8Array.of(0, 1, 1, 1, 0),
      2,
    );
    assert.deepEqual(Array.from(counts), [2, 3]);
    assert.ok(Math.abs(predicted[0]! - 0.15) < 1e-15 && Math.abs(predicted[1]! - 2.5 / 3) < 1e-15);
    assert.deepEqual([observed[0], observed[1]], [0.5, 2 / 3]);
    assert.ok(Math.abs(expectedError - (Math.abs(0.3 - 1) + Math.abs(2.5 - 2)) / 5) < 1e-15);
    assert.ok(Math.abs(brier - (0.01 + 0.64 + 0.01 + 0 + 0.36) / 5) < 1e-15);
  });

  it('leaves out what is no probability, and bins without examples', () => {
    const { predicted, expectedError } = calibrate(Float64Array.of(Number.NaN, 2, -1), Uint8Array.of(0, 1, 1), 10);
    assert.equal(predicted.length, 0);
    assert.ok(Number.isNaN(expectedError));
  });
});

describe('histogram(values, edges)', () => {
  it('counts as looking at every edge does', () => {
    const random = new RandomState(8);
    const values = Float64Array.from({ length: 500 }, () => Math.round(30 * random.randn()) / 10);
    const { min, max } = spreadOf(values);
    const edges = binEdges(min, max, 12);
    const counts = histogram(values, edges);
    for (let bin = 0; bin < 12; bin++) {
      const inside = values.filter(
        (value) => value >= edges[bin]! && (value < edges[bin + 1]! || (bin === 11 && value === max)),
      );
      assert.equal(counts[bin], inside.length);
    }
    assert.equal(
      counts.reduce((a, b) => a + b),
      500,
    );
  });

  it('has room for numbers that are all the same, and none for NaN', () => {
    const edges = binEdges(3, 3, 4);
    assert.deepEqual([edges[0], edges[4]], [2.5, 3.5]);
    assert.deepEqual(Array.from(histogram(Float64Array.of(3, 3, Number.NaN), edges)), [0, 0, 2, 0]);
  });

  it('has the moments worked out by hand', () => {
    assert.deepEqual(spreadOf(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9, Number.NaN)), {
      mean: 5,
      std: 2,
      min: 2,
      max: 9,
    });
  });
});

describe('leastSquares(X, Y)', () => {
  it('finds the weights that made the data, and a residual at right angles to every input', () => {
    const random = new RandomState(11);
    const m = 200;
    const X = Float64Array.from({ length: 3 * m }, (_, i) => random.randn() + (i < m ? 5 : 0));
    const exact = Float64Array.from({ length: m }, (_, i) => 2 * X[i]! - 3 * X[m + i]! + 0.5 * X[2 * m + i]! + 7);
    const noisy = exact.map((value) => value + random.randn());
    const Y = new Float64Array(2 * m);
    Y.set(exact);
    Y.set(noisy, m);
    const { W, b } = finished(leastSquares(X, Y, 3, 2, m));
    [2, -3, 0.5].forEach((weight, k) => assert.ok(Math.abs(W[k]! - weight) < 1e-7));
    assert.ok(Math.abs(b[0]! - 7) < 1e-6);
    const residual = noisy.map(
      (value, i) => value - (W[3]! * X[i]! + W[4]! * X[m + i]! + W[5]! * X[2 * m + i]! + b[1]!),
    );
    for (let k = 0; k < 3; k++) assert.ok(Math.abs(residual.reduce((sum, r, i) => sum + r * X[k * m + i]!, 0)) < 1e-4);
  });

  it('loses nothing to an offset or a scale of the columns', () => {
    const random = new RandomState(12);
    const m = 300;
    for (const [offset, scale] of [
      [0, 1],
      [1e8, 1],
      [1.7e9, 1],
      [-1.7e9, 1e-3],
      [1e12, 1e6],
    ] as const) {
      const plain = Float64Array.from({ length: 2 * m }, () => random.randn());
      const X = plain.map((x, i) => (i < m ? offset + scale * x : x));
      const Y = Float64Array.from({ length: m }, (_, i) => plain[i]! + 2 * plain[m + i]! + 0.1 * random.randn());
      const { W, b } = finished(leastSquares(X, Y, 2, 1, m));
      const mean = Y.reduce((sum, y) => sum + y, 0) / m;
      let [left, total] = [0, 0];
      Y.forEach((y, i) => {
        left += (y - (W[0]! * X[i]! + W[1]! * X[m + i]! + b[0]!)) ** 2;
        total += (y - mean) ** 2;
      });
      assert.ok(1 - left / total > 0.997, `offset ${offset}, scale ${scale}: R² ${1 - left / total}`);
    }
  });

  it('bears columns that say the same', () => {
    const X = Float64Array.of(1, 2, 3, 4, 1, 2, 3, 4, 0, 0, 0, 0);
    const { W, b } = finished(leastSquares(X, Float64Array.of(3, 5, 7, 9), 3, 1, 4));
    assert.ok(Math.abs(W[0]! + W[1]! - 2) < 1e-6 && Math.abs(b[0]! - 1) < 1e-6);
  });
});

function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

describe('perExampleLoss(loss, activation, outputs, into)', () => {
  it('adds up to the loss of all', () => {
    const random = new RandomState(2);
    const Z = Float64Array.from({ length: 12 }, () => random.randn());
    const A = Z.map((z) => 1 / (1 + Math.exp(-z)));
    const Y = Z.map(() => Number(random.random() < 0.5));
    const into = new Float64Array(5);
    const outputs = { Z, A, Y, units: 3, m: 4 };
    perExampleLoss('binaryCrossEntropy', 'sigmoid', outputs, into, 1);
    assert.equal(into[0], 0);
    const sum = into.reduce((a, b) => a + b);
    assert.ok(Math.abs(sum - lossSum('binaryCrossEntropy', 'sigmoid', outputs)) < 1e-12);
  });
});
