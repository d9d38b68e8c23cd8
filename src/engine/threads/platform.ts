/** What the engine asks of the platform it runs on, to have more threads than the one that calls it. */
import type { EngineProgram } from '../assembler/instance.ts';

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
  /** How many of these others need: the editor, where there is one. */
  readonly reserved: number;
  /** A clock in milliseconds that never goes back. */
  now(): number;
  /** Starts a thread that calls the program's function `help` with its number, and ends when that comes back. Does not wait for it. */
  start(program: EngineProgram, thread: number): Helper;
}

/** More would wait longer for each other than they save. */
export const maxThreads = 8;

/**
 * How many threads a training may have: as many as are wanted, or (0) half of what can run at the same time, for two runs may train at
 * once; but two where these are left by others.
 */
export function threadCount(
  requested: number,
  { cores, reserved }: Pick<ThreadPlatform, 'cores' | 'reserved'>,
): number {
  if (requested > 0) return Math.min(requested, maxThreads);
  return Math.max(1, Math.min(cores - reserved, maxThreads, Math.max(2, Math.floor(cores / 2))));
}
