/** Which networks are large, so that the kernels of `large/` compute them. */
import type { NetworkSpec } from '../../core/network/network.ts';
import type { Lanes } from '../assembler/lanes.ts';

/** A layer whose weights do not fit into a first-level cache of 32 KiB makes a network large. */
export const largeWeightBytes = 32768;
/** Panels in a block of a large network: as many as their part of one layer's input in the product's blocks fits a second-level cache. */
export const largeBlockPanels = 32;

/** Whether some layer's weights make it a case for the kernels of `large/`. */
export function isLargeNetwork(spec: NetworkSpec, { numberBytes }: Lanes): boolean {
  return largest(spec, (units, before) => units * before * numberBytes) > largeWeightBytes;
}

/** The largest figure of a layer. */
export function largest({ inputs, layers }: NetworkSpec, figure: (units: number, before: number) => number): number {
  return Math.max(...layers.map(({ units }, l) => figure(units, layers[l - 1]?.units ?? inputs)));
}

/** Multiply-adds of a piece of a layer's gradient: some 10 ms of one thread. */
const gradientWork = 1 << 26;

/** Shares of rows in which a block's gradient of a layer is computed where a step can be left in the middle of it; mostly one. */
export function gradientShares(units: number, before: number, blockExamples: number): number {
  return Math.min(units, Math.ceil((units * before * blockExamples) / gradientWork));
}
