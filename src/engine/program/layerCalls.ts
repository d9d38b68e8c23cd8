/** Calls of a layer's kernels over some panels of the batch, so that a layer which takes long can be computed in pieces. */
import type { NetworkSpec } from '../../core/network/network.ts';
import type { Pieces } from '../../core/network/pieces.ts';
import { unitsOf } from '../../core/network/shape.ts';
import { gradientShares } from '../memory/largeNetworks.ts';
import { unitBytes } from '../memory/panelSizes.ts';
import type { Workspace } from './workspace.ts';

/** Multiply-adds of a piece: some 10 ms of one thread. */
const pieceWork = 1 << 26;

/** Where the batch of a step lies. */
export interface BatchAddresses {
  readonly space: Workspace;
  readonly spec: NetworkSpec;
  /** Examples of the batch, and panels that hold them. */
  readonly count: number;
  readonly panels: number;
  /** Address of A^[l-1]. */
  readonly input: (l: number) => number;
  /** Address of Y. */
  readonly Y: number;
}

/** Z^[l] and A^[l] of `count` panels from panel `first` on. */
export function callForward({ space, spec, input }: BatchAddresses, l: number, first: number, count: number): void {
  const { Z, A } = space.layer(l);
  const [units, before] = [unitsOf(spec, l), unitsOf(spec, l - 1)];
  const from = panelAt(input(l), before, first);
  space.call(`forward${l}`, from, panelAt(Z, units, first), panelAt(A, units, first), count);
}

/** dZ^[L] of the whole batch. */
export function callOutputDelta({ space, spec, count, panels, Y }: BatchAddresses): void {
  const L = spec.layers.length;
  const { Z, A, dZ } = space.layer(L);
  space.call('outputDelta', Z, A, Y, dZ, panels);
  space.call('mask', panelAt(dZ, unitsOf(spec, L), panels - 1), count);
}

/** dZ^[l] of `count` panels from panel `first` on; l is not the last layer. */
export function callDelta({ space, spec }: BatchAddresses, l: number, first: number, count: number): void {
  const { Z, A, dZ } = space.layer(l);
  const at = (address: number): number => panelAt(address, unitsOf(spec, l), first);
  const after = panelAt(space.layer(l + 1).dZ, unitsOf(spec, l + 1), first);
  space.call(`delta${l}`, after, at(Z), at(A), at(dZ), count);
}

/** Adds the block of panels that begins at panel `first` to dW^[l] and db^[l]. */
export function callGradient(batch: BatchAddresses, l: number, first: number): void {
  const { d, a, length, ends } = gradientBlock(batch, l, first);
  batch.space.call(`gradient${l}`, d, a, length, ...ends);
}

/** The same of all blocks. A large layer's rows are done some at a time. */
export function* gradientPieces(batch: BatchAddresses, l: number): Pieces {
  const { space, spec, panels } = batch;
  const { block, panelExamples } = space.layout;
  const shares = space.layout.isLarge
    ? gradientShares(unitsOf(spec, l), unitsOf(spec, l - 1), block * panelExamples)
    : 1;
  for (let first = 0; first < panels; first += block) {
    if (shares > 1) yield* rowPieces(batch, l, first, shares);
    else callGradient(batch, l, first);
    yield;
  }
}

/** Shares are cut at the tiles of rows, wherever they end: no sum is, so the bits are those of one call. */
function* rowPieces(batch: BatchAddresses, l: number, first: number, shares: number): Pieces {
  const { d, a, length, ends } = gradientBlock(batch, l, first);
  batch.space.call(`pack${l}`, d, a, length, 0);
  for (let share = 0; share < shares; share++) {
    batch.space.call(`gradientShare${l}`, d, length, ...ends, share, shares);
    if (share < shares - 1) yield;
  }
}

/** dZ^[l] and A^[l-1] of a block of panels, how many there are, and whether they are the first and the last of the batch. */
function gradientBlock({ space, spec, panels, input }: BatchAddresses, l: number, first: number) {
  const length = Math.min(space.layout.block, panels - first);
  const d = panelAt(space.layer(l).dZ, unitsOf(spec, l), first);
  const a = panelAt(input(l), unitsOf(spec, l - 1), first);
  return { d, a, length, ends: [first === 0 ? 1 : 0, first + length === panels ? 1 : 0] };
}

export function forwardPieces(batch: BatchAddresses, l: number): Pieces {
  return panelPieces(batch, l, (first, count) => callForward(batch, l, first, count));
}

export function deltaPieces(batch: BatchAddresses, l: number): Pieces {
  return panelPieces(batch, l + 1, (first, count) => callDelta(batch, l, first, count));
}

/** Calls `work` with ranges of panels, one a piece, for a product with the weights of layer l. */
function* panelPieces(
  { spec, count, panels }: BatchAddresses,
  l: number,
  work: (first: number, count: number) => void,
): Pieces {
  const panelWork = (unitsOf(spec, l) * unitsOf(spec, l - 1) * count) / panels;
  const most = Math.max(1, Math.floor(pieceWork / panelWork));
  for (let first = 0; first < panels; first += most) {
    work(first, Math.min(most, panels - first));
    yield;
  }
}

/** Where panel `panel` of a matrix begins, which has so many units. */
function panelAt(address: number, units: number, panel: number): number {
  return address + panel * units * unitBytes;
}
