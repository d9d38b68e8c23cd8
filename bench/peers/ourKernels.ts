/** The product's kernels by precision. */
import type { Precision } from '../../src/core/kernels.ts';
import type { EngineKernels } from '../../src/engine/candidate.ts';
import { engineKernels, engineKernels32 } from '../../src/engine/engineKernels.ts';

export const ourKernels: Readonly<Record<Precision, EngineKernels>> = { float64: engineKernels, float32: engineKernels32 };
