/**
 * A forward and a backward pass over examples that stay the same, with parameters that change: what frames and pictures
 * over time are made of. Small ones in the readable reference, whose digits are shown; large ones, which it would take a
 * large part of a second for, by the kernels that train the run.
 */
import { isQuick } from '../budget.ts';
import { createParameters, type Parameters } from '../../core/network/arena.ts';
import { type BackwardBuffers, backwardPass } from '../../core/network/backward.ts';
import type { Examples } from '../../core/network/examples.ts';
import { createForwardBuffers, forwardPass } from '../../core/network/forward.ts';
import type { Backend, BackendSession, PassPhase } from '../../core/training/backend.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { referenceBackend } from '../../core/training/referenceBackend.ts';
import { parameterCount } from '../../core/network/shape.ts';
import { finished, type Pieces } from '../../core/network/pieces.ts';

export class ExamplePass {
  /** A[l]: n^[l] × m for l = 0…L, written by `run`. */
  readonly A: readonly Float64Array[];
  /** Written by `run`. */
  readonly gradients: Parameters;
  readonly #spec: NetworkSpec;
  readonly #m: number;
  readonly #buffers: BackwardBuffers | null;
  readonly #session: BackendSession | null;

  constructor(spec: NetworkSpec, examples: Examples, backend: Backend) {
    const { X, Y, m } = examples;
    const forward = createForwardBuffers(spec, X, m);
    this.#spec = spec;
    this.#m = m;
    this.A = forward.A;
    if (!isQuick(m, parameterCount(spec))) {
      this.#session = opened(spec, examples, backend);
      this.gradients = this.#session.gradients;
      this.#buffers = null;
    } else {
      const dZ = [new Float64Array(0), ...spec.layers.map((layer) => new Float64Array(layer.units * m))];
      this.#session = null;
      this.gradients = createParameters(spec);
      this.#buffers = { ...forward, Y, dZ };
    }
  }

  /** @param decay λ/m of the whole training part, whatever number of examples these are */
  run(parameters: Parameters, decay: number): void {
    finished(this.pieces(parameters, decay));
  }

  /** The same in pieces: what is left in between holds rows of two passes until the next one. */
  *pieces(parameters: Parameters, decay: number): Pieces {
    const [spec, buffers, session, m] = [this.#spec, this.#buffers, this.#session, this.#m];
    if (session) yield* this.#sessionPieces(session, parameters, decay * m);
    else if (buffers) {
      forwardPass(spec, parameters, buffers, m);
      backwardPass(spec, parameters, this.gradients, buffers, m, decay);
    }
  }

  dispose(): void {
    this.#session?.dispose?.();
  }

  *#sessionPieces(session: BackendSession, parameters: Parameters, l2: number): Pieces {
    const last = this.#spec.layers.length;
    session.parameters.values.set(parameters.values);
    session.push();
    session.selectBatch(null, 0, this.#m);
    for (let l = 1; l <= last; l++) yield* phasePieces(session, { kind: 'forward', layer: l }, l2);
    session.cost(l2);
    for (let l = last; l >= 1; l--) yield* phasePieces(session, { kind: 'backward', layer: l }, l2);
    session.pull();
    for (let l = 1; l <= last; l++) this.A[l]!.set(session.values('A', l));
  }
}

function* phasePieces(session: BackendSession, phase: PassPhase, l2: number): Pieces {
  if (session.passPieces) yield* session.passPieces(phase, l2);
  else if (phase.kind === 'forward') session.forward(phase.layer);
  else session.backward(phase.layer, l2);
}

/** In the reference should the kernels have no room for one more. */
function opened(spec: NetworkSpec, examples: Examples, backend: Backend): BackendSession {
  try {
    return backend.open(spec, examples);
  } catch {
    return referenceBackend.open(spec, examples);
  }
}
