/**
 * The readable truth: kernels in plain Float64 loops, on the very arrays the trainer shows. Nothing is allocated in a
 * step; the whole training set as one batch is used where it lies.
 */
import { createParameters, type Parameters } from '../network/arena.ts';
import { backwardLayer } from '../network/backward.ts';
import { firstNonFinite } from '../network/finite.ts';
import { gatherColumns, type ExampleSet, doubles } from '../network/examples.ts';
import { costOf, forwardLayer } from '../network/forward.ts';
import type { BackendSession, Backend, LayerValues, PassPhase, PiecePhase, PieceSettings } from './backend.ts';
import type { NetworkSpec } from '../network/network.ts';
import { backwardPieces, forwardPieces, type Pieces, rowPieces, forwardPassPieces } from '../network/pieces.ts';
import { createMoments, type Moments, type UpdateSettings, update } from './optimizers.ts';
import { unitsOf } from '../network/shape.ts';

/** Multiply-adds that take some 50 ms. */
const longWork = 1 << 25;
/** Of an update, a number of the parameters' counts as so many multiply-adds. */
const updateWork = 8;

/** What an update changes. */
interface Trained {
  readonly parameters: Parameters;
  readonly moments: Moments;
}

const empty = new Float64Array(0);

export const referenceBackend: Backend = {
  name: 'reference',
  precision: 'float64',
  open: (spec, train) => new ReferenceSession(spec, train),
};

class ReferenceSession implements BackendSession {
  readonly gradients;
  readonly longWork = longWork;
  readonly #spec: NetworkSpec;
  readonly #train: ExampleSet;
  /** X in Float64, once all examples were one batch. */
  #whole: Float64Array | null = null;
  #present: Trained;
  #saved: Trained;
  /** Examples in the current batch. */
  #m = 0;
  /** Room for the batch's copy of X and Y; grows to the largest batch, unused for the whole set. */
  #scratch = { m: 0, X: new Float64Array(0), Y: new Float64Array(0) };
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
    this.gradients = createParameters(spec);
    this.#present = zeros(spec);
    this.#saved = zeros(spec);
  }

  get parameters(): Parameters {
    return this.#present.parameters;
  }

  get moments(): Moments {
    return this.#present.moments;
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
    gatherColumns(X, this.#spec.inputs, m, { order, start, count }, this.#scratch.X);
    gatherColumns(Y, this.#outputs, m, { order, start, count }, this.#scratch.Y);
    this.#batch.A[0] = this.#scratch.X;
    this.#batch.Y = this.#scratch.Y;
  }

  forward(l: number): void {
    const { Z, A } = this.#batch;
    forwardLayer(this.#spec, this.parameters, l, A[l - 1]!, { Z: Z[l]!, A: A[l]! }, this.#m);
  }

  cost(l2: number): number {
    const { Z, A, Y } = this.#batch;
    const L = this.#spec.layers.length;
    return costOf(this.#spec, this.parameters, { Z: Z[L]!, A: A[L]!, Y, m: this.#m }, l2 / this.#train.m);
  }

  backward(l: number, l2: number): void {
    const share = { m: this.#m, decay: l2 / this.#train.m };
    backwardLayer(this.#spec, this.parameters, this.gradients, l, this.#batch, share);
  }

  update(settings: UpdateSettings, t: number): void {
    update(this.parameters.values, this.gradients.values, this.moments, settings, t, this.parameters.W);
  }

  pieces(phase: PiecePhase, settings: PieceSettings): Pieces {
    return phase.kind === 'update' ? this.#updatePieces(settings) : this.passPieces(phase, settings.l2);
  }

  passPieces({ kind, layer }: PassPhase, l2: number): Pieces {
    const pass = { spec: this.#spec, parameters: this.parameters, buffers: this.#batch, m: this.#m };
    return kind === 'forward'
      ? forwardPieces(pass, layer)
      : backwardPieces(pass, this.gradients, layer, l2 / this.#train.m);
  }

  /** The update of a copy, which then changes places with what it was made of. */
  *#updatePieces(settings: PieceSettings): Pieces {
    const next = this.#saved;
    const { values } = next.parameters;
    const { first, second } = next.moments;
    const count = values.length;
    const from = (array: Float64Array, start: number, end: number): Float64Array => array.subarray(start, end);
    const pairs = this.#pairs;
    yield* rowPieces(count, updateWork, (start, end) => {
      for (const [saved, present] of pairs) saved.set(from(present, start, end), start);
    });
    yield* rowPieces(count, updateWork, (start, end) => {
      const moments = { first: from(first, start, end), second: from(second, start, end) };
      const weights = weightsWithin(next.parameters, start, end);
      update(from(values, start, end), from(this.gradients.values, start, end), moments, settings, settings.t, weights);
    });
    this.#saved = this.#present;
    this.#present = next;
  }

  /** The saved copies, each with what it is a copy of. */
  get #pairs(): readonly (readonly [Float64Array, Float64Array])[] {
    const [saved, present] = [this.#saved, this.#present];
    return [
      [saved.parameters.values, present.parameters.values],
      [saved.moments.first, present.moments.first],
      [saved.moments.second, present.moments.second],
    ];
  }

  gradientsFinite(): boolean {
    return firstNonFinite(this.gradients.values) < 0;
  }

  parametersFinite(): boolean {
    return firstNonFinite(this.parameters.values) < 0;
  }

  save(): void {
    for (const [saved, present] of this.#pairs) saved.set(present);
  }

  rollback(): void {
    for (const [saved, present] of this.#pairs) present.set(saved);
  }

  pull(): void {}

  push(): void {}

  clear(...what: ('gradients' | 'moments')[]): void {
    if (what.includes('gradients')) this.gradients.values.fill(0);
    if (what.includes('moments')) for (const values of Object.values(this.moments)) values.fill(0);
  }

  values(kind: LayerValues, l: number): Float64Array {
    const units = kind !== 'A' && l === 0 ? 0 : unitsOf(this.#spec, l);
    return (this.#batch[kind][l] ?? empty).subarray(0, units * this.#m);
  }

  forwardPieces(Z: readonly Float64Array[], A: readonly Float64Array[], m: number): Pieces {
    const room = (matrix: Float64Array, l: number): Float64Array =>
      matrix.length > 0 || l === 0 ? matrix : new Float64Array(unitsOf(this.#spec, l) * m);
    const buffers = { Z: Z.map(room), A: A.map(room) };
    return forwardPassPieces({ spec: this.#spec, parameters: this.parameters, buffers, m });
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
    if (m <= this.#scratch.m) return;
    this.#scratch = { m, X: new Float64Array(this.#spec.inputs * m), Y: new Float64Array(this.#outputs * m) };
  }
}

function zeros(spec: NetworkSpec): Trained {
  const parameters = createParameters(spec);
  return { parameters, moments: createMoments(parameters.values.length) };
}

/** What is W of numbers start … end − 1 of the parameters, as views. */
function weightsWithin({ values, W }: Parameters, start: number, end: number): Float64Array[] {
  return W.flatMap(({ byteOffset, length }) => {
    const first = (byteOffset - values.byteOffset) / Float64Array.BYTES_PER_ELEMENT;
    const [from, to] = [Math.max(start, first), Math.min(end, first + length)];
    return from < to ? [values.subarray(from, to)] : [];
  });
}
