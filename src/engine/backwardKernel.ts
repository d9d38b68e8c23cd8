/**
 * One layer backward, for panels of examples:
 *
 *     dZ^[L] = A^[L] − Y                              (natural pairs of activation and loss)
 *     dZ^[l] = W^[l+1]ᵀ·dZ^[l+1] ⊙ g′(Z^[l])          (n × panel)
 */
import type { Arithmetic } from './arithmetic.ts';
import type { FunctionBuilder } from './assembler/functionBuilder.ts';
import { type Lanes, vectorBytes } from './assembler/lanes.ts';
import { type Address, at, further, i32, type Local, type ValueType } from './assembler/value.ts';
import { addWeighted, type KernelLayer, loadUnit, storeTile } from './forwardKernel.ts';
import { panelVectors, unitBytes } from './layout.ts';

/** Pointers to Z^[L], A^[L], Y, dZ^[L], then the number of panels. */
export const outputDeltaParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

/** dZ = A − Y; also adds 0·z to the watch, which makes it NaN when a z is infinite or NaN. @param watch its address */
export function writeOutputDelta(f: FunctionBuilder, lanes: Lanes, units: number, watch: number): void {
  const walks = [0, 1, 2, 3].map((n) => ({ from: at(f.parameter(n, 'i32')), stride: unitBytes }));
  const unitCount = i32.mul(f.parameter(4, 'i32'), i32.const(units));
  const seen = f.let(lanes.load(at(i32.const(0), watch)));
  f.forEach(unitCount, walks, ([z, a, y, d]) => {
    if (!z || !a || !y || !d) return;
    for (let v = 0; v < panelVectors; v++) {
      const [zs, as, ys, ds] = [z, a, y, d].map((place) => further(place, v * vectorBytes)) as [Address, Address, Address, Address];
      f.set(seen, lanes.multiplyAdd(lanes.load(zs), lanes.zero, seen));
      f.store(ds, lanes.sub(lanes.load(as), lanes.load(ys)));
    }
  });
  f.store(at(i32.const(0), watch), seen);
}

/** Pointers to dZ^[l+1], Z^[l], A^[l], dZ^[l], then the number of panels. */
export const deltaParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

const tileUnits = 4;

/** @param layer l @param next l + 1, whose weights the delta comes back through */
export function writeDelta(f: FunctionBuilder, layer: KernelLayer, next: KernelLayer, arithmetic: Arithmetic): void {
  const { lanes } = arithmetic;
  const sizes = [next.units, layer.units, layer.units, layer.units];
  const panels = sizes.map((units, n) => ({ from: at(f.parameter(n, 'i32')), stride: units * unitBytes }));
  f.forEach(f.parameter(4, 'i32'), panels, ([dNext, z, a, d]) => {
    if (!dNext || !z || !a || !d) return;
    const tiles = [
      { from: at(i32.const(0), next.places.W), stride: lanes.numberBytes },
      ...[z, a, d].map((from) => ({ from, stride: unitBytes })),
    ];
    f.forTiles(layer.units, tileUnits, tiles, (length, [w, zTile, aTile, dTile]) => {
      if (!w || !zTile || !aTile || !dTile) return;
      const sums = sumsThroughWeights(f, lanes, length, layer.units, next.units, w, dNext);
      sums.forEach((sum, i) => {
        const offset = i * vectorBytes;
        timesDerivative(f, arithmetic, layer, sum, further(zTile, offset), further(aTile, offset));
      });
      storeTile(f, dTile, sums);
    });
  });
}

/** Σ_j w_jk·dz_j for the units k of a tile; rows of W are `units` numbers long. */
function sumsThroughWeights(
  f: FunctionBuilder,
  lanes: Lanes,
  length: number,
  units: number,
  unitsNext: number,
  w: Address,
  dNext: Address,
): Local<'v128'>[] {
  const sums = Array.from({ length: length * panelVectors }, () => f.let(lanes.zero));
  const rows = [
    { from: w, stride: units * lanes.numberBytes },
    { from: dNext, stride: unitBytes },
  ];
  f.forTiles(unitsNext, 1, rows, (_, [row, dRow]) => {
    if (row && dRow) addWeighted(f, lanes, sums, loadUnit(f, lanes, dRow), (k) => further(row, k * lanes.numberBytes));
  });
  return sums;
}

/** d ← d ⊙ g′, from a where that is enough (σ, tanh), from the sign of z for the rectifiers. */
export function timesDerivative(
  f: FunctionBuilder,
  { lanes, constants }: Arithmetic,
  { activation, leakySlope }: KernelLayer,
  d: Local<'v128'>,
  z: Address,
  a: Address,
): void {
  const { load, mul, sub } = lanes;
  switch (activation) {
    case 'sigmoid':
      f.set(d, mul(d, mul(load(a), sub(constants.number(1), load(a)))));
      break;
    case 'tanh':
      f.set(d, mul(d, sub(constants.number(1), mul(load(a), load(a)))));
      break;
    case 'relu':
      f.set(d, lanes.andNot(d, lanes.less(load(z), lanes.zero)));
      break;
    case 'leakyRelu':
      f.set(d, lanes.select(mul(d, constants.number(leakySlope)), d, lanes.less(load(z), lanes.zero)));
      break;
    case 'linear':
    case 'softmax':
      break;
  }
}
