/** The product's kernels by precision. */
import type { Precision } from '../../src/core/training/backend.ts';
import type { EngineBackend } from '../../src/engine/runtime/candidate.ts';
import {
  engineBackend,
  engineBackend32,
  fusedBackend,
  fusedBackend32,
  wideBackend,
  wideBackend32,
} from '../../src/engine/runtime/engineBackends.ts';

export const ourKernels: Readonly<Record<Precision, EngineBackend>> = {
  float64: engineBackend,
  float32: engineBackend32,
};

/** For a process whose V8 pairs operations. */
export const ourWideKernels: Readonly<Record<Precision, EngineBackend>> = {
  float64: wideBackend,
  float32: wideBackend32,
};

/** Those of trainings that need not be reproducible elsewhere. */
export const ourFusedKernels: Readonly<Record<Precision, EngineBackend>> = {
  float64: fusedBackend,
  float32: fusedBackend32,
};
