/**
 * Copies of matrices in the order in which the product reads them, made anew when they are needed (a hundredth of its time):
 *
 *     W for dA = Wᵀ·dZ:   four columns of W at a time, row after row:          [n^[l]/4][n^[l+1]][4]
 *     dZ for dW = dZ·Aᵀ:  four units, example after example:                    [n^[l]/4][examples][4]
 *     A for the same:     a panel's width of units, example after example:      [n^[l-1]/width][examples][width]
 *
 * Places behind the last unit hold whatever lay beside: nothing that is made of them is stored.
 */
import type { FunctionBuilder } from '../assembler/functionBuilder.ts';
import { type Lanes, vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, i32, type I32 } from '../assembler/value.ts';
import { panelVectors, unitBytes } from '../layout.ts';
import { tileRows } from './product.ts';

/** Bytes of the numbers that belong to one k. */
export function packedBytes({ numberBytes }: Lanes): number {
  return tileRows * numberBytes;
}

/** W (rows × columns, row-major) in tiles of four columns. */
export function writePackedColumns(f: FunctionBuilder, lanes: Lanes, rows: number, columns: number, W: number, to: number): void {
  const group = packedBytes(lanes);
  const tiles = [
    { from: at(i32.const(W)), stride: group },
    { from: at(i32.const(to)), stride: rows * group },
  ];
  f.forEach(i32.const(Math.ceil(columns / tileRows)), tiles, ([source, target]) => {
    if (!source || !target) return;
    const walks = [
      { from: source, stride: columns * lanes.numberBytes },
      { from: target, stride: group },
    ];
    f.forEach(i32.const(rows), walks, ([numbers, place]) => {
      for (let offset = 0; offset < group && numbers && place; offset += vectorBytes) {
        f.store(further(place, offset), lanes.load(further(numbers, offset)));
      }
    });
  });
}

export interface Exchange {
  readonly units: number;
  /** Panels to read. */
  readonly from: Address;
  readonly panels: I32;
  /** Where to write: groups of so many vectors, each with room for so many examples. */
  readonly to: number;
  readonly groupVectors: number;
  readonly groupExamples: number;
}

/** Panels of examples to groups of units, example after example. */
export function writeExchange(f: FunctionBuilder, lanes: Lanes, { units, from, panels, to, groupVectors, groupExamples }: Exchange): void {
  const exampleBytes = groupVectors * vectorBytes;
  const width = groupVectors * lanes.count;
  const walks = [
    { from, stride: units * unitBytes },
    { from: at(i32.const(to)), stride: panelVectors * lanes.count * exampleBytes },
  ];
  f.forEach(panels, walks, ([panel, target]) => {
    if (!panel || !target) return;
    const groups = [
      { from: panel, stride: width * unitBytes },
      { from: target, stride: groupExamples * exampleBytes },
    ];
    f.forEach(i32.const(Math.ceil(units / width)), groups, ([group, place]) => {
      for (let v = 0; v < panelVectors * groupVectors && group && place; v++) {
        // A square: the units of vector u, the examples of vector e.
        const [u, e] = [Math.floor(v / panelVectors), v % panelVectors];
        const square = Array.from({ length: lanes.count }, (_, i) =>
          lanes.load(further(group, (u * lanes.count + i) * unitBytes + e * vectorBytes)),
        );
        lanes.transpose(f, square).forEach((row, i) => {
          f.store(further(place, (e * lanes.count + i) * exampleBytes + u * vectorBytes), row);
        });
      }
    });
  });
}
