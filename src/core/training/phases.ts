/** The parts of one training step and their order. */
import type { NetworkSpec } from '../network/network.ts';

/** One part of a step. */
export type Phase =
  | { readonly kind: 'forward'; readonly layer: number }
  | { readonly kind: 'cost' }
  | { readonly kind: 'backward'; readonly layer: number }
  | { readonly kind: 'update' };

/** forward 1…L, cost, backward L…1, update */
export function phasesOf(spec: NetworkSpec): Phase[] {
  const layers = spec.layers.map((_, index) => index + 1);
  return [
    ...layers.map((layer): Phase => ({ kind: 'forward', layer })),
    { kind: 'cost' },
    ...layers.toReversed().map((layer): Phase => ({ kind: 'backward', layer })),
    { kind: 'update' },
  ];
}
