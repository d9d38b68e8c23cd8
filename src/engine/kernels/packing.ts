/**
 * Copies of matrices in the order in which the product reads them, made anew when they are needed (a hundredth of its time):
 *
 *     Wᵀ for dA = Wᵀ·dZ:  a row for each column of W:                              [n^[l]][n^[l+1]]
 *     dZ for dW = dZ·Aᵀ:  a row for each unit, example after example:              [n^[l]][examples]
 *     A for the same:     a panel's width of units, example after example:         [n^[l-1]/width][examples][width]
 *
 * Places behind the last unit hold whatever lay beside: nothing that is made of them is stored.
 */
import type { Cursor, FunctionBuilder } from '../assembler/functionBuilder.ts';
import { type Lanes, vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, i32, type I32 } from '../assembler/value.ts';
import { packedRowBytes, panelVectors, unitBytes } from '../memory/panelSizes.ts';

/** Bands of W's rows, each as many rows as a vector has lanes. */
export function weightBands(rows: number, { count }: Lanes): number {
  return Math.ceil(rows / count);
}

/** W and where its transpose goes. */
export interface Weights {
  readonly rows: number;
  readonly columns: number;
  readonly W: number;
  readonly to: number;
}

/**
 * Wᵀ from W (rows × columns, row-major), a square of as many numbers as a vector has lanes at a time.
 * @param bands which, at least one
 */
export function writeTransposedWeights(
  f: FunctionBuilder,
  lanes: Lanes,
  { rows, columns, W, to }: Weights,
  { first, count }: { readonly first: I32; readonly count: I32 },
): void {
  const sourceBytes = columns * lanes.numberBytes;
  const targetBytes = packedRowBytes(rows, lanes);
  const bandsOf = (address: number, stride: number): Cursor => ({
    from: at(i32.add(i32.const(address), i32.mul(first, i32.const(stride)))),
    stride,
  });
  const bands = [bandsOf(W, lanes.count * sourceBytes), bandsOf(to, vectorBytes)] as const;
  f.forEach(count, bands, ([source, target]) => {
    const squares = [
      { from: source, stride: vectorBytes },
      { from: target, stride: lanes.count * targetBytes },
    ] as const;
    f.forEach(i32.const(Math.ceil(columns / lanes.count)), squares, ([numbers, address]) => {
      const square = Array.from({ length: lanes.count }, (_, row) => lanes.load(further(numbers, row * sourceBytes)));
      lanes.transpose(f, square).forEach((column, i) => {
        f.store(further(address, i * targetBytes), column);
      });
    });
  });
}

export interface Packing {
  readonly units: number;
  /** Panels to read. */
  readonly from: Address;
  readonly panels: I32;
  /** Where to write, with room for so many examples; panels before the first one are skipped. */
  readonly to: number;
  readonly examples: number;
  readonly first: I32;
}

/** Panels of examples to a row for each unit. */
export function writeUnitRows(
  f: FunctionBuilder,
  lanes: Lanes,
  { units, from, panels, to, examples, first }: Packing,
): void {
  const addresses = [
    { from, stride: units * unitBytes },
    { from: at(i32.add(i32.const(to), i32.mul(first, i32.const(unitBytes)))), stride: unitBytes },
  ] as const;
  f.forEach(panels, addresses, ([panel, target]) => {
    const rows = [
      { from: panel, stride: unitBytes },
      { from: target, stride: packedRowBytes(examples, lanes) },
    ] as const;
    f.forTiles(units, 1, rows, (_, [unit, row]) => {
      for (let v = 0; v < panelVectors; v++)
        f.store(further(row, v * vectorBytes), lanes.load(further(unit, v * vectorBytes)));
    });
  });
}

/** Panels of examples to panels of units, example after example. */
export function writeUnitPanels(
  f: FunctionBuilder,
  lanes: Lanes,
  { units, from, panels, to, examples, first }: Packing,
): void {
  const width = panelVectors * lanes.count;
  const addresses = [
    { from, stride: units * unitBytes },
    { from: at(i32.add(i32.const(to), i32.mul(first, i32.const(width * unitBytes)))), stride: width * unitBytes },
  ] as const;
  f.forEach(panels, addresses, ([panel, target]) => {
    const groups = [
      { from: panel, stride: width * unitBytes },
      { from: target, stride: examples * unitBytes },
    ] as const;
    f.forEach(i32.const(Math.ceil(units / width)), groups, ([group, address]) => {
      for (let v = 0; v < panelVectors * panelVectors; v++) {
        // A square: the units of vector u, the examples of vector e.
        const [u, e] = [Math.floor(v / panelVectors), v % panelVectors];
        const square = Array.from({ length: lanes.count }, (_, i) =>
          lanes.load(further(group, (u * lanes.count + i) * unitBytes + e * vectorBytes)),
        );
        lanes.transpose(f, square).forEach((row, i) => {
          f.store(further(address, (e * lanes.count + i) * unitBytes + u * vectorBytes), row);
        });
      }
    });
  });
}
