/**
 * Compares the gradient of backpropagation with central differences of the cost, ĝ = (J(θ+ε) − J(θ−ε)) / 2ε, one
 * parameter after the other. The one number that matters is ‖g−ĝ‖ / (‖g‖+‖ĝ‖): below 1e-7 the gradient is right.
 *
 * Some activations have kinks (ReLU at 0). When some z crosses one between θ−ε and θ+ε the difference is no estimate of
 * the derivative on either side; such parameters are left out and counted.
 *
 * A central difference is only as exact as the cost is rounded, to about Number.EPSILON·|J|/ε. Where the gradient itself
 * is smaller, as at the symmetric point of all-zero weights, the quotient compares rounding with rounding and says
 * nothing; see `roundingFloor`.
 */
import { activationFunction } from '../network/activations.ts';
import { createParameters, type Parameters } from '../network/arena.ts';
import { backwardPass } from '../network/backward.ts';
import { norm } from './diagnostics.ts';
import type { ExampleSet } from '../network/examples.ts';
import { costOf, createForwardBuffers, type ForwardBuffers, forwardPass } from '../network/forward.ts';
import type { NetworkSpec } from '../network/network.ts';

/** Largest relative error of a correct gradient. */
export const gradientTolerance = 1e-7;

/** Units of rounding in one cost: its sum over the examples and the layers before it round more than once. */
const roundingsOfCost = 8;

export interface GradientCheck {
  /** ‖g−ĝ‖/(‖g‖+‖ĝ‖) over the compared parameters; 0 when both are indistinguishable from zero. */
  readonly relativeError: number;
  /** Parameters compared. */
  readonly compared: number;
  /** Parameters left out because a kink lies within ±ε. */
  readonly kinks: number;
  /** All parameters of the network. */
  readonly parameters: number;
  readonly epsilon: number;
  /** Relative error below `gradientTolerance`. */
  readonly passed: boolean;
}

export interface GradientCheckOptions {
  /** Gradients to check, in the parameters' layout; those of the reference otherwise. */
  readonly gradients?: Parameters | undefined;
  /** At most so many parameters, evenly spaced over all of them. */
  readonly maxParameters?: number | undefined;
}

/**
 * The check as a generator, so that the caller can show progress and stop: yields the share done, 0…1, after each
 * parameter (two forward passes over the examples).
 */
export function* gradientCheckSteps(
  spec: NetworkSpec,
  parameters: Parameters,
  examples: ExampleSet,
  l2: number,
  epsilon = 1e-5,
  { gradients, maxParameters = Number.POSITIVE_INFINITY }: GradientCheckOptions = {},
): Generator<number, GradientCheck> {
  const g = (gradients ?? gradientsOf(spec, parameters, examples, l2)).values;
  const probe = new CostProbe(spec, parameters, examples, l2);
  const count = Math.min(g.length, maxParameters);
  const difference = new Float64Array(count);
  const sums = { backward: new Float64Array(count), numeric: new Float64Array(count) };
  let kinks = 0;
  for (let i = 0; i < count; i++) {
    const position = Math.floor((i * g.length) / count);
    const numeric = probe.slope(position, epsilon);
    if (numeric === null) kinks++;
    else {
      sums.backward[i] = g[position]!;
      sums.numeric[i] = numeric;
      difference[i] = g[position]! - numeric;
    }
    yield (i + 1) / count;
  }
  const scale = norm(sums.backward) + norm(sums.numeric);
  const relativeError = scale <= roundingFloor(count - kinks, probe.cost(), epsilon) ? 0 : norm(difference) / scale;
  const passed = relativeError < gradientTolerance;
  return { relativeError, compared: count - kinks, kinks, parameters: g.length, epsilon, passed };
}

/**
 * Norm below which a gradient of n parameters cannot be told from zero by central differences: the rounding error of one
 * difference, c·Number.EPSILON·max(1, |J|)/ε, times √n. With ε = 1e-5 about 2e-10·√n, far below any gradient that learns.
 */
export function roundingFloor(n: number, cost: number, epsilon: number): number {
  return (roundingsOfCost * Math.sqrt(n) * Number.EPSILON * Math.max(1, Math.abs(cost))) / epsilon;
}

/** The whole check at once; see `gradientCheckSteps`. */
export function gradientCheck(
  spec: NetworkSpec,
  parameters: Parameters,
  examples: ExampleSet,
  l2: number,
  epsilon?: number,
  options?: GradientCheckOptions,
): GradientCheck {
  const steps = gradientCheckSteps(spec, parameters, examples, l2, epsilon, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** dW, db of all examples as one batch, by the reference. */
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

/** Measures the cost near a place, on its own copy of the parameters. */
class CostProbe {
  readonly #spec: NetworkSpec;
  readonly #parameters: Parameters;
  readonly #examples: ExampleSet;
  readonly #l2: number;
  readonly #buffers: ForwardBuffers;
  /** Which piece of its function every z is in, of the layers that have kinks, at the last cost. */
  readonly #pieces: Uint8Array;

  constructor(spec: NetworkSpec, parameters: Parameters, examples: ExampleSet, l2: number) {
    this.#spec = spec;
    this.#parameters = createParameters(spec, parameters.values.slice());
    this.#examples = examples;
    this.#l2 = l2;
    this.#buffers = createForwardBuffers(spec, examples.X, examples.m);
    this.#pieces = new Uint8Array(this.#kinkedLayers().reduce((sum, { Z }) => sum + Z.length, 0));
  }

  /** ∂J/∂θ at a position by central difference; `null` when a kink lies within ±ε. */
  slope(position: number, epsilon: number): number | null {
    const { values } = this.#parameters;
    const value = values[position]!;
    values[position] = value + epsilon;
    const right = this.cost();
    this.#notePieces();
    values[position] = value - epsilon;
    const left = this.cost();
    values[position] = value;
    return this.#notePieces() ? null : (right - left) / (2 * epsilon);
  }

  /** J at the present parameters, λ term included. */
  cost(): number {
    const { Y, m } = this.#examples;
    const L = this.#spec.layers.length;
    forwardPass(this.#spec, this.#parameters, this.#buffers, m);
    return costOf(this.#spec, this.#parameters, this.#buffers.Z[L]!, this.#buffers.A[L]!, Y, m, this.#l2 / m);
  }

  /** Z of the layers whose activation has kinks, and where these are. */
  #kinkedLayers(): { readonly Z: Float64Array; readonly kinks: readonly number[] }[] {
    return this.#spec.layers.flatMap(({ activation }, index) => {
      const kinks = activationFunction(activation)?.kinks ?? [];
      return kinks.length === 0 ? [] : [{ Z: this.#buffers.Z[index + 1]!, kinks }];
    });
  }

  /** @returns whether any z lies in another piece of its function than the one noted before */
  #notePieces(): boolean {
    let changed = false;
    let at = 0;
    for (const { Z, kinks } of this.#kinkedLayers()) {
      for (let i = 0; i < Z.length; i++, at++) {
        const piece = pieceOf(Z[i]!, kinks);
        if (this.#pieces[at] !== piece) changed = true;
        this.#pieces[at] = piece;
      }
    }
    return changed;
  }
}

/** How many kinks are at or below x. */
function pieceOf(x: number, kinks: readonly number[]): number {
  let piece = 0;
  for (const kink of kinks) if (x >= kink) piece++;
  return piece;
}
