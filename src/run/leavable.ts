/**
 * Work beside the training that takes long in a large network (a point of the curve, a frame, a verdict): it is done in pieces, and left
 * when a command has arrived meanwhile, because nobody who asks for a stop should wait for a picture.
 */
import { sliceMilliseconds } from './budget.ts';
import type { PiecesOf } from '../core/network/pieces.ts';
import type { RunPlatform } from './platform.ts';

/** What came of it, or that it was left. */
export type Left<Result> = { readonly result: Result } | null;

export function leavable<Result>(
  { now, hasCommand }: Pick<RunPlatform, 'now' | 'hasCommand'>,
  work: PiecesOf<Result>,
): Left<Result> {
  for (let looked = hasCommand ? now() : 0; ; ) {
    const { done, value } = work.next();
    if (done) return { result: value };
    if (!hasCommand || now() - looked < sliceMilliseconds) continue;
    looked = now();
    if (hasCommand()) return null;
  }
}
