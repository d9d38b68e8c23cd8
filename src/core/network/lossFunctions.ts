/**
 * Losses ℒ(ŷ, y), one row each: the sum over examples, ∂ℒ/∂ŷ, and the pairs with an output activation that have formulas
 * of their own.
 *
 * Cross-entropy with its natural activation is computed from the logits z, so that no log(0) and no overflow can
 * occur; with the others, what is 0/0 at the ends of (0, 1) is cancelled first.
 */
import { softplus } from './activationFunctions.ts';
import { columnMaximum, subtractShares } from './activations.ts';
import type { Activation, Loss } from './network.ts';

export interface LossFunction {
  /** The output activation that a task gives it. */
  readonly output: Activation;
  /** z of a mean under that activation; finite for a class that never or always occurs. */
  readonly logit: (mean: number) => number;
  /** Whether ŷ must be a probability: outside of [0, 1] the loss is NaN. The others take any number. */
  readonly wantsProbability: boolean;
  /** Where the slope of ℒ, or the slope's, jumps, in terms of ŷ − y. Ascending. */
  readonly kinks: readonly number[];
  /** Σ ℒ of `count` entries, from ŷ. */
  readonly sum: (A: Float64Array, Y: Float64Array, count: number) => number;
  /** dA = ∂ℒ/∂A of `count` entries, not yet divided by m; infinite where a probability is 0 that should not be. */
  readonly activationDelta: (A: Float64Array, Y: Float64Array, dA: Float64Array, count: number) => void;
  /** ∂²ℒ/∂a² of one entry. */
  readonly second: (a: number, y: number) => number;
  /** Output activations with which there is a better way than through ŷ and dA ⊙ g′. */
  readonly pairs: Readonly<Partial<Record<Activation, LossPair>>>;
}

export interface LossPair {
  /** Σ ℒ over m examples, from the logits: Z and Y are units × m. */
  readonly sum?: (Z: Float64Array, Y: Float64Array, units: number, m: number) => number;
  /** dZ = ∂ℒ/∂Z of units × m entries, not yet divided by m. */
  readonly delta?: (A: Float64Array, Y: Float64Array, dZ: Float64Array, units: number, m: number) => void;
}

const binaryCrossEntropyRow: LossFunction = {
  output: 'sigmoid',
  logit: (mean) => Math.log(atLeast(mean)) - Math.log(atLeast(1 - mean)),
  wantsProbability: true,
  kinks: [],
  sum(A, Y, count) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum -= timesLog(Y[i]!, A[i]!) + timesLog(1 - Y[i]!, 1 - A[i]!);
    return sum;
  },
  // −y/a + (1 − y)/(1 − a), without a quotient whose numerator is 0: its denominator may be, too.
  activationDelta(A, Y, dA, count) {
    for (let i = 0; i < count; i++) {
      const a = A[i]!;
      const y = Y[i]!;
      if (y === 0) dA[i] = 1 / (1 - a);
      else dA[i] = y === 1 ? -1 / a : (a - y) / (a * (1 - a));
    }
  },
  second: (a, y) => (y === 0 ? 0 : y / (a * a)) + (y === 1 ? 0 : (1 - y) / ((1 - a) * (1 - a))),
  pairs: {
    sigmoid: {
      sum(Z, Y, units, m) {
        let sum = 0;
        for (let i = 0; i < units * m; i++) sum += binaryCrossEntropyFromLogit(Z[i]!, Y[i]!);
        return sum;
      },
      delta: subtractTargets,
    },
    softmax: {
      // a·∂ℒ/∂a: the a that the loss divides by is gone, which far from its target is too small to be divided by.
      delta(A, Y, dZ, units, m) {
        for (let i = 0; i < units * m; i++) {
          const a = A[i]!;
          const y = Y[i]!;
          dZ[i] = y === 1 ? -y : (a - y) / (1 - a);
        }
        subtractShares(dZ, A, units, m);
      },
    },
  },
};

const categoricalCrossEntropyRow: LossFunction = {
  output: 'softmax',
  logit: (mean) => Math.log(atLeast(mean)),
  wantsProbability: true,
  kinks: [],
  sum(A, Y, count) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum -= timesLog(Y[i]!, A[i]!);
    return sum;
  },
  activationDelta(A, Y, dA, count) {
    for (let i = 0; i < count; i++) dA[i] = Y[i] === 0 ? 0 : -Y[i]! / A[i]!;
  },
  second: (a, y) => (y === 0 ? 0 : y / (a * a)),
  pairs: {
    softmax: { sum: softmaxCrossEntropySum, delta: subtractTargets },
    sigmoid: {
      sum(Z, Y, units, m) {
        let sum = 0;
        for (let i = 0; i < units * m; i++) sum += Y[i]! * softplus(-Z[i]!);
        return sum;
      },
      // −y/a · a(1 − a)
      delta(A, Y, dZ, units, m) {
        for (let i = 0; i < units * m; i++) dZ[i] = -Y[i]! * (1 - A[i]!);
      },
    },
  },
};

const squaredErrorRow: LossFunction = {
  output: 'linear',
  logit: (mean) => mean,
  wantsProbability: false,
  kinks: [],
  sum(A, Y, count) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += 0.5 * (A[i]! - Y[i]!) * (A[i]! - Y[i]!);
    return sum;
  },
  activationDelta: (A, Y, dA, count) => subtractTargets(A, Y, dA, count, 1),
  second: () => 1,
  pairs: { linear: { delta: subtractTargets } },
};

/** ½r² of r = ŷ − y up to |r| = δ = 1, from there on |r| − ½: the slope is r, and then its sign (Huber, 1964). */
const huberRow: LossFunction = {
  output: 'linear',
  logit: (mean) => mean,
  wantsProbability: false,
  kinks: [-1, 1],
  sum(A, Y, count) {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const r = Math.abs(A[i]! - Y[i]!);
      sum += r <= 1 ? 0.5 * r * r : r - 0.5;
    }
    return sum;
  },
  activationDelta(A, Y, dA, count) {
    for (let i = 0; i < count; i++) dA[i] = Math.max(-1, Math.min(1, A[i]! - Y[i]!));
  },
  second: (a, y) => (Math.abs(a - y) <= 1 ? 1 : 0),
  pairs: {},
};

/** |r|, whose slope is the sign of r, 0 where r is. */
const absoluteErrorRow: LossFunction = {
  output: 'linear',
  logit: (mean) => mean,
  wantsProbability: false,
  kinks: [0],
  sum(A, Y, count) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += Math.abs(A[i]! - Y[i]!);
    return sum;
  },
  activationDelta(A, Y, dA, count) {
    for (let i = 0; i < count; i++) dA[i] = Math.sign(A[i]! - Y[i]!);
  },
  second: () => 0,
  pairs: {},
};

export const lossFunctions: Readonly<Record<Loss, LossFunction>> = {
  binaryCrossEntropy: binaryCrossEntropyRow,
  categoricalCrossEntropy: categoricalCrossEntropyRow,
  squaredError: squaredErrorRow,
  huber: huberRow,
  absoluteError: absoluteErrorRow,
};

function atLeast(share: number): number {
  return Math.max(1e-300, share);
}

/** dZ = A − Y: of the natural pairs. */
export function subtractTargets(A: Float64Array, Y: Float64Array, dZ: Float64Array, units: number, m: number): void {
  for (let i = 0; i < units * m; i++) dZ[i] = A[i]! - Y[i]!;
}

/** −y log σ(z) − (1−y) log(1−σ(z)) = max(z, 0) − zy + log(1 + e^(−|z|)) */
export function binaryCrossEntropyFromLogit(z: number, y: number): number {
  return Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));
}

/** y log a, and 0 where y is 0 (whatever a is). */
function timesLog(y: number, a: number): number {
  return y === 0 ? 0 : y * Math.log(a);
}

/** Column by column: −Σ_j y_j log softmax(z)_j = Σ_j y_j (log Σ_k e^(z_k − max) + max − z_j) */
function softmaxCrossEntropySum(Z: Float64Array, Y: Float64Array, units: number, m: number): number {
  let sum = 0;
  for (let i = 0; i < m; i++) {
    const max = columnMaximum(Z, units, m, i);
    let exponentials = 0;
    for (let k = 0; k < units; k++) exponentials += Math.exp(Z[k * m + i]! - max);
    const logSum = Math.log(exponentials);
    for (let j = 0; j < units; j++) sum += Y[j * m + i]! * (logSum + (max - Z[j * m + i]!));
  }
  return sum;
}
