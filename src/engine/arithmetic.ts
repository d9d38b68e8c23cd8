/** What kernels are written with: the instructions of one number format, and constants in it. */
import type { Lanes } from './assembler/lanes.ts';
import type { Constants } from './constants.ts';

export interface Arithmetic {
  readonly lanes: Lanes;
  readonly constants: Constants;
}
