/**
 * How the inner loop of products is written. It sums every element in the same order whatever the tile, so the bits do not depend on it;
 * the speed does, on what the machine's compiler makes of WebAssembly:
 *
 * V8 from version 13 on keeps instructions in the order in which they are written. There, four k in one go leave few instructions but
 * multiplications and additions, and a tile of five rows by two vectors fills the registers: 94 % of what they can do.
 *
 * Before, V8 moves all loads of a longer piece to its front, runs out of registers and loses more than half of the speed: one k at a
 * time (V8 unrolls that itself), four rows.
 *
 * Where a product and its sum are one instruction, no register holds the product: there is room for six rows.
 *
 * Where V8 pairs operations on neighbouring vectors (`wide/`), a tile has twice as many columns in as many registers of 256 bits.
 */
export interface Tile {
  /** Rows of a tile; each has two vectors of running sums. */
  readonly rows: number;
  /** Steps of k that are written out; a power of two, at most as many as a panel has examples. */
  readonly steps: number;
  /** Panels of columns in a tile of a large layer. */
  readonly panels: 1 | 2;
}

export const longTile: Tile = { rows: 5, steps: 4, panels: 1 };
export const shortTile: Tile = { rows: 4, steps: 1, panels: 1 };
export const wideTile: Tile = { rows: 5, steps: 4, panels: 2 };

/** A module with a table whose indices have 64 bits: of all that V8 learnt with version 13, the shortest to ask for. */
const recentModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 4, 4, 1, 0x70, 4, 0);

const isRecent = WebAssembly.validate(recentModule);
export const tileHere: Tile = isRecent ? longTile : shortTile;
/** For fused lanes. */
export const fusedTile: Tile = isRecent ? { ...longTile, rows: 6 } : shortTile;
export const wideFusedTile: Tile = { ...wideTile, rows: 6 };

/** A function that multiplies and adds in one instruction, which V8 knows from version 11.4 on. */
const fusedModule = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 8, 1, 0x60, 3, 0x7b, 0x7b, 0x7b, 1, 0x7b, 3, 2, 1, 0],
  ...[10, 13, 1, 11, 0, 0x20, 0, 0x20, 1, 0x20, 2, 0xfd, 0x85, 2, 0x0b],
);

/** Whether this machine's WebAssembly has `relaxed_madd` (`fusedLanesOf`). */
export function fusesHere(): boolean {
  return WebAssembly.validate(fusedModule);
}
