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
  backend: EngineBackend,
  making: BuildOptions,
  options: ThreadPoolOptions,
): EngineBackend {
  const threadPool = new ThreadPool(options);
  if (threadPool.count < 2) return backend;
  let isTaken = false;
  return {
    ...backend,
    get threads() {
      return threadPool.threads;
    },
    get notes() {
      return threadPool.notes;
    },
    open(spec, train, batchSize = 'full') {
      const session = new EngineSession(spec, train, batchSize, making, isTaken ? null : threadPool);
      isTaken = true;
      return session;
    },
  };
}
