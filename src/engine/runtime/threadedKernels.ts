/** Kernels for one training that may have several threads. */
import type { EngineKernels } from './candidate.ts';
import { EngineSession } from './engineSession.ts';
import type { Making } from '../program/buildOptions.ts';
import { Crew, type CrewOptions } from '../threads/threadPool.ts';

/**
 * The first session has the threads: it is the training itself. Sessions that are opened beside it (its past made again, passes
 * for the views) come to the same bits with one.
 */
export function threadedKernels(kernels: EngineKernels, making: Making, options: CrewOptions): EngineKernels {
  const crew = new Crew(options);
  if (crew.count < 2) return kernels;
  let isTaken = false;
  return {
    ...kernels,
    get threads() {
      return crew.threads;
    },
    get notes() {
      return crew.notes;
    },
    open(spec, train, batchSize = 'full') {
      const session = new EngineSession(spec, train, batchSize, making, isTaken ? null : crew);
      isTaken = true;
      return session;
    },
  };
}
