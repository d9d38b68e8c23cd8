/** With what the modules of a training are made. */
import type { Lanes } from '../assembler/lanes.ts';
import type { Tile } from '../kernels/tile.ts';

export interface BuildOptions {
  readonly lanes: Lanes;
  readonly tile: Tile;
  /** Calls `make`, which makes a module, with a say in how it is compiled; as the machine does it, unless told. */
  readonly compiling?: <T>(make: () => T) => T;
}
