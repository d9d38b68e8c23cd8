/** The product's kernels by precision. */
import type { Precision } from '../../src/core/training/kernels.ts';
import type { EngineKernels } from '../../src/engine/runtime/candidate.ts';
import { engineKernels, engineKernels32, wideKernels, wideKernels32 } from '../../src/engine/runtime/engineKernels.ts';

export const ourKernels: Readonly<Record<Precision, EngineKernels>> = {
  float64: engineKernels,
  float32: engineKernels32,
};

/** For a process whose V8 pairs operations. */
export const ourWideKernels: Readonly<Record<Precision, EngineKernels>> = {
  float64: wideKernels,
  float32: wideKernels32,
};
