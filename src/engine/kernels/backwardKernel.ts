/**
 * One layer backward, for panels of examples:
 *
 *     dZ^[l] = W^[l+1]ᵀ·dZ^[l+1] ⊙ g′(Z^[l])          (n × panel)
 */
import { activationKernels, type TimesDerivative } from './activationKernels.ts';
import type { EmitContext } from './emitContext.ts';
import { cursors, type FunctionBuilder } from '../assembler/functionBuilder.ts';
import { vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, i32, type Local, type V128, type ValueType } from '../assembler/value.ts';
import type { KernelLayer } from './forwardKernel.ts';
import { panelVectors, unitBytes } from '../memory/panelSizes.ts';
import { addProducts } from './product.ts';

/** Pointers to dZ^[l+1], Z^[l], A^[l], dZ^[l], then the number of panels. */
export const deltaParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

/** @param layer l @param next l + 1, whose weights the delta comes back through */
export function writeDelta(f: FunctionBuilder, layer: KernelLayer, next: KernelLayer, arithmetic: EmitContext): void {
  const { lanes } = arithmetic;
  const timesDerivative = derivativeOf(f, arithmetic, layer);
  const own = [at(f.parameter(1, 'i32')), at(f.parameter(2, 'i32')), at(f.parameter(3, 'i32'))] as const;
  const panels = [
    { from: at(f.parameter(0, 'i32')), stride: next.units * unitBytes },
    ...cursors(own, layer.units * unitBytes),
  ] as const;
  f.forEach(f.parameter(4, 'i32'), panels, ([dNext, z, a, d]) => {
    const tiles = [
      { from: at(i32.const(0), next.layerLayout.W), stride: lanes.numberBytes },
      ...cursors([z, a, d], unitBytes),
    ] as const;
    f.forTiles(layer.units, arithmetic.tile.rows, tiles, (length, [w, zTile, aTile, dTile]) => {
      const sums = sumsThroughWeights(f, arithmetic, [layer.units, next.units], length, w, dNext);
      storeDelta(f, sums, dTile, (sum, offset) => timesDerivative(sum, further(zTile, offset), further(aTile, offset)));
    });
  });
}

/** Σ_j w_jk·dz_j for the units k of a tile; rows of W are `units` numbers long. */
function sumsThroughWeights(
  f: FunctionBuilder,
  arithmetic: EmitContext,
  [units, unitsNext]: readonly [number, number],
  length: number,
  w: Address,
  dNext: Address,
): Local<'v128'>[] {
  const { lanes } = arithmetic;
  const sums = Array.from({ length: length * panelVectors }, () => f.let(lanes.zero));
  const weights = { q: w, rowBytes: lanes.numberBytes, kBytes: units * lanes.numberBytes };
  addProducts(f, arithmetic, sums, panelVectors, { p: dNext, pBytes: unitBytes, ...weights, count: unitsNext });
  return sums;
}

/**
 * Stores a tile, each vector as soon as it is multiplied: V8 loads everything that stands before the next store at once, and
 * the sums leave few registers free.
 */
export function storeDelta(
  f: FunctionBuilder,
  sums: readonly Local<'v128'>[],
  address: Address,
  timesDerivative: (sum: Local<'v128'>, offset: number) => V128,
): void {
  sums.forEach((sum, i) => {
    f.scope(() => f.store(further(address, i * vectorBytes), timesDerivative(sum, i * vectorBytes)));
  });
}

/** d ⊙ g′ of a layer; loads its constants here. Softmax is an output's: its derivative is made with the loss. */
export function derivativeOf(
  f: FunctionBuilder,
  arithmetic: EmitContext,
  { activation, leakySlope }: KernelLayer,
): TimesDerivative {
  if (activation === 'softmax') return (d) => d;
  return activationKernels[activation].backward(f, arithmetic, leakySlope);
}
