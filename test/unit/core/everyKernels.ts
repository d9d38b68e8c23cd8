/** Whoever can do the arithmetic of a training in Float64: what a trainer promises holds on each of them. */
import type { Kernels } from '../../../src/core/kernels.ts';
import { referenceKernels } from '../../../src/core/referenceKernels.ts';
import { engineKernels } from '../../../src/engine/engineKernels.ts';

export const everyKernels: readonly Kernels[] = [referenceKernels, engineKernels];
