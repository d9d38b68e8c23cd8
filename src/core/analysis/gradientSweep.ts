/**
 * The gradient check one parameter after the other and at many ε: central differences of the cost beside backpropagation. A
 * large ε bends (error ~ε²), a small one drowns in the rounding of the cost (error ~1/ε); between them the error over ε is a V.
 */
import type { Parameters } from '../network/arena.ts';
import type { ExampleSet } from '../network/examples.ts';
import type { NetworkSpec } from '../network/network.ts';
import { CostProbe } from './costProbe.ts';
import { norm } from './diagnostics.ts';
import { gradientsOf } from './gradientCheck.ts';

/** From 0.1 down to 10⁻¹², two a decade. */
export const sweptEpsilons: readonly number[] = Array.from({ length: 23 }, (_, k) => 10 ** (-1 - k / 2));

export interface GradientSweep {
  /** ∂J/∂θ by backpropagation, one a position. */
  readonly analytic: Float64Array;
  /** ε × positions: by central difference; NaN where a kink lies within ±ε. */
  readonly numeric: Float64Array;
  /** ε × positions: |g − ĝ| / (|g| + |ĝ|), 0 where both are 0; NaN where there is no difference. */
  readonly relative: Float64Array;
  /** One an ε: ‖g − ĝ‖ / (‖g‖ + ‖ĝ‖) over the positions that have a difference; NaN where none has. */
  readonly errors: Float64Array;
}

/** Yields after each parameter (two forward passes an ε). @param positions in the parameters' layout @param l2 λ */
export function* gradientSweepSteps(
  spec: NetworkSpec,
  parameters: Parameters,
  examples: ExampleSet,
  l2: number,
  positions: readonly number[],
): Generator<void, GradientSweep> {
  const probe = new CostProbe(spec, parameters, examples, l2);
  const gradients = gradientsOf(spec, parameters, examples, l2).values;
  const analytic = Float64Array.from(positions, (position) => gradients[position]!);
  const numeric = new Float64Array(sweptEpsilons.length * positions.length);
  for (const [p, position] of positions.entries()) {
    for (const [e, epsilon] of sweptEpsilons.entries())
      numeric[e * positions.length + p] = probe.slope(position, epsilon) ?? Number.NaN;
    yield;
  }
  const relative = numeric.map((value, i) => relativeError(analytic[i % positions.length]!, value));
  const errors = Float64Array.from(sweptEpsilons, (_, e) =>
    errorOver(analytic, numeric.subarray(e * positions.length, (e + 1) * positions.length)),
  );
  return { analytic, numeric, relative, errors };
}

/** |g − ĝ| / (|g| + |ĝ|), 0 where both are 0. */
export function relativeError(g: number, numeric: number): number {
  const scale = Math.abs(g) + Math.abs(numeric);
  return scale === 0 ? 0 : Math.abs(g - numeric) / scale;
}

function errorOver(analytic: Float64Array, numeric: Float64Array): number {
  const known = Array.from(numeric.keys()).filter((p) => !Number.isNaN(numeric[p]!));
  if (known.length === 0) return Number.NaN;
  const [g, estimate] = [known.map((p) => analytic[p]!), known.map((p) => numeric[p]!)].map((one) =>
    Float64Array.from(one),
  ) as [Float64Array, Float64Array];
  const scale = norm(g) + norm(estimate);
  return scale === 0 ? 0 : norm(g.map((value, i) => value - estimate[i]!)) / scale;
}
