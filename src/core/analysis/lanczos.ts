/**
 * The largest eigenvalue of a symmetric matrix of which only products are known, by the method of Lanczos: in the space of
 * v, Hv, H²v, … the matrix is a tridiagonal T, whose largest eigenvalue θ rises towards that of H. Every new direction is
 * made orthogonal to all before, twice: without that rounding brings found ones back (Paige 1972; Parlett 1998, chapter 13).
 *
 * It stops on the residual ‖Hx − θx‖ of θ's vector x, which bounds how far θ is from an eigenvalue, however close the next
 * one lies; and which costs nothing, being β_k·|last component of T's eigenvector|.
 */
import { RandomState } from '../network/random.ts';
import { norm } from './diagnostics.ts';

/** Largest residual, as a share of the eigenvalue. */
const tolerance = 1e-6;
/** Products before the search gives up on getting closer. */
const maxProducts = 300;
/** Numbers that all directions kept may hold together: 64 MB. */
const maxKept = 8e6;

/** Anything that multiplies vectors by a symmetric matrix. */
export interface SymmetricProduct {
  readonly size: number;
  times(v: Float64Array): Float64Array;
}

/**
 * The largest eigenvalue of a symmetric matrix (the most positive one, not the largest in size), as a generator that
 * yields after each product. Deterministic: it begins with a seeded random direction.
 * @returns NaN when a product is not finite
 */
export function* largestEigenvalueSteps(product: SymmetricProduct): Generator<void, number> {
  const { size } = product;
  const random = new RandomState(1);
  const basis: Float64Array[] = [];
  const T: Tridiagonal = { diagonal: [], beside: [] };
  let next = Float64Array.from({ length: size }, () => random.randn());
  const most = Math.min(size, maxProducts, Math.max(20, Math.floor(maxKept / size)));
  let theta = 0;
  while (basis.length < most) {
    const length = norm(next);
    const v = next.map((value) => value / length);
    basis.push(v);
    next = product.times(v).slice();
    T.diagonal.push(dot(v, next));
    for (let pass = 0; pass < 2; pass++) for (const one of basis) subtract(next, one, dot(one, next));
    const beta = norm(next);
    if (!Number.isFinite(beta)) return Number.NaN;
    yield;
    theta = largestOf(T);
    const size = scaleOf(T);
    if (beta * lastComponent(T, theta) <= tolerance * Math.abs(theta) || beta <= Number.EPSILON * size) return theta;
    T.beside.push(beta);
  }
  return theta;
}

/** The whole of it at once; see `largestEigenvalueSteps`. */
export function largestEigenvalue(product: SymmetricProduct): number {
  const steps = largestEigenvalueSteps(product);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** k numbers on the diagonal, k − 1 beside it. */
interface Tridiagonal {
  readonly diagonal: number[];
  readonly beside: number[];
}

/** Largest sum of sizes of a row: no eigenvalue is larger in size (Gershgorin). */
function scaleOf({ diagonal, beside }: Tridiagonal): number {
  const rows = diagonal.map((d, i) => Math.abs(d) + Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0));
  return Math.max(0, ...rows);
}

/** By bisection: θ is too small while a pivot of θI − T is not positive. */
function largestOf(T: Tridiagonal): number {
  const scale = scaleOf(T);
  let [low, high] = [-scale, scale];
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (isAbove(T, middle)) high = middle;
    else low = middle;
  }
}

/** Whether θ is above every eigenvalue: θI − T is positive definite, all its pivots are positive (Sylvester). */
function isAbove({ diagonal, beside }: Tridiagonal, theta: number): boolean {
  let pivot = 1;
  for (const [i, d] of diagonal.entries()) {
    const b = beside[i - 1] ?? 0;
    pivot = theta - d - (i === 0 ? 0 : (b * b) / pivot);
    if (!(pivot > 0)) return false;
  }
  return true;
}

/** |s_k| of T s = θ s with ‖s‖ = 1, from the last row upwards: in that direction the components grow, and rounding does not. */
function lastComponent({ diagonal, beside }: Tridiagonal, theta: number): number {
  let [here, below, squares] = [1, 0, 1];
  for (let i = diagonal.length - 1; i > 0; i--) {
    const above = ((theta - diagonal[i]!) * here - (beside[i] ?? 0) * below) / beside[i - 1]!;
    [here, below] = [above, here];
    squares += above * above;
  }
  return 1 / Math.sqrt(squares);
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

/** x ← x − factor · y */
function subtract(x: Float64Array, y: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) x[i]! -= factor * y[i]!;
}
