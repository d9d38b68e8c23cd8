/**
 * Activation functions g, one row each: g with its derivatives, both over whole matrices, and what else the program must know of
 * one. Whatever asks which activation it is, asks its row; the engine (`kernels/activationKernels.ts`) and the texts
 * (`config/schema/explanations.ts`) have a row for each, too.
 *
 * At z = 0 the derivative of ReLU and leaky ReLU is *defined* as 1; the second derivative of every function with a kink is there that of
 * the branch z ≥ 0.
 */

import { erfc } from './errorFunction.ts';

export interface ActivationFunction {
  /** a = g(z) */
  readonly g: (z: number, leakySlope: number) => number;
  /** g′(z), given z and a = g(z) */
  readonly gPrime: (z: number, a: number, leakySlope: number) => number;
  /** g″(z), given z and a = g(z) */
  readonly gSecond: (z: number, a: number, leakySlope: number) => number;
  /** z from a = g(z); NaN where a does not tell it. */
  readonly inverse: (a: number, leakySlope: number) => number;
  /** A = g(Z) of `count` numbers; A may be Z. */
  readonly forward: (Z: Float64Array, A: Float64Array, count: number, leakySlope: number) => void;
  /** dZ ← dZ ⊙ g′(Z) of `count` numbers. */
  readonly backward: (dZ: Float64Array, Z: Float64Array, A: Float64Array, count: number, leakySlope: number) => void;
  /** Between these a lies; infinite where it is not bounded. */
  readonly range: readonly [low: number, high: number];
  /** Where g′ or g″ jumps: no central difference across one is an estimate. Ascending. */
  readonly kinks: readonly number[];
  /** Whether an output is so near an end of the range that hardly any gradient passes; `null` where a does not tell, or never. */
  readonly isSaturated: ((a: number) => boolean) | null;
  /** Whether a unit can be off: a is exactly 0 where g′ is. */
  readonly canDie: boolean;
  /** Half the width around 0 in which g bends: what a picture of it shows at least. */
  readonly bend: number;
  /** Where g′ is largest; may be infinite. */
  readonly steepest: number;
  /** The scheme of initial weights that keeps the size of the signal through it. */
  readonly initialization: 'he' | 'xavier';
  /** Additions and multiplications that one number costs, forward. */
  readonly operations: number;
}

/** |a| of tanh above which a unit counts as saturated; for σ the same place on its own scale, |2a − 1|. */
export const saturationLimit = 0.99;

/** What e^x, tanh x or σ(x) costs, in additions and multiplications. */
export const elementaryOperations = 25;
/** What a comparison and a product cost. */
const simpleOperations = 2;

const sigmoidRow: ActivationFunction = {
  g: sigmoid,
  gPrime: (_z, a) => a * (1 - a),
  gSecond: (_z, a) => a * (1 - a) * (1 - 2 * a),
  inverse: (a) => finite(Math.log(a / (1 - a))),
  forward(Z, A, count) {
    for (let i = 0; i < count; i++) A[i] = sigmoid(Z[i]!);
  },
  backward(dZ, _Z, A, count) {
    for (let i = 0; i < count; i++) dZ[i]! *= A[i]! * (1 - A[i]!);
  },
  range: [0, 1],
  kinks: [],
  isSaturated: (a) => Math.abs(2 * a - 1) > saturationLimit,
  canDie: false,
  bend: 6,
  steepest: 0,
  initialization: 'xavier',
  operations: elementaryOperations,
};

const tanhRow: ActivationFunction = {
  g: Math.tanh,
  gPrime: (_z, a) => 1 - a * a,
  gSecond: (_z, a) => -2 * a * (1 - a * a),
  inverse: (a) => finite(Math.atanh(a)),
  forward(Z, A, count) {
    for (let i = 0; i < count; i++) A[i] = Math.tanh(Z[i]!);
  },
  backward(dZ, _Z, A, count) {
    for (let i = 0; i < count; i++) dZ[i]! *= 1 - A[i]! * A[i]!;
  },
  range: [-1, 1],
  kinks: [],
  isSaturated: (a) => Math.abs(a) > saturationLimit,
  canDie: false,
  bend: 3,
  steepest: 0,
  initialization: 'xavier',
  operations: elementaryOperations,
};

const reluRow: ActivationFunction = {
  g: (z) => Math.max(0, z),
  gPrime: (z) => (z >= 0 ? 1 : 0),
  gSecond: () => 0,
  inverse: (a) => (a > 0 ? a : Number.NaN),
  forward(Z, A, count) {
    for (let i = 0; i < count; i++) A[i] = Math.max(0, Z[i]!);
  },
  backward(dZ, Z, _A, count) {
    for (let i = 0; i < count; i++) if (Z[i]! < 0) dZ[i] = 0;
  },
  range: [0, Number.POSITIVE_INFINITY],
  kinks: [0],
  isSaturated: null,
  canDie: true,
  bend: 2,
  steepest: 0,
  initialization: 'he',
  operations: simpleOperations,
};

const leakyReluRow: ActivationFunction = {
  g: (z, slope) => (z >= 0 ? z : slope * z),
  gPrime: (z, _a, slope) => (z >= 0 ? 1 : slope),
  gSecond: () => 0,
  inverse: (a, slope) => (a >= 0 ? a : finite(a / slope)),
  forward(Z, A, count, slope) {
    for (let i = 0; i < count; i++) A[i] = Z[i]! >= 0 ? Z[i]! : slope * Z[i]!;
  },
  backward(dZ, Z, _A, count, slope) {
    for (let i = 0; i < count; i++) if (Z[i]! < 0) dZ[i]! *= slope;
  },
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  kinks: [0],
  isSaturated: null,
  canDie: false,
  bend: 2,
  steepest: 0,
  initialization: 'he',
  operations: simpleOperations,
};

/** α = 1: g′ has no jump at 0, g″ has (Clevert, Unterthiner and Hochreiter, 2016). */
const eluRow: ActivationFunction = {
  g: (z) => (z >= 0 ? z : Math.expm1(z)),
  gPrime: (z, a) => (z >= 0 ? 1 : a + 1),
  gSecond: (z, a) => (z >= 0 ? 0 : a + 1),
  inverse: (a) => (a >= 0 ? a : finite(Math.log1p(a))),
  forward(Z, A, count) {
    for (let i = 0; i < count; i++) A[i] = Z[i]! >= 0 ? Z[i]! : Math.expm1(Z[i]!);
  },
  backward(dZ, Z, A, count) {
    for (let i = 0; i < count; i++) if (Z[i]! < 0) dZ[i]! *= A[i]! + 1;
  },
  range: [-1, Number.POSITIVE_INFINITY],
  kinks: [0],
  isSaturated: (a) => a < -saturationLimit,
  canDie: false,
  bend: 3,
  steepest: 0,
  initialization: 'he',
  operations: elementaryOperations,
};

/** log(1 + e^z), without overflow: ReLU with its corner rounded off. */
const softplusRow: ActivationFunction = {
  g: softplus,
  gPrime: (z) => sigmoid(z),
  gSecond: (z) => sigmoid(z) * sigmoid(-z),
  inverse: (a) => finite(a + Math.log(-Math.expm1(-a))),
  forward(Z, A, count) {
    for (let i = 0; i < count; i++) A[i] = softplus(Z[i]!);
  },
  backward(dZ, Z, _A, count) {
    for (let i = 0; i < count; i++) dZ[i]! *= sigmoid(Z[i]!);
  },
  range: [0, Number.POSITIVE_INFINITY],
  kinks: [],
  isSaturated: (a) => a < 1 - saturationLimit,
  canDie: false,
  bend: 4,
  steepest: Number.POSITIVE_INFINITY,
  initialization: 'he',
  operations: 3 * elementaryOperations,
};

/** z·Φ(z) with the normal distribution's Φ, exactly (Hendrycks and Gimpel, 2016); no a tells its z. */
const geluRow: ActivationFunction = {
  g: (z) => z * normalShare(z),
  gPrime: geluSlope,
  gSecond: (z) => (2 - z * z) * normalDensity(z),
  inverse: () => Number.NaN,
  forward(Z, A, count) {
    for (let i = 0; i < count; i++) A[i] = Z[i]! * normalShare(Z[i]!);
  },
  backward(dZ, Z, _A, count) {
    for (let i = 0; i < count; i++) dZ[i]! *= geluSlope(Z[i]!);
  },
  range: [-0.17, Number.POSITIVE_INFINITY],
  kinks: [],
  isSaturated: null,
  canDie: false,
  bend: 3,
  steepest: Math.SQRT2,
  initialization: 'he',
  operations: 3 * elementaryOperations,
};

const linearRow: ActivationFunction = {
  g: (z) => z,
  gPrime: () => 1,
  gSecond: () => 0,
  inverse: (a) => a,
  forward(Z, A, count) {
    if (A !== Z) for (let i = 0; i < count; i++) A[i] = Z[i]!;
  },
  backward: () => {},
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  kinks: [],
  isSaturated: null,
  canDie: false,
  bend: 2,
  steepest: 0,
  initialization: 'xavier',
  operations: simpleOperations,
};

/** Functions of one number by their names. Softmax is missing: it needs the whole column. */
export const activationFunctions = {
  sigmoid: sigmoidRow,
  tanh: tanhRow,
  relu: reluRow,
  leakyRelu: leakyReluRow,
  elu: eluRow,
  softplus: softplusRow,
  gelu: geluRow,
  linear: linearRow,
} as const satisfies Readonly<Record<string, ActivationFunction>>;

/** 1/(1+e^(−z)); e^(−z) may overflow to infinity, which gives the right 0. */
export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** log(1 + e^z) without overflow; −log σ(z) is softplus(−z). */
export function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** Φ(z) = P(N(0, 1) ≤ z) */
export function normalShare(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

/** φ(z) = e^(−z²/2)/√(2π) */
function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

function geluSlope(z: number): number {
  return normalShare(z) + z * normalDensity(z);
}

/** An infinite z is told by an a that was rounded to an end: that says nothing. */
function finite(z: number): number {
  return Number.isFinite(z) ? z : Number.NaN;
}
