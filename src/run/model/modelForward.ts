/** Forward passes of a model, by the kernels that would train it: the numbers are those of the training to the last bit. */
import { unitsOf } from '../../core/network/shape.ts';
import type { Backend, BackendSession } from '../../core/training/backend.ts';
import { referenceBackend } from '../../core/training/referenceBackend.ts';
import { chooseBackend } from '../../engine/runtime/chooseBackend.ts';
import type { ModelFile } from '../../model/modelFile.ts';
import { finished } from '../../core/network/pieces.ts';

const nothing = new Float64Array(0);

export class ModelForward {
  readonly #spec: ModelFile['spec'];
  readonly #session: BackendSession;
  /** Memory for the last layer, taken again by the next pass. */
  #Z = nothing;
  #A = nothing;

  /** @param isShort few rows of a small network: making the fast kernels would take longer than the readable ones do */
  constructor({ spec, config, origin, parameters }: ModelFile, isShort = false) {
    this.#spec = spec;
    const { precision, m } = origin;
    const { optimizer, reproducible } = config.training;
    const { backends } = isShort ? { backends: [] } : chooseBackend({ spec, m, optimizer, precision, reproducible });
    this.#session = opened(backends, spec);
    this.#session.parameters.values.set(parameters);
    this.#session.push();
  }

  /** Z^[L] and A^[L] of inputs n_x × m, good until the next pass. */
  outputs(X: Float64Array, m: number): { readonly Z: Float64Array; readonly A: Float64Array } {
    const { layers } = this.#spec;
    const outputs = layers.at(-1)!.units * m;
    if (this.#Z.length < outputs) [this.#Z, this.#A] = [new Float64Array(outputs), new Float64Array(outputs)];
    const [Z, A] = [this.#Z.subarray(0, outputs), this.#A.subarray(0, outputs)];
    // Hidden layers nobody looks at.
    const hidden = layers.slice(1).map(() => nothing);
    finished(this.#session.forwardPieces([nothing, ...hidden, Z], [X, ...hidden, A], m));
    return { Z, A };
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
