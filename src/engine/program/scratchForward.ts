/** A forward pass of any examples in the spare room of a workspace, as many at a time as fit there. */
import type { NetworkSpec } from '../../core/network/network.ts';
import type { Pieces } from '../../core/network/pieces.ts';
import { scratchCapacity } from '../memory/layout.ts';
import type { Workspace } from './workspace.ts';

/** Parameters as those of `BackendSession.forwardPieces`. */
export function* forwardInScratch(
  space: Workspace,
  { inputs, layers }: NetworkSpec,
  Z: readonly Float64Array[],
  A: readonly Float64Array[],
  m: number,
): Pieces {
  const capacity = scratchCapacity * space.layout.panelExamples;
  for (let first = 0; first < m; first += capacity) {
    const columns = { m, first, count: Math.min(capacity, m - first) };
    space.write(A[0]!, inputs, columns, space.layout.spareX);
    space.forwardSpare(columns.count);
    layers.forEach(({ units }, index) => {
      const { spareZ, spareA } = space.layer(index + 1);
      const [z, a] = [Z[index + 1], A[index + 1]];
      // Z before A: they may be the same array, and then only A counts.
      if (z && z !== a) space.read(spareZ, units, columns, z);
      if (a && a.length > 0) space.read(spareA, units, columns, a);
    });
    yield;
  }
}
