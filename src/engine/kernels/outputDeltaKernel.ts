/**
 * The delta of the output layer, for panels of examples:
 *
 *     dZ^[L] = A − Y                                  natural pairs of activation and loss
 *     dZ^[L] = dA ⊙ g′(Z),   dA = ∂ℒ/∂A               other pairs
 *     dz_j = u_j − a_j·Σ_k u_k,   u_j = a_j·da_j      softmax, whose g′ is a matrix for each example
 *
 * As in `core/network/lossFunctions.ts`, factors of dA and g′ that cancel are cancelled here (`lossKernels.ts`). Where an output is no
 * probability the cross-entropy is no number: dZ becomes NaN, and with it, in the same step, the parameters and the NaN flag.
 */
import { isNaturalPair } from '../../core/network/losses.ts';
import type { Loss } from '../../core/network/network.ts';
import type { EmitContext } from './emitContext.ts';
import { cursors, type FunctionBuilder } from '../assembler/functionBuilder.ts';
import { vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, i32, type Local, type V128, type ValueType } from '../assembler/value.ts';
import { derivativeOf } from './backwardKernel.ts';
import type { KernelLayer } from './forwardKernel.ts';
import { lossKernels } from './lossKernels.ts';
import { panelVectors, unitBytes } from '../memory/panelSizes.ts';
import { storeNaN } from './nanFlag.ts';

/** Pointers to Z^[L], A^[L], Y, dZ^[L], then the number of panels. */
export const outputDeltaParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

/** The same vector of Z^[L], A^[L], Y and dZ^[L]. */
type TileAddresses = readonly [z: Address, a: Address, y: Address, d: Address];

/** Also makes the NaN flag NaN when a z is infinite or NaN: when 0·z is not 0. @param watch its address */
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
      (addresses) => {
        watched(addresses[0]);
        f.store(addresses[3], delta(addresses));
      },
    );
  }
  storeNaN(f, lanes, watch, seen);
}

/** @param loop goes through units, whose places it gives to its body */
function eachVector(
  f: FunctionBuilder,
  loop: (body: (addresses: TileAddresses) => void) => void,
  body: (addresses: TileAddresses, vector: number) => void,
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
): (addresses: TileAddresses) => V128 {
  const { load, sub, or } = arithmetic.lanes;
  const row = lossKernels[loss];
  if (isNaturalPair(loss, layer.activation)) return ([, a, y]) => sub(load(a), load(y));
  const ofPair = row.pairs[layer.activation]?.(f, arithmetic);
  if (ofPair) return ([, a, y]) => ofPair({ a: f.let(load(a)), y: f.let(load(y)) });
  const { delta, isNoNumber } = row.activationDelta(f, arithmetic);
  const timesDerivative = derivativeOf(f, arithmetic, layer);
  return ([z, aAddress, yAddress]) => {
    const entry = { a: f.let(load(aAddress)), y: f.let(load(yAddress)) };
    const dz = timesDerivative(f.let(delta(entry)), z, aAddress);
    return isNoNumber ? or(dz, isNoNumber(entry)) : dz;
  };
}

/** u = a·da. Loads its constants here. */
function weightedDeltaOf(f: FunctionBuilder, arithmetic: EmitContext, loss: Loss): (addresses: TileAddresses) => V128 {
  const { load } = arithmetic.lanes;
  const weightedDelta = lossKernels[loss].weightedDelta(f, arithmetic);
  return ([, a, y]) => weightedDelta({ a: f.let(load(a)), y: f.let(load(y)) });
}

interface SoftmaxParts {
  readonly weighted: (addresses: TileAddresses) => V128;
  readonly watched: (z: Address) => void;
}

/** One panel; dZ holds u in between. */
function softmaxDelta(
  f: FunctionBuilder,
  { lanes }: EmitContext,
  units: number,
  panel: TileAddresses,
  { weighted, watched }: SoftmaxParts,
): void {
  const sums = Array.from({ length: panelVectors }, () => f.let(lanes.zero));
  const eachUnit = (body: (addresses: TileAddresses, sum: Local<'v128'>) => void): void =>
    eachVector(
      f,
      (unit) => f.forTiles(units, 1, cursors(panel, unitBytes), (_, addresses) => unit(addresses)),
      (addresses, v) => body(addresses, sums[v]!),
    );
  eachUnit((addresses, sum) => {
    const u = f.let(weighted(addresses));
    watched(addresses[0]);
    f.store(addresses[3], u);
    f.set(sum, lanes.add(sum, u));
  });
  eachUnit(([, a, , d], sum) => f.store(d, lanes.sub(lanes.load(d), lanes.mul(lanes.load(a), sum))));
}
