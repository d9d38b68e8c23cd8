/**
 * The delta of the output layer, for panels of examples:
 *
 *     dZ^[L] = A − Y                                  natural pairs of activation and loss
 *     dZ^[L] = dA ⊙ g′(Z),   dA = ∂ℒ/∂A               other pairs
 *     dz_j = u_j − a_j·Σ_k u_k,   u_j = a_j·da_j      softmax, whose g′ is a matrix for each example
 *
 *     da = a − y                                      squared error
 *     da = −y/a                                       categorical cross-entropy, 0 where y = 0
 *     da = (a − y)/(a(1 − a))                         binary cross-entropy: 1/(1 − a) where y = 0, −1/a where y = 1
 *
 * As in `core/network/losses.ts`, factors of dA and g′ that cancel are cancelled here. Where an output is no probability the cross-entropy is no
 * number: dZ becomes NaN, and with it, in the same step, the parameters and the watch.
 */
import { isNaturalPair } from '../../core/network/losses.ts';
import type { Loss } from '../../core/network/network.ts';
import type { EmitContext } from './emitContext.ts';
import { cursors, type FunctionBuilder } from '../assembler/functionBuilder.ts';
import { vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, i32, type Local, type V128, type ValueType } from '../assembler/value.ts';
import { derivativeOf } from './backwardKernel.ts';
import type { KernelLayer } from './forwardKernel.ts';
import { panelVectors, unitBytes } from '../memory/panelSizes.ts';
import { storeNaN } from './nanFlag.ts';

/** Pointers to Z^[L], A^[L], Y, dZ^[L], then the number of panels. */
export const outputDeltaParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

/** The same vector of Z^[L], A^[L], Y and dZ^[L]. */
type Places = readonly [z: Address, a: Address, y: Address, d: Address];

/** Also makes the watch NaN when a z is infinite or NaN: when 0·z is not 0. @param watch its address */
export function writeOutputDelta(
  f: FunctionBuilder,
  layer: KernelLayer,
  loss: Loss,
  arithmetic: EmitContext,
  watch: number,
): void {
  const { lanes } = arithmetic;
  const [Z, A, Y, D] = [0, 1, 2, 3].map((n) => at(f.parameter(n, 'i32'))) as [Address, Address, Address, Address];
  const panels = f.parameter(4, 'i32');
  const seen = f.let(lanes.zero);
  const watched = (z: Address): void => f.set(seen, lanes.multiplyAdd(lanes.load(z), lanes.zero, seen));
  if (layer.activation === 'softmax' && !isNaturalPair(loss, 'softmax')) {
    const strides = cursors([Z, A, Y, D], layer.units * unitBytes);
    const weighted = weightedDeltaOf(f, arithmetic, loss);
    f.forEach(panels, strides, (panel) => softmaxDelta(f, arithmetic, layer.units, panel, { weighted, watched }));
  } else {
    const delta = deltaOf(f, layer, loss, arithmetic);
    const units = i32.mul(panels, i32.const(layer.units));
    eachVector(
      f,
      (body) => f.forEach(units, cursors([Z, A, Y, D], unitBytes), body),
      (places) => {
        watched(places[0]);
        f.store(places[3], delta(places));
      },
    );
  }
  storeNaN(f, lanes, watch, seen);
}

/** @param loop goes through units, whose places it gives to its body */
function eachVector(
  f: FunctionBuilder,
  loop: (body: (places: Places) => void) => void,
  body: (places: Places, vector: number) => void,
): void {
  loop(([z, a, y, d]) => {
    for (let v = 0; v < panelVectors; v++) {
      const moved = (address: Address): Address => further(address, v * vectorBytes);
      f.scope(() => body([moved(z), moved(a), moved(y), moved(d)], v));
    }
  });
}

/** dz = da·g′(z). Loads its constants here. */
function deltaOf(
  f: FunctionBuilder,
  layer: KernelLayer,
  loss: Loss,
  arithmetic: EmitContext,
): (places: Places) => V128 {
  const { load, sub, mul, or } = arithmetic.lanes;
  if (isNaturalPair(loss, layer.activation)) return ([, a, y]) => sub(load(a), load(y));
  const one = f.let(arithmetic.constants.number(1));
  // −y/a · a(1 − a)
  if (loss === 'categoricalCrossEntropy' && layer.activation === 'sigmoid')
    return ([, a, y]) => mul(load(y), sub(load(a), one));
  const timesDerivative = derivativeOf(f, arithmetic, layer);
  return ([z, aPlace, yPlace]) => {
    const [a, y] = [f.let(load(aPlace)), f.let(load(yPlace))];
    const dz = timesDerivative(f.let(activationDelta(arithmetic, loss, { a, y, one })), z, aPlace);
    return loss === 'squaredError' ? dz : or(dz, isNoNumber(arithmetic, loss, { a, y, one }));
  };
}

interface Entry {
  readonly a: Local<'v128'>;
  readonly y: Local<'v128'>;
  readonly one: Local<'v128'>;
}

/** da */
function activationDelta({ lanes }: EmitContext, loss: Loss, { a, y, one }: Entry): V128 {
  const { sub, mul, div, equal, select, andNot, zero } = lanes;
  if (loss === 'squaredError') return sub(a, y);
  const isZero = equal(y, zero);
  if (loss === 'categoricalCrossEntropy') return andNot(div(sub(zero, y), a), isZero);
  const isOne = equal(y, one);
  const numerator = select(one, select(sub(zero, one), sub(a, y), isOne), isZero);
  return div(numerator, mul(select(one, a, isZero), select(one, sub(one, a), isOne)));
}

/** All bits set, which makes a NaN, where ℒ is infinite or NaN: a ≤ 0 with y ≠ 0, in binary cross-entropy a ≥ 1 with y ≠ 1, too. */
function isNoNumber({ lanes }: EmitContext, loss: Loss, { a, y, one }: Entry): V128 {
  const { atLeast, andNot, equal, or, zero } = lanes;
  const tooSmall = andNot(atLeast(zero, a), equal(y, zero));
  return loss === 'binaryCrossEntropy' ? or(tooSmall, andNot(atLeast(a, one), equal(y, one))) : tooSmall;
}

/** u = a·da, for squared error and binary cross-entropy. */
function weightedDeltaOf(f: FunctionBuilder, arithmetic: EmitContext, loss: Loss): (places: Places) => V128 {
  const { load, sub, mul, div, equal, select, or, zero } = arithmetic.lanes;
  const one = f.let(arithmetic.constants.number(1));
  return ([, aPlace, yPlace]) => {
    const [a, y] = [f.let(load(aPlace)), f.let(load(yPlace))];
    if (loss === 'squaredError') return mul(a, sub(a, y));
    const isOne = equal(y, one);
    const u = div(select(sub(zero, one), sub(a, y), isOne), select(one, sub(one, a), isOne));
    return or(u, isNoNumber(arithmetic, loss, { a, y, one }));
  };
}

interface SoftmaxParts {
  readonly weighted: (places: Places) => V128;
  readonly watched: (z: Address) => void;
}

/** One panel; dZ holds u in between. */
function softmaxDelta(
  f: FunctionBuilder,
  { lanes }: EmitContext,
  units: number,
  panel: Places,
  { weighted, watched }: SoftmaxParts,
): void {
  const sums = Array.from({ length: panelVectors }, () => f.let(lanes.zero));
  const eachUnit = (body: (places: Places, sum: Local<'v128'>) => void): void =>
    eachVector(
      f,
      (unit) => f.forTiles(units, 1, cursors(panel, unitBytes), (_, places) => unit(places)),
      (places, v) => body(places, sums[v]!),
    );
  eachUnit((places, sum) => {
    const u = f.let(weighted(places));
    watched(places[0]);
    f.store(places[3], u);
    f.set(sum, lanes.add(sum, u));
  });
  eachUnit(([, a, , d], sum) => f.store(d, lanes.sub(lanes.load(d), lanes.mul(lanes.load(a), sum))));
}
