/** Forward passes of a model, by the kernels that would train it: the numbers are those of the training to the last bit. */
import { createForwardBuffers } from '../../core/network/forward.ts';
import { unitsOf } from '../../core/network/shape.ts';
import type { Backend, BackendSession } from '../../core/training/backend.ts';
import { referenceBackend } from '../../core/training/referenceBackend.ts';
import { chooseBackend } from '../../engine/runtime/chooseBackend.ts';
import type { ModelFile } from '../../model/modelFile.ts';
import { finished } from '../../core/network/pieces.ts';

export class ModelForward {
  readonly #spec: ModelFile['spec'];
  readonly #session: BackendSession;

  constructor({ spec, config, origin, parameters }: ModelFile) {
    this.#spec = spec;
    const { precision, m } = origin;
    const { backends } = chooseBackend({ spec, m, optimizer: config.training.optimizer, precision });
    this.#session = opened(backends, spec);
    this.#session.parameters.values.set(parameters);
    this.#session.push();
  }

  /** Z^[L] and A^[L] of inputs n_x × m. */
  outputs(X: Float64Array, m: number): { readonly Z: Float64Array; readonly A: Float64Array } {
    const buffers = createForwardBuffers(this.#spec, X, m);
    finished(this.#session.forwardPieces(buffers.Z, buffers.A, m));
    return { Z: buffers.Z.at(-1)!, A: buffers.A.at(-1)! };
  }

  dispose(): void {
    this.#session.dispose?.();
  }
}

/** A session needs examples; these passes bring their own, so one of zeros will do. */
function opened(backends: readonly Backend[], spec: ModelFile['spec']): BackendSession {
  const zeros = () => ({
    X: new Float64Array(spec.inputs),
    Y: new Float64Array(unitsOf(spec, spec.layers.length)),
    m: 1,
  });
  for (const backend of backends) {
    try {
      return backend.open(spec, zeros());
    } catch {
      // The next one is slower and gives the same answers.
    }
  }
  return referenceBackend.open(spec, zeros());
}
