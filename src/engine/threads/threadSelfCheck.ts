/** Threads show on the training's own first step that they come to the same numbers as one. */
import type { Pieces } from '../../core/network/pieces.ts';
import type { Numbers } from '../memory/panels.ts';
import type { Workspace } from '../program/workspace.ts';
import type { ThreadPool } from './threadPool.ts';

/** Numbers that are copied or compared in a piece: a few milliseconds. */
const pieceLength = 1 << 20;

/**
 * The same step by one thread and by all, from the same state: every bit of the arenas must be the same. Afterwards all is as it was.
 * @param arenas that the step writes @param step in pieces, between which this can be left, too @throws LostThreadError
 */
export function* threadSelfCheck(
  threadPool: ThreadPool,
  space: Workspace,
  arenas: readonly Numbers[],
  step: readonly (() => number)[],
): Pieces {
  const bits = arenas.map(wholeNumbers);
  const before = yield* copies(bits);
  const results: (readonly Int32Array[])[] = [];
  try {
    for (const threads of [1, threadPool.count]) {
      for (const piece of step) {
        threadPool.runBy(threads, space, piece);
        yield;
      }
      results.push(yield* copies(bits));
      restore(bits, before);
    }
  } finally {
    restore(bits, before);
  }
  const [one = [], all = []] = results;
  threadPool.proven(yield* areEqual(one, all));
}

/** The bits, four bytes at a time: among numbers, a NaN would not equal itself. */
function wholeNumbers({ buffer, byteOffset, byteLength }: Numbers): Int32Array {
  return new Int32Array(buffer, byteOffset, byteLength / Int32Array.BYTES_PER_ELEMENT);
}

function* copies(arrays: readonly Int32Array[]): Generator<void, readonly Int32Array[], void> {
  const all: Int32Array[] = [];
  for (const array of arrays) {
    const copy = new Int32Array(array.length);
    for (let from = 0; from < array.length; from += pieceLength) {
      copy.set(array.subarray(from, from + pieceLength), from);
      yield;
    }
    all.push(copy);
  }
  return all;
}

function restore(arrays: readonly Int32Array[], before: readonly Int32Array[]): void {
  arrays.forEach((array, i) => {
    array.set(before[i]!);
  });
}

function* areEqual(one: readonly Int32Array[], other: readonly Int32Array[]): Generator<void, boolean, void> {
  for (const [i, array] of one.entries()) {
    for (let from = 0; from < array.length; from += pieceLength) {
      if (!isEqual(array, other[i]!, from, Math.min(array.length, from + pieceLength))) return false;
      yield;
    }
  }
  return true;
}

function isEqual(one: Int32Array, other: Int32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (one[i] !== other[i]) return false;
  return true;
}
