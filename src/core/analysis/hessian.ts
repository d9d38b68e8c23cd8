/**
 * How sharply the cost curves at a place. The Hessian H of J is never built: a product H·v is the change of the gradient
 * along v, by central difference (g(θ+εv) − g(θ−εv)) / 2ε, and power iteration needs nothing else to find the largest
 * eigenvalue.
 *
 * For a quadratic cost gradient descent multiplies the error along an eigenvector by 1 − αλ in each step, so that the cost
 * rises as soon as α > 2/λmax (LeCun, Simard and Pearlmutter, 1993).
 */
import { createParameters, type Parameters } from '../network/arena.ts';
import { backwardPass } from '../network/backward.ts';
import { norm } from './diagnostics.ts';
import type { ExampleSet } from '../network/examples.ts';
import { createForwardBuffers, forwardPass } from '../network/forward.ts';
import type { NetworkSpec } from '../network/network.ts';
import { RandomState } from '../network/random.ts';

/** Length of the step along v: rounding of the gradient (10⁻¹⁶) and the third derivative (ε²) both stay near 10⁻¹⁰. */
const stepLength = 1e-5;
/** Products before the iteration gives up on getting closer. */
const maxProducts = 60;
/** Relative change of the eigenvalue at which it counts as found. */
const tolerance = 1e-4;

/** Products with the Hessian of J over some examples, λ term included, at a place of its own. */
export class HessianProduct {
  readonly #spec: NetworkSpec;
  readonly #place: Float64Array;
  readonly #parameters: Parameters;
  readonly #gradients: Parameters;
  readonly #buffers: ReturnType<typeof createForwardBuffers> & {
    readonly dZ: Float64Array[];
    readonly Y: Float64Array;
  };
  readonly #m: number;
  readonly #l2: number;

  constructor(spec: NetworkSpec, parameters: Parameters, { X, Y, m }: ExampleSet, l2: number) {
    const buffers = createForwardBuffers(spec, X, m);
    this.#spec = spec;
    this.#place = parameters.values.slice();
    this.#parameters = createParameters(spec);
    this.#gradients = createParameters(spec);
    this.#buffers = { ...buffers, dZ: buffers.Z.map((Z) => new Float64Array(Z.length)), Y };
    this.#m = m;
    this.#l2 = l2;
  }

  /** Number of parameters: the length of v. */
  get size(): number {
    return this.#place.length;
  }

  /** H·v; zeros for v = 0. */
  times(v: Float64Array): Float64Array {
    const length = norm(v);
    if (length === 0) return new Float64Array(v.length);
    const step = stepLength / length;
    const ahead = this.#gradientAt(v, step).slice();
    const behind = this.#gradientAt(v, -step);
    return ahead.map((value, i) => (value - behind[i]!) / (2 * step));
  }

  /** dJ/dθ at θ + step·v. */
  #gradientAt(v: Float64Array, step: number): Float64Array {
    const { values } = this.#parameters;
    for (let i = 0; i < values.length; i++) values[i] = this.#place[i]! + step * v[i]!;
    forwardPass(this.#spec, this.#parameters, this.#buffers, this.#m);
    backwardPass(this.#spec, this.#parameters, this.#gradients, this.#buffers, this.#m, this.#l2 / this.#m);
    return this.#gradients.values;
  }
}

/** Anything that multiplies vectors by a symmetric matrix. */
export interface SymmetricProduct {
  readonly size: number;
  times(v: Float64Array): Float64Array;
}

/**
 * The largest eigenvalue of a symmetric matrix (the most positive one, not the largest in size), as a generator that
 * yields after each product. Deterministic: it begins with seeded random directions.
 * @returns NaN when a product is not finite
 */
export function* largestEigenvalueSteps(product: SymmetricProduct): Generator<void, number> {
  const dominant = yield* powerIteration(product, 0);
  if (!(dominant < 0)) return dominant;
  // The most negative one outweighs all others; lifted by its size every eigenvalue is at least 0.
  return (yield* powerIteration(product, -dominant)) + dominant;
}

/** The whole of it at once; see `largestEigenvalueSteps`. */
export function largestEigenvalue(product: SymmetricProduct): number {
  const steps = largestEigenvalueSteps(product);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The eigenvalue largest in size of H + shift·I, by its Rayleigh quotient vᵀHv with ‖v‖ = 1. */
function* powerIteration(product: SymmetricProduct, shift: number): Generator<void, number> {
  const random = new RandomState(1);
  let v = Float64Array.from({ length: product.size }, () => random.randn());
  let eigenvalue = 0;
  for (let count = 0; count < maxProducts; count++) {
    const length = norm(v);
    if (!Number.isFinite(length)) return Number.NaN;
    if (length === 0) return 0;
    const unit = v.map((value) => value / length);
    v = product.times(unit).map((value, i) => value + shift * unit[i]!);
    const next = unit.reduce((sum, value, i) => sum + value * v[i]!, 0);
    yield;
    if (Math.abs(next - eigenvalue) <= tolerance * Math.abs(next)) return next;
    eigenvalue = next;
  }
  return eigenvalue;
}
