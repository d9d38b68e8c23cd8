/** What kernels are written with: the instructions of one number format, constants in it, and the tile of products. */
import type { Lanes } from '../assembler/lanes.ts';
import type { Constants } from './constants.ts';
import type { Tile } from './tile.ts';

export interface EmitContext {
  readonly lanes: Lanes;
  readonly constants: Constants;
  readonly tile: Tile;
}
