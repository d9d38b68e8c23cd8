/**
 * The readable truth: kernels in plain Float64 loops, on the very arrays the trainer shows. Nothing is allocated in a
 * step; the whole training set as one batch is used where it lies.
 */
import { createParameters } from '../network/arena.ts';
import { backwardLayer } from '../network/backward.ts';
import { firstNonFinite } from '../analysis/diagnostics.ts';
import { gatherColumns, type ExampleSet, doubles } from '../network/examples.ts';
import { costOf, forwardLayer, forwardPass } from '../network/forward.ts';
import type { BackendSession, Backend, LayerValues } from './kernels.ts';
import type { NetworkSpec } from '../network/network.ts';
import { createMoments, type Moments, type UpdateSettings, update } from './optimizers.ts';
import { unitsOf } from '../network/shape.ts';

const empty = new Float64Array(0);

export const referenceBackend: Backend = {
  name: 'reference',
  precision: 'float64',
  open: (spec, train) => new ReferenceSession(spec, train),
};

class ReferenceSession implements BackendSession {
  readonly parameters;
  readonly gradients;
  readonly moments;
  readonly #spec: NetworkSpec;
  readonly #train: ExampleSet;
  /** X in Float64, once all examples were one batch. */
  #whole: Float64Array | null = null;
  readonly #saved: Moments & { readonly values: Float64Array };
  /** Examples in the current batch. */
  #m = 0;
  /** Room for the batch's copy of X and Y; grows to the largest batch, unused for the whole set. */
  #room = { m: 0, X: new Float64Array(0), Y: new Float64Array(0) };
  /** Room for Z, A, dZ; a smaller batch uses the beginning of each. */
  #capacity = 0;
  readonly #batch: { Z: Float64Array[]; A: Float64Array[]; dZ: Float64Array[]; Y: Float64Array } = {
    Z: [],
    A: [],
    dZ: [],
    Y: new Float64Array(0),
  };

  constructor(spec: NetworkSpec, train: ExampleSet) {
    this.#spec = spec;
    this.#train = train;
    this.parameters = createParameters(spec);
    this.gradients = createParameters(spec);
    this.moments = createMoments(this.parameters.values.length);
    this.#saved = { values: this.parameters.values.slice(), ...createMoments(this.parameters.values.length) };
  }

  selectBatch(order: Uint32Array | null, start: number, count: number): void {
    const { X, Y, m } = this.#train;
    this.#m = order ? count : m;
    this.#reserve(this.#m);
    if (!order) {
      this.#whole ??= doubles(X);
      this.#batch.A[0] = this.#whole;
      this.#batch.Y = Y;
      return;
    }
    this.#reserveCopy(count);
    gatherColumns(X, this.#spec.inputs, m, order, start, count, this.#room.X);
    gatherColumns(Y, this.#outputs, m, order, start, count, this.#room.Y);
    this.#batch.A[0] = this.#room.X;
    this.#batch.Y = this.#room.Y;
  }

  forward(l: number): void {
    const { Z, A } = this.#batch;
    forwardLayer(this.#spec, this.parameters, l, A[l - 1]!, Z[l]!, A[l]!, this.#m);
  }

  cost(l2: number): number {
    const { Z, A, Y } = this.#batch;
    const L = this.#spec.layers.length;
    return costOf(this.#spec, this.parameters, Z[L]!, A[L]!, Y, this.#m, l2 / this.#train.m);
  }

  backward(l: number, l2: number): void {
    backwardLayer(this.#spec, this.parameters, this.gradients, l, this.#batch, this.#m, l2 / this.#train.m);
  }

  update(settings: UpdateSettings, t: number): void {
    update(this.parameters.values, this.gradients.values, this.moments, settings, t, this.parameters.W);
  }

  gradientsFinite(): boolean {
    return firstNonFinite(this.gradients.values) < 0;
  }

  parametersFinite(): boolean {
    return firstNonFinite(this.parameters.values) < 0;
  }

  save(): void {
    this.#saved.values.set(this.parameters.values);
    this.#saved.first.set(this.moments.first);
    this.#saved.second.set(this.moments.second);
  }

  rollback(): void {
    this.parameters.values.set(this.#saved.values);
    this.moments.first.set(this.#saved.first);
    this.moments.second.set(this.#saved.second);
  }

  pull(): void {}

  push(): void {}

  values(kind: LayerValues, l: number): Float64Array {
    const units = kind !== 'A' && l === 0 ? 0 : unitsOf(this.#spec, l);
    return (this.#batch[kind][l] ?? empty).subarray(0, units * this.#m);
  }

  forwardExamples(Z: readonly Float64Array[], A: readonly Float64Array[], m: number): void {
    forwardPass(this.#spec, this.parameters, { Z, A }, m);
  }

  get #outputs(): number {
    return unitsOf(this.#spec, this.#spec.layers.length);
  }

  /** Makes room for the layers of m examples. */
  #reserve(m: number): void {
    if (m <= this.#capacity) return;
    this.#capacity = m;
    for (const kind of [this.#batch.Z, this.#batch.A, this.#batch.dZ]) {
      kind[0] ??= new Float64Array(0);
      this.#spec.layers.forEach(({ units }, index) => {
        kind[index + 1] = new Float64Array(units * m);
      });
    }
  }

  /** Makes room for a gathered batch of m examples. */
  #reserveCopy(m: number): void {
    if (m <= this.#room.m) return;
    this.#room = { m, X: new Float64Array(this.#spec.inputs * m), Y: new Float64Array(this.#outputs * m) };
  }
}
