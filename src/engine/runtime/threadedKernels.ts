/** Kernels for one training that may have several threads. */
import type { EngineBackend } from './candidate.ts';
import { EngineSession } from './engineSession.ts';
import type { BuildOptions } from '../program/buildOptions.ts';
import { ThreadPool, type ThreadPoolOptions } from '../threads/threadPool.ts';

/**
 * The first session has the threads: it is the training itself. Sessions that are opened beside it (its past made again, passes
 * for the views) come to the same bits with one.
 */
export function threadedBackend(
  kernels: EngineBackend,
  making: BuildOptions,
  options: ThreadPoolOptions,
): EngineBackend {
  const crew = new ThreadPool(options);
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
