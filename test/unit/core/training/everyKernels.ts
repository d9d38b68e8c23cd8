/** Whoever can do the arithmetic of a training in Float64: what a trainer promises holds on each of them. */
import type { Kernels } from '../../../../src/core/training/kernels.ts';
import { referenceKernels } from '../../../../src/core/training/referenceKernels.ts';
import { engineKernels } from '../../../../src/engine/runtime/engineKernels.ts';

export const everyKernels: readonly Kernels[] = [referenceKernels, engineKernels];
