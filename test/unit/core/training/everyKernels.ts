/** Whoever can do the arithmetic of a training in Float64: what a trainer promises holds on each of them. */
import type { Backend } from '../../../../src/core/training/backend.ts';
import { referenceBackend } from '../../../../src/core/training/referenceBackend.ts';
import { engineBackend } from '../../../../src/engine/runtime/engineBackends.ts';

export const everyKernels: readonly Backend[] = [referenceBackend, engineBackend];
