/**
 * Initial weights. One random stream fills W¹, then W², … row by row, as `randn(n^[l], n^[l-1]) * scale` (or `rand`) does in
 * the course's NumPy code; biases start at 0. Random W breaks the symmetry of units, so b need not.
 */
import type { Parameters } from './arena.ts';
import type { NetworkSpec } from './network.ts';
import { RandomState } from './random.ts';
import { unitsOf } from './shape.ts';

export const initializationSchemes = ['scaled', 'uniform', 'he', 'xavier', 'zeros', 'constant', 'file'] as const;
export type InitializationScheme = (typeof initializationSchemes)[number];

export interface InitializationSpec {
  readonly scheme: InitializationScheme;
  /** Factor of the standard normal draw for "scaled", of the draw from [0, 1) for "uniform". */
  readonly scale: number;
  /** Every weight, for "constant" (biases are 0). */
  readonly value: number;
  readonly seed: number;
}

/** One way to start. */
export interface Initializer {
  /** The weights of a layer of `before` inputs; W holds zeros. */
  readonly fill: (W: Float64Array, before: number, spec: InitializationSpec, random: RandomState) => void;
  /** The number of the configuration that it reads, beside the seed. */
  readonly reads: 'scale' | 'value' | null;
  /** Whether all weights of a layer start equal, so that its units stay equal for ever. */
  readonly ties: (spec: Pick<InitializationSpec, 'scale' | 'value'>) => boolean;
}

export const initializers: Readonly<Record<InitializationScheme, Initializer>> = {
  scaled: {
    fill: (W, _before, { scale }, random) => drawNormal(W, scale, random),
    reads: 'scale',
    ties: ({ scale }) => scale === 0,
  },
  uniform: {
    fill: (W, _before, { scale }, random) => drawUniform(W, scale, random),
    reads: 'scale',
    ties: ({ scale }) => scale === 0,
  },
  he: {
    fill: (W, before, _spec, random) => drawNormal(W, Math.sqrt(2 / before), random),
    reads: null,
    ties: () => false,
  },
  xavier: {
    fill: (W, before, _spec, random) => drawNormal(W, Math.sqrt(1 / before), random),
    reads: null,
    ties: () => false,
  },
  zeros: { fill: () => {}, reads: null, ties: () => true },
  constant: { fill: (W, _before, { value }) => W.fill(value), reads: 'value', ties: () => true },
  // Whoever builds the training has read it: `TrainerOptions.start`.
  file: { fill: () => {}, reads: null, ties: () => false },
};

/** Overwrites all parameters. The same spec and seed give the same bits. @param start parameters that a file holds */
export function initialize(
  parameters: Parameters,
  spec: NetworkSpec,
  initialization: InitializationSpec,
  start?: Float64Array,
): void {
  if (start) {
    parameters.values.set(start);
    return;
  }
  const random = new RandomState(initialization.seed);
  const { fill } = initializers[initialization.scheme];
  parameters.values.fill(0);
  for (let l = 1; l <= spec.layers.length; l++) fill(parameters.W[l]!, unitsOf(spec, l - 1), initialization, random);
}

function drawNormal(W: Float64Array, factor: number, random: RandomState): void {
  for (let i = 0; i < W.length; i++) W[i] = random.randn() * factor;
}

/** NumPy's `rand`: never negative, so that the units of a layer begin alike and all weights have one sign. */
function drawUniform(W: Float64Array, factor: number, random: RandomState): void {
  for (let i = 0; i < W.length; i++) W[i] = random.random() * factor;
}
