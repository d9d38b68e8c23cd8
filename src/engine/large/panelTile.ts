/**
 * The places of a tile's sums in the result: some rows of one panel of columns or, for vectors of 256 bits, of two panels side by side.
 *
 *     one panel      row 0 [ s0 | s1 ]        two panels      row 0 [ s0 | s1 ]  [ s2 | s3 ]
 *                    row 1 [ s2 | s3 ]                        row 1 [ s4 | s5 ]  [ s6 | s7 ]
 *
 * V8 makes one operation of two when it finds two stores to neighbouring places, and goes from there back through sums, products and
 * loads. So a panel's two vectors are loaded before either is stored, and the second is stored first: one store of 256 bits may then
 * stand in its place, and V8 needs no other to keep the order in which a trap would leave the memory.
 */
import type { AddressesOf, Cursor, FunctionBuilder } from '../assembler/functionBuilder.ts';
import { type Lanes, vectorBytes } from '../assembler/lanes.ts';
import { type Address, at, further, i32, type I32, type Local, type V128 } from '../assembler/value.ts';
import { panelVectors, unitBytes } from '../memory/panelSizes.ts';
import type { Tile } from '../kernels/tile.ts';

/** Goes through `count` panels (at least 1), as many at a time as a tile spans; an odd one at the end goes alone. */
export function forPanels<const C extends readonly Cursor[]>(
  f: FunctionBuilder,
  tile: Tile,
  count: I32,
  cursors: C,
  body: (panels: 1 | 2, addresses: AddressesOf<C>) => void,
): void {
  if (tile.panels === 1) {
    f.forEach(count, cursors, (addresses) => body(1, addresses));
    return;
  }
  const pairs = f.let(i32.shiftRight(count, 1));
  const doubled = cursors.map(({ from, stride }) => ({ from, stride: 2 * stride }));
  f.if(pairs, () => f.forEach(pairs, doubled, (addresses) => body(2, addresses as AddressesOf<C>)));
  f.if(i32.and(count, i32.const(1)), () => {
    const last = cursors.map(({ from, stride }) =>
      at(f.let(i32.add(from.pointer, i32.mul(pairs, i32.const(2 * stride)))), from.offset),
    );
    body(1, last as AddressesOf<C>);
  });
}

/** Where a sum of a tile belongs. */
export interface TileAddress {
  readonly row: number;
  /** Bytes from the tile's first place in the matrix. */
  readonly offset: number;
}

/** The places of a tile's sums, row by row. @param panelBytes from a panel of the matrix to the next */
export function tileAddresses(rows: number, panels: number, panelBytes: number): TileAddress[] {
  return Array.from({ length: rows * panels * panelVectors }, (_, i) => {
    const row = Math.floor(i / (panels * panelVectors));
    const [panel, v] = [Math.floor(i / panelVectors) % panels, i % panelVectors];
    return { row, offset: panel * panelBytes + row * unitBytes + v * vectorBytes };
  });
}

export function loadTileAddresses(
  f: FunctionBuilder,
  lanes: Lanes,
  address: Address,
  addresses: readonly TileAddress[],
): Local<'v128'>[] {
  return addresses.map(({ offset }) => f.let(lanes.load(further(address, offset))));
}

/** Stores a vector for each place. @param vectorOf made just before it is stored; loads what it needs */
export function storeTileAddresses(
  f: FunctionBuilder,
  tile: Tile,
  address: Address,
  addresses: readonly TileAddress[],
  vectorOf: (i: number, offset: number) => V128,
): void {
  const together = tile.panels === 1 ? 1 : panelVectors;
  for (let i = 0; i < addresses.length; i += together) {
    f.scope(() => {
      const group = addresses.slice(i, i + together);
      const vectors = together === 1 ? [] : group.map(({ offset }, n) => f.let(vectorOf(i + n, offset)));
      for (let n = group.length - 1; n >= 0; n--) {
        const offset = group[n]!.offset;
        f.store(further(address, offset), vectors[n] ?? vectorOf(i + n, offset));
      }
    });
  }
}
