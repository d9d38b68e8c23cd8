/**
 * What a view may set about the hidden layers. They are a list, so they stand beside the hyperparameter table, which names
 * single values: the host validates messages with both.
 */
import { hiddenActivations } from '../core/network/network.ts';
import type { HyperparameterRule } from './validate.ts';

const closed = { minExclusive: false, maxExclusive: false } as const;

const activations = {
  kind: 'enum',
  min: null,
  max: null,
  ...closed,
  options: hiddenActivations.map((value) => ({ value })),
} as const;

export const layerRules: readonly HyperparameterRule[] = [
  /** A number here means: so many hidden layers; the last one is repeated or the surplus removed. */
  { path: 'network.layers', kind: 'integer', min: 0, max: 32, ...closed, options: [] },
  { path: 'network.layers.*.units', kind: 'integer', min: 1, max: 4096, ...closed, options: [] },
  { path: 'network.layers.*.activation', ...activations },
  /** The activation of all hidden layers at once: one edit, one rebuild. */
  { path: 'network.activation', ...activations },
];
