/** Room for the packed copies of large layers (`kernels/packing.ts`). */
import type { NetworkSpec } from '../../core/network/network.ts';
import type { Lanes } from '../assembler/lanes.ts';
import { largest } from './largeNetworks.ts';
import { packedRowBytes, unitBytes } from './panelSizes.ts';

export interface PackBuffers {
  /** The transpose of W. */
  readonly packedWeights: number;
  /** dZ^[l] and A^[l-1] of a block. */
  readonly packedDeltas: number;
  readonly packedInputs: number;
}

/** What of the layout decides how large the copies are. */
interface Blocks {
  readonly lanes: Lanes;
  readonly panelExamples: number;
  readonly block: number;
  readonly isLarge: boolean;
  readonly isShared: boolean;
}

/**
 * The rooms of a layer of so many units, and units before it. Where one layer is packed after the other, all have the same, as
 * large as the largest needs; threads pack all layers before they meet. @param take hands out bytes
 */
export function packBuffers(
  spec: NetworkSpec,
  { lanes, panelExamples, block, isLarge, isShared }: Blocks,
  take: (bytes: number) => number,
): (units: number, before: number) => PackBuffers {
  const weights = (units: number, before: number): number => (before + lanes.count) * packedRowBytes(units, lanes);
  const deltas = (units: number): number => units * packedRowBytes(panelExamples * block, lanes);
  const inputs = (_: number, before: number): number => (before + panelExamples) * block * unitBytes;
  const buffersOf = (bytesOf: (figure: (units: number, before: number) => number) => number): PackBuffers => {
    const takeBuffer = (figure: typeof weights): number => take(isLarge ? bytesOf(figure) : 0);
    return { packedWeights: takeBuffer(weights), packedDeltas: takeBuffer(deltas), packedInputs: takeBuffer(inputs) };
  };
  if (isShared) return (units, before) => buffersOf((figure) => figure(units, before));
  const common = buffersOf((figure) => largest(spec, figure));
  return () => common;
}
