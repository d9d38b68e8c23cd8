/** Work of many pieces between which signals and streams have their turn: Ctrl+C is heard in the middle of it. */
import type { PiecesOf } from '../../core/network/pieces.ts';
import { yieldNow } from './interruption.ts';

const milliseconds = 40;

export function inTurns<Result>(work: PiecesOf<Result>): Promise<Result>;
/** @param isOver looked at in every turn: the work is dropped then, and `null` comes of it */
export function inTurns<Result>(work: PiecesOf<Result>, isOver: () => boolean): Promise<Result | null>;
export async function inTurns<Result>(work: PiecesOf<Result>, isOver = () => false): Promise<Result | null> {
  for (let began = performance.now(); ; ) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - began < milliseconds) continue;
    await yieldNow();
    if (isOver()) return null;
    began = performance.now();
  }
}
