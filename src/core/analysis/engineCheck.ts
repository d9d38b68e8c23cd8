/**
 * Compares the gradient of the kernels that train with the readable reference, on the same parameters and examples as one
 * batch: the gradient check proves the reference, this that it is the reference's gradient that trains.
 */
import type { Parameters } from '../network/arena.ts';
import { backwardPass } from '../network/backward.ts';
import { createParameters } from '../network/arena.ts';
import type { ExampleSet } from '../network/examples.ts';
import { createForwardBuffers, forwardPass } from '../network/forward.ts';
import type { NetworkSpec } from '../network/network.ts';
import type { Backend, Precision } from '../training/backend.ts';
import { norm } from './diagnostics.ts';

/** Largest relative error of a gradient that is only rounded otherwise. */
const tolerances: Readonly<Record<Precision, number>> = { float64: 1e-9, float32: 1e-3 };
/** Distance of 1 to the next number. */
const units: Readonly<Record<Precision, number>> = { float64: Number.EPSILON, float32: 2 ** -23 };
/** Roundings of one term that are allowed for. */
const roundings = 16;

export interface EngineCheck {
  /** ‖g_engine − g‖/(‖g_engine‖+‖g‖); 0 when both are 0. */
  readonly engineError: number;
  readonly passed: boolean;
}

/** @param l2 λ @throws what the backend throws when it cannot be opened */
export function engineCheck(
  backend: Backend,
  spec: NetworkSpec,
  parameters: Parameters,
  examples: ExampleSet,
  l2: number,
): EngineCheck {
  const found = engineGradient(backend, spec, parameters, examples, l2);
  const { gradient, terms } = referenceGradient(spec, parameters, examples, l2);
  const distance = norm(found.map((value, i) => value - gradient[i]!));
  const scale = norm(found) + norm(gradient);
  const engineError = scale === 0 ? 0 : distance / scale;
  const { precision } = backend;
  const floor = roundings * units[precision] * terms;
  return { engineError, passed: engineError < tolerances[precision] || distance <= floor };
}

function engineGradient(
  backend: Backend,
  spec: NetworkSpec,
  parameters: Parameters,
  examples: ExampleSet,
  l2: number,
): Float64Array {
  const session = backend.open(spec, examples, 'full');
  try {
    session.parameters.values.set(parameters.values);
    session.push();
    session.selectBatch(null, 0, examples.m);
    const L = spec.layers.length;
    for (let l = 1; l <= L; l++) session.forward(l);
    for (let l = L; l >= 1; l--) session.backward(l, l2);
    session.pull();
    return session.gradients.values.slice();
  } finally {
    session.dispose?.();
  }
}

/**
 * The reference's gradient, and the size of what it is the sum of: ‖(1/m) |dZ| |A|ᵀ‖ over the layers, times the largest |z|.
 * Where terms cancel, as near a minimum, the sum is rounded as they are.
 */
function referenceGradient(
  spec: NetworkSpec,
  parameters: Parameters,
  { X, Y, m }: ExampleSet,
  l2: number,
): { gradient: Float64Array; terms: number } {
  const gradients = createParameters(spec);
  const buffers = createForwardBuffers(spec, X, m);
  const dZ = buffers.Z.map((Z) => new Float64Array(Z.length));
  forwardPass(spec, parameters, buffers, m);
  backwardPass(spec, parameters, gradients, { ...buffers, dZ, Y }, m, l2 / m);
  let [squares, largest] = [0, 1];
  spec.layers.forEach((_, index) => {
    squares += (norm(dZ[index + 1]!) * Math.max(1, norm(buffers.A[index]!) / Math.sqrt(m))) ** 2 / m;
    for (const z of buffers.Z[index + 1]!) largest = Math.max(largest, Math.abs(z));
  });
  return { gradient: gradients.values, terms: Math.sqrt(squares) * largest };
}
