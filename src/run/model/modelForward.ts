/** Forward passes of a model, by the kernels that would train it: the numbers are those of the training to the last bit. */
import { unitsOf } from '../../core/network/shape.ts';
import type { Backend, BackendSession } from '../../core/training/backend.ts';
import { referenceBackend } from '../../core/training/referenceBackend.ts';
import { chooseBackend } from '../../engine/runtime/chooseBackend.ts';
import type { ModelFile } from '../../model/modelFile.ts';
import { finished } from '../../core/network/pieces.ts';

export class ModelForward {
  readonly #spec: ModelFile['spec'];
  readonly #session: BackendSession;
  /** Memory for the layers, taken again by the next pass: A[1…L], then Z[L]. */
  readonly #buffers: Float64Array[] = [];

  /** @param isShort few rows of a small network: making the fast kernels would take longer than the readable ones do */
  constructor({ spec, config, origin, parameters }: ModelFile, isShort = false) {
    this.#spec = spec;
    const { precision, m } = origin;
    const { backends } = isShort
      ? { backends: [] }
      : chooseBackend({ spec, m, optimizer: config.training.optimizer, precision });
    this.#session = opened(backends, spec);
    this.#session.parameters.values.set(parameters);
    this.#session.push();
  }

  /** Z^[L] and A^[L] of inputs n_x × m, good until the next pass. */
  outputs(X: Float64Array, m: number): { readonly Z: Float64Array; readonly A: Float64Array } {
    const { layers } = this.#spec;
    const A = [X, ...layers.map(({ units }, index) => this.#buffer(index, units * m))];
    // Of hidden layers nobody looks at Z.
    const Z = [...A.slice(0, -1), this.#buffer(layers.length, layers.at(-1)!.units * m)];
    finished(this.#session.forwardPieces(Z, A, m));
    return { Z: Z.at(-1)!, A: A.at(-1)! };
  }

  #buffer(index: number, length: number): Float64Array {
    const there = this.#buffers[index];
    const buffer = there && there.length >= length ? there : new Float64Array(length);
    this.#buffers[index] = buffer;
    return buffer.subarray(0, length);
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
