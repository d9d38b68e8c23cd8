/**
 * One layer backward, for panels of examples:
 *
 *     dZ^[L] = A^[L] − Y                              (natural pairs of activation and loss)
 *     dZ^[l] = W^[l+1]ᵀ·dZ^[l+1] ⊙ g′(Z^[l])          (n × 4 a panel)
 *     dW^[l] += dZ^[l]·A^[l-1]ᵀ,  db^[l] += dZ^[l]     (as lanes: sums over every second example)
 *
 * Panels are always walked through in the same order and sums continue where they stopped, so cutting the work into
 * blocks changes no bit.
 */
import { f64x2, vectorBytes } from './assembler/f64x2.ts';
import type { FunctionBuilder } from './assembler/functionBuilder.ts';
import { type Address, at, further, i32, type Local, type ValueType } from './assembler/value.ts';
import type { Constants } from './constants.ts';
import { each } from './elementary.ts';
import { type KernelLayer, loadUnit, storeTile } from './forwardKernel.ts';
import { numberBytes, panelVectors, unitBytes } from './layout.ts';

const { add, sub, mul, load, multiplyAdd } = f64x2;

/** Pointers to Z^[L], A^[L], Y, dZ^[L], then the number of panels. */
export const outputDeltaParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

/** dZ = A − Y; also adds 0·z to the watch, which makes it NaN when a z is infinite or NaN. @param watch its address */
export function writeOutputDelta(f: FunctionBuilder, units: number, watch: number): void {
  const stride = vectorBytes;
  const walks = [0, 1, 2, 3].map((n) => ({ from: at(f.parameter(n, 'i32')), stride }));
  const vectors = i32.mul(f.parameter(4, 'i32'), i32.const(units * panelVectors));
  const seen = f.let(load(at(i32.const(0), watch)));
  f.forEach(vectors, walks, ([z, a, y, d]) => {
    if (!z || !a || !y || !d) return;
    f.set(seen, multiplyAdd(load(z), f64x2.zero, seen));
    f.store(d, sub(load(a), load(y)));
  });
  f.store(at(i32.const(0), watch), seen);
}

/** Pointers to dZ^[l+1], Z^[l], A^[l], dZ^[l], then the number of panels. */
export const deltaParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

/** @param layer l @param next l + 1, whose weights the delta comes back through */
export function writeDelta(f: FunctionBuilder, layer: KernelLayer, next: KernelLayer, constants: Constants): void {
  const sizes = [next.units, layer.units, layer.units, layer.units];
  const panels = sizes.map((units, n) => ({ from: at(f.parameter(n, 'i32')), stride: units * unitBytes }));
  f.forEach(f.parameter(4, 'i32'), panels, ([dNext, z, a, d]) => {
    if (!dNext || !z || !a || !d) return;
    const tiles = [
      { from: at(i32.const(0), next.places.W), stride: numberBytes },
      ...[z, a, d].map((from) => ({ from, stride: unitBytes })),
    ];
    f.forTiles(layer.units, 4, tiles, (length, [w, zTile, aTile, dTile]) => {
      if (!w || !zTile || !aTile || !dTile) return;
      const sums = sumsThroughWeights(f, length, layer.units, next.units, w, dNext);
      sums.forEach((sum, i) => {
        const offset = i * vectorBytes;
        timesDerivative(f, constants, layer, sum, further(zTile, offset), further(aTile, offset));
      });
      storeTile(f, dTile, sums);
    });
  });
}

/** Σ_j w_jk·dz_j for the units k of a tile; rows of W are `units` numbers long. */
function sumsThroughWeights(
  f: FunctionBuilder,
  length: number,
  units: number,
  unitsNext: number,
  w: Address,
  dNext: Address,
): Local<'v128'>[] {
  const sums = Array.from({ length: length * panelVectors }, () => f.let(f64x2.zero));
  const rows = [
    { from: w, stride: units * numberBytes },
    { from: dNext, stride: unitBytes },
  ];
  f.forTiles(unitsNext, 1, rows, (_, [row, dRow]) => {
    if (!row || !dRow) return;
    const deltas = loadUnit(f, dRow);
    for (let k = 0; k < length; k++) {
      f.scope(() => {
        const weight = f.let(f64x2.loadSplat(further(row, k * numberBytes)));
        deltas.forEach((delta, v) => {
          const sum = sums[k * panelVectors + v];
          if (sum) f.set(sum, multiplyAdd(weight, delta, sum));
        });
      });
    }
  });
  return sums;
}

/** d ← d ⊙ g′, from a where that is enough (σ, tanh), from the sign of z for the rectifiers. */
function timesDerivative(
  f: FunctionBuilder,
  constants: Constants,
  { activation, leakySlope }: KernelLayer,
  d: Local<'v128'>,
  z: Address,
  a: Address,
): void {
  const one = constants.number(1);
  switch (activation) {
    case 'sigmoid':
      f.set(d, mul(d, mul(load(a), sub(one, load(a)))));
      break;
    case 'tanh':
      f.set(d, mul(d, sub(one, mul(load(a), load(a)))));
      break;
    case 'relu':
      f.set(d, f64x2.andNot(d, f64x2.less(load(z), f64x2.zero)));
      break;
    case 'leakyRelu':
      f.set(d, f64x2.select(mul(d, constants.number(leakySlope)), d, f64x2.less(load(z), f64x2.zero)));
      break;
    case 'linear':
    case 'softmax':
      break;
  }
}

/** Pointers to dZ^[l] and A^[l-1], then the number of panels. */
export const gradientParameters: readonly ValueType[] = ['i32', 'i32', 'i32'];

/** Running sums that fit into the registers beside their operands. */
const tileSums = 8;

export function writeGradient(f: FunctionBuilder, { units, before, places }: KernelLayer): void {
  const [d, a] = [at(f.parameter(0, 'i32')), at(f.parameter(1, 'i32'))];
  const panels = f.parameter(2, 'i32');
  const tileUnits = Math.min(units, 4);
  const tileInputs = Math.floor(tileSums / tileUnits);
  const unitTiles = [
    { from: at(i32.const(0), places.lanesW), stride: before * vectorBytes },
    { from: d, stride: unitBytes },
  ];
  f.forTiles(units, tileUnits, unitTiles, (rows, [lanesRow, dTile]) => {
    if (!lanesRow || !dTile) return;
    const inputTiles = [
      { from: lanesRow, stride: vectorBytes },
      { from: a, stride: unitBytes },
    ];
    f.forTiles(before, tileInputs, inputTiles, (columns, [lanesTile, aTile]) => {
      if (!lanesTile || !aTile) return;
      const places = Array.from({ length: rows * columns }, (_, i) =>
        further(lanesTile, (Math.floor(i / columns) * before + (i % columns)) * vectorBytes),
      );
      const sums = places.map((place) => f.let(load(place)));
      const walks = [
        { from: dTile, stride: units * unitBytes },
        { from: aTile, stride: before * unitBytes },
      ];
      f.forEach(panels, walks, ([dPanel, aPanel]) => {
        if (dPanel && aPanel) addProducts(f, sums, rows, columns, dPanel, aPanel);
      });
      places.forEach((place, i) => {
        f.store(place, sums[i] ?? f64x2.zero);
      });
    });
  });
  writeBiasGradient(f, units, d, panels, places.lanesB);
}

/** sum_jk += dz_j·a_k for the vectors of one panel. */
function addProducts(f: FunctionBuilder, sums: readonly Local<'v128'>[], rows: number, columns: number, d: Address, a: Address): void {
  for (let v = 0; v < panelVectors; v++) {
    f.scope(() => {
      const vectors = Array.from({ length: columns }, (_, k) => f.let(load(further(a, k * unitBytes + v * vectorBytes))));
      for (let j = 0; j < rows; j++) {
        f.scope(() => {
          const delta = f.let(load(further(d, j * unitBytes + v * vectorBytes)));
          vectors.forEach((vector, k) => {
            const sum = sums[j * columns + k];
            if (sum) f.set(sum, multiplyAdd(delta, vector, sum));
          });
        });
      }
    });
  }
}

function writeBiasGradient(f: FunctionBuilder, units: number, d: Address, panels: Local<'i32'>, lanesB: number): void {
  const tiles = [
    { from: at(i32.const(0), lanesB), stride: vectorBytes },
    { from: d, stride: unitBytes },
  ];
  f.forTiles(units, tileSums, tiles, (rows, [lanesTile, dTile]) => {
    if (!lanesTile || !dTile) return;
    const sums = Array.from({ length: rows }, (_, j) => f.let(load(further(lanesTile, j * vectorBytes))));
    f.forEach(panels, [{ from: dTile, stride: units * unitBytes }], ([dPanel]) => {
      if (!dPanel) return;
      for (let v = 0; v < panelVectors; v++) each(f, sums, (sum, j) => add(sum, load(further(dPanel, j * unitBytes + v * vectorBytes))));
    });
    storeTile(f, lanesTile, sums);
  });
}
