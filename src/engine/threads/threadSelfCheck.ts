/** Threads show on the training's own first step that they come to the same numbers as one. */
import type { Numbers } from '../memory/panels.ts';
import type { Workspace } from '../program/workspace.ts';
import type { ThreadPool } from './threadPool.ts';

/**
 * The same step by one thread and by all, from the same state: every bit of parameters, gradients and averages must be the same.
 * Afterwards all is as it was. @throws LostThreadError
 */
export function threadSelfCheck(threadPool: ThreadPool, space: Workspace, step: () => number): void {
  const before = space.arenas.map((arena) => arena.slice());
  const [one, all] = [1, threadPool.count].map((threads) => {
    threadPool.runBy(threads, space, step);
    const arenas = space.arenas.map((arena) => wholeNumbers(arena).slice());
    space.arenas.forEach((arena, i) => {
      arena.set(before[i]!);
    });
    return arenas;
  });
  threadPool.proven(all?.every((arena, i) => arena.every((bits, entry) => bits === one?.[i]?.[entry])) ?? false);
}

/** The bits, four bytes at a time: among numbers, a NaN would not equal itself. */
function wholeNumbers({ buffer, byteOffset, byteLength }: Numbers): Int32Array {
  return new Int32Array(buffer, byteOffset, byteLength / Int32Array.BYTES_PER_ELEMENT);
}
