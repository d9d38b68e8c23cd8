/** The product's kernels by precision. Where there are none in Float32, those in Float64 stand in, and the table says so. */
import type { Kernels, Precision } from '../../src/core/kernels.ts';
import { engineKernels } from '../../src/engine/engineKernels.ts';

export const ourKernels: Readonly<Record<Precision, Kernels>> = { float64: engineKernels, float32: engineKernels };
