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

export const tileHere: Tile = WebAssembly.validate(recentModule) ? longTile : shortTile;
