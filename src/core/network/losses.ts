/**
 * The loss ℒ(ŷ, y) of the examples and its derivative at the output layer.
 *
 * Cross-entropy with its natural activation is computed from the logits z, so that no log(0) and no overflow can
 * occur. The three natural pairs (sigmoid + binary, softmax + categorical cross-entropy, linear + squared error) share
 * dZ = A − Y; any other pair goes the long way, dZ = dA ⊙ g′(Z), with what is 0/0 at the ends of (0, 1) cancelled first.
 */
import { columnMaximum, multiplyByDerivative, subtractShares } from './activations.ts';
import type { Activation, Loss } from './network.ts';

/** Whether dZ^[L] = A^[L] − Y. */
export function isNaturalPair(loss: Loss, activation: Activation): boolean {
  return naturalActivation[loss] === activation;
}

const naturalActivation: Readonly<Record<Loss, Activation>> = {
  binaryCrossEntropy: 'sigmoid',
  categoricalCrossEntropy: 'softmax',
  squaredError: 'linear',
};

/**
 * Σ_i ℒ(ŷ^(i), y^(i)) over m examples, in nats (squared error: in units of y squared).
 * A loss that needs a probability and finds ŷ outside [0, 1] is NaN.
 * @param Z logits, units × m
 * @param A ŷ = g(Z), units × m
 * @param Y targets, units × m
 */
export function lossSum(
  loss: Loss,
  activation: Activation,
  Z: Float64Array,
  A: Float64Array,
  Y: Float64Array,
  units: number,
  m: number,
): number {
  const count = units * m;
  let sum = 0;
  if (loss === 'squaredError') {
    for (let i = 0; i < count; i++) sum += 0.5 * (A[i]! - Y[i]!) * (A[i]! - Y[i]!);
  } else if (loss === 'categoricalCrossEntropy') {
    if (activation === 'softmax') return softmaxCrossEntropySum(Z, Y, units, m);
    if (activation === 'sigmoid') for (let i = 0; i < count; i++) sum += Y[i]! * softplus(-Z[i]!);
    else for (let i = 0; i < count; i++) sum -= timesLog(Y[i]!, A[i]!);
  } else if (activation === 'sigmoid') {
    for (let i = 0; i < count; i++) sum += binaryCrossEntropyFromLogit(Z[i]!, Y[i]!);
  } else {
    for (let i = 0; i < count; i++) sum -= timesLog(Y[i]!, A[i]!) + timesLog(1 - Y[i]!, 1 - A[i]!);
  }
  return sum;
}

/** −y log σ(z) − (1−y) log(1−σ(z)) = max(z, 0) − zy + log(1 + e^(−|z|)) */
export function binaryCrossEntropyFromLogit(z: number, y: number): number {
  return Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));
}

/** log(1 + e^z) without overflow; −log σ(z) is softplus(−z). */
function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
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

/**
 * dA^[L] = ∂ℒ/∂A^[L] of `count` entries, not yet divided by m; infinite where a probability is 0 that should not be.
 * @param dA written
 */
export function outputActivationDelta(
  loss: Loss,
  A: Float64Array,
  Y: Float64Array,
  dA: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const a = A[i]!;
    const y = Y[i]!;
    if (loss === 'squaredError') dA[i] = a - y;
    else if (loss === 'categoricalCrossEntropy') dA[i] = y === 0 ? 0 : -y / a;
    // −y/a + (1 − y)/(1 − a), without a quotient whose numerator is 0: its denominator may be, too.
    else if (y === 0) dA[i] = 1 / (1 - a);
    else dA[i] = y === 1 ? -1 / a : (a - y) / (a * (1 - a));
  }
}

/**
 * a·∂ℒ/∂a of the cross-entropies: the a that they divide by is gone, which for a σ or softmax far from its target is too small to be
 * divided by.
 * @param into written
 */
function weightedActivationDelta(
  loss: Loss,
  A: Float64Array,
  Y: Float64Array,
  into: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const a = A[i]!;
    const y = Y[i]!;
    if (loss === 'categoricalCrossEntropy' || y === 1) into[i] = -y;
    else into[i] = (a - y) / (1 - a);
  }
}

/**
 * dZ^[L] = ∂ℒ/∂Z^[L], not yet divided by m.
 * @param dZ units × m, written
 */
export function outputDelta(
  loss: Loss,
  activation: Activation,
  Z: Float64Array,
  A: Float64Array,
  Y: Float64Array,
  dZ: Float64Array,
  units: number,
  m: number,
  leakySlope: number,
): void {
  const count = units * m;
  if (isNaturalPair(loss, activation)) {
    for (let i = 0; i < count; i++) dZ[i] = A[i]! - Y[i]!;
  } else if (loss === 'categoricalCrossEntropy' && activation === 'sigmoid') {
    // g′ = a(1 − a): its a goes with dA.
    weightedActivationDelta(loss, A, Y, dZ, count);
    for (let i = 0; i < count; i++) dZ[i]! *= 1 - A[i]!;
  } else if (loss === 'binaryCrossEntropy' && activation === 'softmax') {
    weightedActivationDelta(loss, A, Y, dZ, count);
    subtractShares(dZ, A, units, m);
  } else {
    outputActivationDelta(loss, A, Y, dZ, count);
    multiplyByDerivative(activation, dZ, Z, A, units, m, leakySlope);
  }
}
