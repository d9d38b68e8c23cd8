/**
 * The gradients of one layer, from a block of panels:
 *
 *     dW = (1/m)·Σ_blocks dZ·Aᵀ + (λ/m)·W
 *     db = (1/m)·Σ_blocks Σ_i dz^(i)
 *
 * A tile of dW is a few units j by a few inputs k. Each of its entries has a vector of running sums, which stays in a
 * register while the panels of the block go by; lane i of it takes in every example that stands at place i of a vector:
 *
 *     sum_jk += dz_j[e0 e1 e2 e3] · a_k[e0 e1 e2 e3]
 *
 * At the end of the block the lanes of each vector are added up, a row of the tile at a time, and join what the blocks
 * before have left in dW. Blocks are always the same for a batch, so whoever calls for them, the bits are the same.
 */
import type { FunctionBuilder } from './assembler/functionBuilder.ts';
import { type Lanes, vectorBytes } from './assembler/lanes.ts';
import { type Address, at, further, i32, type I32, type Local, type V128, type ValueType } from './assembler/value.ts';
import type { KernelLayer } from './forwardKernel.ts';
import { controlAt, type Layout, panelVectors, unitBytes } from './layout.ts';

/** Pointers to dZ^[l] and A^[l-1], number of panels, whether the block is the first and whether it is the last of its batch. */
export const gradientParameters: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

/** Running sums that fit into the registers beside their operands. */
const tileSums = 8;
const mostTileInputs = 4;

export function writeGradient(f: FunctionBuilder, { units, before, places }: KernelLayer, layout: Layout): void {
  const { lanes } = layout;
  const [d, a] = [at(f.parameter(0, 'i32')), at(f.parameter(1, 'i32'))];
  const panels = f.parameter(2, 'i32');
  const finish = finisher(f, layout, f.parameter(3, 'i32'), f.parameter(4, 'i32'));
  const tileInputs = Math.min(before, mostTileInputs);
  const rowBytes = before * lanes.numberBytes;
  const unitTiles = [
    { from: at(i32.const(0), places.dW), stride: rowBytes },
    { from: d, stride: unitBytes },
  ];
  f.forTiles(units, Math.floor(tileSums / tileInputs), unitTiles, (rows, [dwRows, dTile]) => {
    if (!dwRows || !dTile) return;
    const inputTiles = [
      { from: dwRows, stride: lanes.numberBytes },
      { from: a, stride: unitBytes },
    ];
    f.forTiles(before, tileInputs, inputTiles, (columns, [dw, aTile]) => {
      if (!dw || !aTile) return;
      const sums = Array.from({ length: rows * columns }, () => f.let(lanes.zero));
      const walks = [
        { from: dTile, stride: units * unitBytes },
        { from: aTile, stride: before * unitBytes },
      ];
      f.forEach(panels, walks, ([dPanel, aPanel]) => {
        if (dPanel && aPanel) addProducts(f, lanes, sums, rows, columns, dPanel, aPanel);
      });
      for (let j = 0; j < rows; j++) {
        const row = sums.slice(j * columns, (j + 1) * columns);
        finish(row, further(dw, j * rowBytes), places.W - places.dW);
      }
    });
  });
  writeBiasGradient(f, lanes, { units, d, panels, db: places.db }, finish);
}

/** sum_jk += dz_j·a_k for the vectors of one panel. */
function addProducts(
  f: FunctionBuilder,
  lanes: Lanes,
  sums: readonly Local<'v128'>[],
  rows: number,
  columns: number,
  d: Address,
  a: Address,
): void {
  for (let v = 0; v < panelVectors; v++) {
    f.scope(() => {
      const vectors = Array.from({ length: columns }, (_, k) => f.let(lanes.load(further(a, k * unitBytes + v * vectorBytes))));
      for (let j = 0; j < rows; j++) {
        f.scope(() => {
          const delta = f.let(lanes.load(further(d, j * unitBytes + v * vectorBytes)));
          vectors.forEach((vector, k) => {
            const sum = sums[j * columns + k];
            if (sum) f.set(sum, lanes.multiplyAdd(delta, vector, sum));
          });
        });
      }
    });
  }
}

interface BiasBlock {
  readonly units: number;
  readonly d: Address;
  readonly panels: Local<'i32'>;
  readonly db: number;
}

function writeBiasGradient(f: FunctionBuilder, lanes: Lanes, { units, d, panels, db }: BiasBlock, finish: Finish): void {
  const tiles = [
    { from: at(i32.const(0), db), stride: lanes.numberBytes },
    { from: d, stride: unitBytes },
  ];
  f.forTiles(units, tileSums, tiles, (rows, [dbTile, dTile]) => {
    if (!dbTile || !dTile) return;
    const sums = Array.from({ length: rows }, () => f.let(lanes.zero));
    f.forEach(panels, [{ from: dTile, stride: units * unitBytes }], ([dPanel]) => {
      sums.forEach((sum, j) => {
        for (let v = 0; v < panelVectors && dPanel; v++) f.set(sum, lanes.add(sum, lanes.load(further(dPanel, j * unitBytes + v * vectorBytes))));
      });
    });
    finish(sums, dbTile, null);
  });
}

/**
 * Adds up the lanes of neighbouring entries' sums and stores the entries.
 * @param toWeights distance from an entry to its weight, `null` for biases
 */
type Finish = (sums: readonly Local<'v128'>[], place: Address, toWeights: number | null) => void;

/** g ← (g + Σ lanes)·factor + penalty·w, where g counts as 0 in the first block, factor is 1/m in the last one and 1 before. */
function finisher(f: FunctionBuilder, layout: Layout, isFirst: I32, isLast: I32): Finish {
  const { lanes } = layout;
  const control = (last: 'oneOverM' | 'penalty', before: 'one' | 'zero'): Local<'v128'> => {
    const address = i32.select(i32.const(controlAt(layout, last)), i32.const(controlAt(layout, before)), isLast);
    return f.let(lanes.loadSplat(at(address)));
  };
  // All bits set but in the first block, where the old gradient is to count as 0, whatever it was.
  const keep = f.let(i32.splat(i32.sub(isFirst, i32.const(1))));
  const [factor, penalty] = [control('oneOverM', 'one'), control('penalty', 'zero')];
  return (sums, place, toWeights) => {
    for (let i = 0; i < sums.length; i += lanes.count) {
      const group = sums.slice(i, i + lanes.count);
      const here = further(place, i * lanes.numberBytes);
      f.scope(() => {
        const total = lanes.sums(f, group);
        const scaled: V128 = lanes.mul(lanes.add(lanes.and(lanes.load(here), keep), total), factor);
        const whole = toWeights === null ? scaled : lanes.add(scaled, lanes.mul(penalty, lanes.load(moved(here, toWeights))));
        f.set(total, whole);
        lanes.storeFirst(f, here, total, group.length);
      });
    }
  };
}

/** An address before or behind another one. Arenas lie in one memory: the distance may be negative. */
function moved({ pointer, offset }: Address, distance: number): Address {
  return offset + distance >= 0 ? at(pointer, offset + distance) : at(i32.add(pointer, i32.const(distance)), offset);
}
