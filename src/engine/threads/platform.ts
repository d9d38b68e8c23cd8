/** What the engine asks of the platform it runs on, to have more threads than the one that calls it. */
import type { EngineProgram } from '../instance.ts';

/** A thread that was started. */
export interface Helper {
  /** Whether it is known to have ended. */
  readonly hasEnded: boolean;
  /** Ends it, whatever it is doing. */
  end(): void;
}

export interface ThreadPlatform {
  /** Threads that can run at the same time. */
  readonly cores: number;
  /** A clock in milliseconds that never goes back. */
  now(): number;
  /** Starts a thread that calls the program's function `help` with its number, and ends when that comes back. Does not wait for it. */
  start(program: EngineProgram, thread: number): Helper;
}

/** More would wait longer for each other than they save. */
export const mostThreads = 8;

/**
 * How many threads a training may have: as many as are wanted, or (0) half of what can run at the same time, but two where there are
 * two: two runs may train at once, and the editor has work, too.
 */
export function threadCount(wanted: number, { cores }: Pick<ThreadPlatform, 'cores'>): number {
  if (wanted > 0) return Math.min(wanted, mostThreads);
  return Math.min(cores, mostThreads, Math.max(2, Math.floor(cores / 2)));
}
