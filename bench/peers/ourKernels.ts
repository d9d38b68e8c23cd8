/** The product's kernels by precision. */
import type { Kernels, Precision } from '../../src/core/kernels.ts';
import { engineKernels, engineKernels32 } from '../../src/engine/engineKernels.ts';

export const ourKernels: Readonly<Record<Precision, Kernels>> = { float64: engineKernels, float32: engineKernels32 };
