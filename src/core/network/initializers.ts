/**
 * Initial weights. One random stream fills W¹, then W², … row by row, as `randn(n^[l], n^[l-1]) * scale` does in the
 * course's NumPy code; biases start at 0. Random W breaks the symmetry of units, so b need not.
 */
import type { Parameters } from './arena.ts';
import type { NetworkSpec } from './network.ts';
import { RandomState } from './random.ts';
import { unitsOf } from './shape.ts';

export const initializationSchemes = ['scaled', 'he', 'xavier', 'zeros', 'constant'] as const;
export type InitializationScheme = (typeof initializationSchemes)[number];

export interface InitializationSpec {
  readonly scheme: InitializationScheme;
  /** Factor of the standard normal draw for "scaled". */
  readonly scale: number;
  /** Every weight, for "constant" (biases are 0). */
  readonly value: number;
  readonly seed: number;
}

/** Overwrites all parameters. The same spec and seed give the same bits. */
export function initialize(parameters: Parameters, spec: NetworkSpec, initialization: InitializationSpec): void {
  const random = new RandomState(initialization.seed);
  parameters.values.fill(0);
  for (let l = 1; l <= spec.layers.length; l++)
    fillWeights(parameters.W[l]!, unitsOf(spec, l - 1), initialization, random);
}

function fillWeights(
  W: Float64Array,
  before: number,
  { scheme, scale, value }: InitializationSpec,
  random: RandomState,
): void {
  if (scheme === 'zeros') return;
  if (scheme === 'constant') {
    W.fill(value);
    return;
  }
  const factor = { scaled: scale, he: Math.sqrt(2 / before), xavier: Math.sqrt(1 / before) }[scheme];
  for (let i = 0; i < W.length; i++) W[i] = random.randn() * factor;
}
