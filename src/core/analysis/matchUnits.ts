/**
 * Two networks of one shape, compared honestly: hidden units have no order, and a unit of an odd activation no sign. Permuting the units
 * of a layer (rows of W^[l] and b^[l], columns of W^[l+1]) changes no answer, nor does the other sign of all of a unit's weights where
 * g(−z) = −g(z). Here the second network's units are put into the order and the signs in which its weights are nearest to
 * the first's.
 *
 * ‖A − B′‖² = ‖A‖² + ‖B‖² − 2 Σ⟨a_j, b′_j⟩, so that a layer's best order is an assignment with the products of
 * incoming and outgoing weights as gain, and the better sign is that of the product. With one hidden layer this is the
 * optimum. With several, a layer's gain depends on its neighbours' order: layer after layer is matched until nothing
 * changes, from two starts, and the nearer result is taken (Ainsworth, Hayase and Srinivasa, 2023, "Git Re-Basin").
 */
import { activationFunction } from '../network/activations.ts';
import { createParameters, type Parameters } from '../network/arena.ts';
import type { NetworkSpec } from '../network/network.ts';
import { unitsOf } from '../network/shape.ts';
import { leastCostAssignment } from './assignment.ts';

/** Of a layer: which unit of the second network stands for each of the first, and with which sign. */
export interface UnitOrder {
  readonly units: Int32Array;
  /** 1 or −1. */
  readonly signs: Int8Array;
}

export interface MatchedUnits {
  /** Of layers 0…L; inputs and outputs stay as they are. */
  readonly orders: readonly UnitOrder[];
  /** The second network's parameters in that order, as an arena; it computes what it computed before. */
  readonly parameters: Float64Array;
}

/** Square of a norm beyond which products of weights may overflow, as after a training that ran away. */
const largest = 1e300;
/** Rounds over all layers; each makes the rest smaller, so that few are needed. */
const maxRounds = 50;

/** @param first @param second parameters in the order of the arena, left as they are */
export function matchUnits(spec: NetworkSpec, first: Float64Array, second: Float64Array): MatchedUnits {
  const [a, b] = [first, second].map((values) => createParameters(spec, bounded(values))) as [Parameters, Parameters];
  // One hidden layer has one optimum, whatever it begins with.
  const others = spec.layers.length > 2 ? [ordersFromInputs(spec, a, b)] : [];
  const starts = [identityOrders(spec), ...others];
  const found = starts.map((orders) => {
    improve(spec, a, b, orders);
    const parameters = reordered(spec, createParameters(spec, second), orders);
    return { orders, parameters, left: relativeDistance(first, parameters) };
  });
  return found.reduce((best, other) => (other.left < best.left ? other : best));
}

/** ‖A − B‖ over √((‖A‖² + ‖B‖²)/2), whichever comes first: 0 of equals, √2 where nothing fits, 2 of opposites. */
export function relativeDistance(a: Float64Array, b: Float64Array): number {
  const scale = (squaredNorm(a) + squaredNorm(b)) / 2;
  if (scale > largest) return relativeDistance(a.map(shrunk), b.map(shrunk));
  return scale === 0 ? 0 : Math.sqrt(squaredDistance(a, b) / scale);
}

/** Whether g(−z) = −g(z): asked of the function itself. */
export function isOdd({ leakySlope }: NetworkSpec, activation: NetworkSpec['layers'][number]['activation']): boolean {
  const row = activationFunction(activation);
  return row !== null && [0, 0.3, 1, 2.5].every((z) => row.g(-z, leakySlope) + row.g(z, leakySlope) === 0);
}

/** All units where they are. */
export function identityOrders(spec: NetworkSpec): UnitOrder[] {
  return Array.from({ length: spec.layers.length + 1 }, (_, l) => ({
    units: Int32Array.from({ length: unitsOf(spec, l) }, (_unit, j) => j),
    signs: new Int8Array(unitsOf(spec, l)).fill(1),
  }));
}

/** By incoming weights alone, from the inputs on. */
function ordersFromInputs(spec: NetworkSpec, a: Parameters, b: Parameters): UnitOrder[] {
  const orders = identityOrders(spec);
  for (let l = 1; l < spec.layers.length; l++) orders[l] = bestOrder(spec, l, incomingGain(spec, l, [a, b], orders));
  return orders;
}

function improve(spec: NetworkSpec, a: Parameters, b: Parameters, orders: UnitOrder[]): void {
  for (let round = 0; round < maxRounds; round++) {
    let isChanged = false;
    for (let l = 1; l < spec.layers.length; l++) {
      const gain = incomingGain(spec, l, [a, b], orders);
      addOutgoingGain(gain, spec, l, [a, b], orders);
      const [before, now] = [orders[l]!, bestOrder(spec, l, gain)];
      // Of orders that are as good the one that is there stays: a round must come to an end.
      if (!(gainOf(now, gain) > gainOf(before, gain) + 1e-12 * Math.abs(gainOf(before, gain)))) continue;
      orders[l] = now;
      isChanged = true;
    }
    if (!isChanged) return;
  }
}

function gainOf({ units, signs }: UnitOrder, gain: Float64Array): number {
  return units.reduce((sum, unit, j) => sum + signs[j]! * gain[j * units.length + unit]!, 0);
}

function bestOrder(spec: NetworkSpec, l: number, gain: Float64Array): UnitOrder {
  const { units: n, activation } = spec.layers[l - 1]!;
  const withSign = isOdd(spec, activation);
  const units = leastCostAssignment(
    gain.map((value) => -(withSign ? Math.abs(value) : value)),
    n,
  );
  return { units, signs: Int8Array.from(units, (unit, j) => (withSign && gain[j * n + unit]! < 0 ? -1 : 1)) };
}

type Pair = readonly [first: Parameters, second: Parameters];

/** ⟨row j of the first, row k of the second⟩ of W^[l] and b^[l], n^[l] × n^[l], with the layer below in its order. */
function incomingGain(spec: NetworkSpec, l: number, [a, b]: Pair, orders: readonly UnitOrder[]): Float64Array {
  const [n, before] = [unitsOf(spec, l), unitsOf(spec, l - 1)];
  const { units, signs } = orders[l - 1]!;
  const [A, B, gain] = [a.W[l]!, b.W[l]!, new Float64Array(n * n)];
  const row = new Float64Array(before);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < before; i++) row[i] = signs[i]! * B[k * before + units[i]!]!;
    for (let j = 0; j < n; j++) {
      let sum = a.b[l]![j]! * b.b[l]![k]!;
      for (let i = 0; i < before; i++) sum += A[j * before + i]! * row[i]!;
      gain[j * n + k] = sum;
    }
  }
  return gain;
}

/** The same of columns of W^[l+1], with the layer above in its order; added. */
function addOutgoingGain(
  gain: Float64Array,
  spec: NetworkSpec,
  l: number,
  [a, b]: Pair,
  orders: readonly UnitOrder[],
): void {
  const [n, after] = [unitsOf(spec, l), unitsOf(spec, l + 1)];
  const { units, signs } = orders[l + 1]!;
  const [A, B] = [a.W[l + 1]!, b.W[l + 1]!];
  for (let o = 0; o < after; o++) {
    for (let j = 0; j < n; j++) {
      const weight = signs[o]! * A[o * n + j]!;
      for (let k = 0; k < n; k++) gain[j * n + k]! += weight * B[units[o]! * n + k]!;
    }
  }
}

/** Parameters with the units of each layer in that order and with those signs: the same network. */
export function reordered(spec: NetworkSpec, from: Parameters, orders: readonly UnitOrder[]): Float64Array {
  const to = createParameters(spec);
  for (let l = 1; l <= spec.layers.length; l++) {
    const [n, before, own, below] = [unitsOf(spec, l), unitsOf(spec, l - 1), orders[l]!, orders[l - 1]!];
    for (let j = 0; j < n; j++) {
      const [unit, sign] = [own.units[j]!, own.signs[j]!];
      to.b[l]![j] = sign * from.b[l]![unit]!;
      for (let i = 0; i < before; i++)
        to.W[l]![j * before + i] = sign * below.signs[i]! * from.W[l]![unit * before + below.units[i]!]!;
    }
  }
  return to.values;
}

/** Of a network whose products would overflow another one of the same order: how large its weights are counts in no order. */
function bounded(values: Float64Array): Float64Array {
  return squaredNorm(values) > largest ? values.map(shrunk) : values;
}

function shrunk(value: number): number {
  return value * 1e-200;
}

function squaredNorm(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);
}
