/**
 * Compares the gradient of backpropagation with central differences of the cost, ĝ = (J(θ+ε) − J(θ−ε)) / 2ε, one
 * parameter after the other, with an ε of its own for each (`centralDifference.ts`). The one number that matters is
 * ‖g−ĝ‖ / (‖g‖+‖ĝ‖): below 1e-7 the gradient is right.
 *
 * Some activations and losses have kinks (ReLU at 0). When some z or ŷ − y crosses one between θ−ε and θ+ε the difference
 * is no estimate of the derivative on either side; a smaller ε may be, and parameters for which none is are left out and
 * counted.
 *
 * A central difference is only as exact as the cost is rounded. Where the gradient itself is hardly larger than that, as
 * near a minimum or at the symmetric point of all-zero weights, the quotient compares rounding with rounding; what rounding
 * explains does not fail the check, see `rounding`.
 */
import { createParameters, type Parameters } from '../network/arena.ts';
import { backwardPass } from '../network/backward.ts';
import type { ExampleSet } from '../network/examples.ts';
import { createForwardBuffers, forwardPass } from '../network/forward.ts';
import type { NetworkSpec } from '../network/network.ts';
import { centralDifference, epsilons } from './centralDifference.ts';
import { CostProbe } from './costProbe.ts';
import { norm } from './diagnostics.ts';

/** Largest relative error of a correct gradient. */
export const gradientTolerance = 1e-7;

export interface GradientCheck {
  /** ‖g−ĝ‖/(‖g‖+‖ĝ‖) over the compared parameters; 0 when both are indistinguishable from zero. */
  readonly relativeError: number;
  /** The relative error that the rounding of the cost explains. */
  readonly rounding: number;
  /** Parameters compared. */
  readonly compared: number;
  /** Parameters left out because a kink lies within every ±ε. */
  readonly kinks: number;
  /** All parameters of the network. */
  readonly parameters: number;
  /** The ε that served most parameters. */
  readonly epsilon: number;
  /** Relative error below `gradientTolerance`, or not above what rounding explains. */
  readonly passed: boolean;
}

export interface GradientCheckOptions {
  /** Gradients to check, in the parameters' layout; those of the reference otherwise. */
  readonly gradients?: Parameters | undefined;
  /** At most so many parameters, evenly spaced over all of them. */
  readonly maxParameters?: number | undefined;
  /** Hears of each parameter as it is compared. */
  readonly each?: ((checked: CheckedParameter) => void) | undefined;
}

export interface CheckedParameter {
  /** In the parameters' layout. */
  readonly position: number;
  readonly analytic: number;
  /** `null` where a kink lies within every ±ε. */
  readonly numeric: number | null;
  readonly epsilon: number | null;
}

/**
 * The check as a generator, so that the caller can show progress and stop: yields the share done, 0…1, after each
 * parameter (four to ten forward passes over the examples).
 * @param l2 λ
 */
export function* gradientCheckSteps(
  spec: NetworkSpec,
  parameters: Parameters,
  examples: ExampleSet,
  l2: number,
  { gradients, maxParameters = Number.POSITIVE_INFINITY, each }: GradientCheckOptions = {},
): Generator<number, GradientCheck> {
  const g = (gradients ?? gradientsOf(spec, parameters, examples, l2)).values;
  const probe = new CostProbe(spec, parameters, examples, l2);
  const noise = probe.noise();
  const count = Math.min(g.length, maxParameters);
  const [backward, numeric] = [new Float64Array(count), new Float64Array(count)];
  const uncertainty = new Float64Array(count);
  const served = new Map<number, number>(epsilons.map((epsilon) => [epsilon, 0]));
  let compared = 0;
  for (let i = 0; i < count; i++) {
    const position = Math.floor((i * g.length) / count);
    const found = centralDifference((epsilon) => probe.slope(position, epsilon), noise);
    if (found) {
      compared++;
      backward[i] = g[position]!;
      numeric[i] = found.value;
      uncertainty[i] = found.uncertainty;
      served.set(found.epsilon, served.get(found.epsilon)! + 1);
    }
    each?.({ position, analytic: g[position]!, numeric: found?.value ?? null, epsilon: found?.epsilon ?? null });
    yield (i + 1) / count;
  }
  const [epsilon] = [...served].reduce((most, one) => (one[1] > most[1] ? one : most));
  const errors = relativeErrors(backward, numeric, uncertainty);
  return { ...errors, compared, kinks: count - compared, parameters: g.length, epsilon };
}

function relativeErrors(
  g: Float64Array,
  numeric: Float64Array,
  uncertainty: Float64Array,
): Pick<GradientCheck, 'relativeError' | 'rounding' | 'passed'> {
  const scale = norm(g) + norm(numeric);
  const unsure = norm(uncertainty);
  // Both are rounding: there is no gradient to be right or wrong about.
  if (scale <= 2 * unsure || scale === 0) return { relativeError: 0, rounding: 1, passed: true };
  const relativeError = norm(g.map((value, i) => value - numeric[i]!)) / scale;
  const rounding = unsure / scale;
  return { relativeError, rounding, passed: relativeError < Math.max(gradientTolerance, rounding) };
}

/** The whole check at once; see `gradientCheckSteps`. */
export function gradientCheck(
  spec: NetworkSpec,
  parameters: Parameters,
  examples: ExampleSet,
  l2: number,
  options?: GradientCheckOptions,
): GradientCheck {
  const steps = gradientCheckSteps(spec, parameters, examples, l2, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** dW, db of all examples as one batch, by the reference. @param l2 λ */
export function gradientsOf(
  spec: NetworkSpec,
  parameters: Parameters,
  { X, Y, m }: ExampleSet,
  l2: number,
): Parameters {
  const gradients = createParameters(spec);
  const buffers = createForwardBuffers(spec, X, m);
  const dZ = buffers.Z.map((Z) => new Float64Array(Z.length));
  forwardPass(spec, parameters, buffers, m);
  backwardPass(spec, parameters, gradients, { ...buffers, dZ, Y }, m, l2 / m);
  return gradients;
}
