/** The update of a large network in pieces: until the last one, whoever looks finds the parameters and averages of before it. */
import type { PieceSettings } from '../../core/training/backend.ts';
import type { Pieces } from '../../core/network/pieces.ts';
import type { ParameterMirrors } from './parameterMirrors.ts';
import type { Workspace } from './workspace.ts';

/** Vectors of a piece: some 10 ms of one thread with Adam. */
export const updateVectors = 1 << 18;

/** Begins anew where it was taken back between two pieces (`ParameterMirrors.leaveUpdate`). */
export function* updatePieces(space: Workspace, copies: ParameterMirrors, settings: PieceSettings): Pieces {
  yield* copies.savePieces(space);
  const { parameterVectors, lanes } = space.layout;
  for (let first = 0; first < parameterVectors; ) {
    yield;
    first = copies.updated / lanes.count;
    const count = Math.min(updateVectors, parameterVectors - first);
    callUpdate(space, settings, first, count);
    first += count;
    if (first < parameterVectors) copies.updatedTo(first * lanes.count);
  }
  copies.updateDone();
}

/** Some vectors of the arenas. */
export function callUpdate(
  space: Workspace,
  settings: Omit<PieceSettings, 'l2'>,
  first = 0,
  count = space.layout.parameterVectors,
): void {
  space.controls.setOptimizer(settings, settings.t, 1);
  space.call(settings.optimizer, space.layout.corrections, first, count);
}
