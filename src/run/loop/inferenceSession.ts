/**
 * Forward passes with any parameters, apart from the training, by the kernels that train the run: for answers over many
 * examples of a large network. The parameters of whoever asked last lie ready.
 */
import { createForwardBuffers } from '../../core/network/forward.ts';
import type { Parameters } from '../../core/network/arena.ts';
import type { BackendSession } from '../../core/training/backend.ts';
import { unitsOf } from '../../core/network/shape.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import { finished } from '../../core/network/pieces.ts';

export class InferenceSession {
  readonly #trainer: Trainer;
  #session: BackendSession | null = null;
  #laid: Float64Array | null = null;

  constructor(trainer: Trainer) {
    this.#trainer = trainer;
  }

  /** Z^[l] and A^[l] of inputs n_x × m. The parameters must not be changed afterwards: they are known by their array. */
  forward({ values }: Parameters, X: Float64Array, m: number): { Z: Float64Array[]; A: Float64Array[] } {
    const { spec } = this.#trainer;
    const session = this.#open();
    if (this.#laid !== values) {
      session.parameters.values.set(values);
      session.push();
      this.#laid = values;
    }
    const buffers = createForwardBuffers(spec, X, m);
    finished(session.forwardPieces(buffers.Z, buffers.A, m));
    return buffers;
  }

  dispose(): void {
    this.#session?.dispose?.();
    this.#session = null;
    this.#laid = null;
  }

  /** A session needs examples; these passes bring their own, so one of zeros will do. */
  #open(): BackendSession {
    const { spec, backend } = this.#trainer;
    const outputs = unitsOf(spec, spec.layers.length);
    this.#session ??= backend.open(spec, { X: new Float64Array(spec.inputs), Y: new Float64Array(outputs), m: 1 });
    return this.#session;
  }
}
