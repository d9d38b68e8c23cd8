/**
 * The interface between the trainer and whatever does its arithmetic. The readable reference (`referenceBackend.ts`)
 * implements it with plain loops in Float64; a fast engine implements the same and may keep its own memory in its own
 * precision and layout. The trainer owns the order of things (epochs, batches, phases, stopping), the kernels own the
 * numbers.
 *
 * Memory. The host-side arrays (`parameters`, `gradients`, `moments`, `values`) are always Float64 in the layout of
 * `arena.ts`. An implementation with memory of its own treats them as mirrors: `pull` makes them current, `push` takes
 * over what was written to them. The reference works on the arrays themselves, so both do nothing. Host-side arrays
 * are never views of memory that can move; those of parameters and moments may be others after a step in pieces.
 *
 * Determinism. Two sessions with the same inputs and calls give the same bits, whatever the number of threads, and
 * `runSteps` gives the same bits as the phases one by one.
 */
import type { Notice } from '../notice.ts';
import type { Parameters } from '../network/arena.ts';
import type { ExampleSet } from '../network/examples.ts';
import type { NetworkSpec } from '../network/network.ts';
import type { Pieces } from '../network/pieces.ts';
import type { Moments, UpdateSettings } from './optimizers.ts';
import type { Phase } from './phases.ts';

export type Precision = 'float64' | 'float32';

export interface Backend {
  /** For the panel and the log: "reference". */
  readonly name: string;
  readonly precision: Precision;
  /** Threads that do the steps of the training that was opened first; one unless it is told. */
  readonly threads?: number;
  /** For the log: what happened to them. */
  readonly notes?: readonly Notice[];
  /**
   * Sets up everything one training needs; all parameters, gradients and moments start as zeros.
   * The examples are not changed, and may be read as long as the session lives.
   * @param batchSize what steps will probably ask for; any other one works, too
   */
  open(spec: NetworkSpec, train: ExampleSet, batchSize?: number | 'full'): BackendSession;
}

export type Mirrored = 'parameters' | 'gradients' | 'moments';

/** What can be looked at of the current batch. */
export type LayerValues = 'Z' | 'A' | 'dZ';

export interface BackendSession {
  readonly parameters: Parameters;
  /** Of the last `backward` of each layer. */
  readonly gradients: Parameters;
  readonly moments: Moments;

  /**
   * Chooses the examples of the next step: order[start … start + count), or all of them in their own order and without
   * a copy when `order` is null. The order is not kept.
   */
  selectBatch(order: Uint32Array | null, start: number, count: number): void;
  /** Z^[l], A^[l] of the batch from A^[l-1]. Called for l = 1…L. */
  forward(l: number): void;
  /** J of the batch with the current parameters: (1/m) Σ ℒ + (λ/2m_train) Σ‖W‖², m the batch's own, m_train that of `train`. */
  cost(l2: number): number;
  /** dZ^[l], dW^[l] (with λ/m_train · W^[l]), db^[l]. Called for l = L…1. */
  backward(l: number, l2: number): void;
  /** One update of all parameters; t = 1 for the first since the moments were zero. */
  update(settings: UpdateSettings, t: number): void;

  /** Whether every gradient is a finite number. */
  gradientsFinite(): boolean;
  /** Whether every parameter is a finite number. */
  parametersFinite(): boolean;
  /** Keeps a copy of parameters and moments as they are now; one copy at a time. */
  save(): void;
  /** Goes back to the copy of the last `save`. */
  rollback(): void;

  /** Makes `parameters`, `gradients` and `moments` current, or the one that is looked at: of a large network each takes long. */
  pull(only?: Mirrored): void;
  /**
   * Takes over `parameters` and `moments` after they were written from outside, all that is not written having been pulled.
   * @param only what alone was written
   */
  push(only?: Mirrored): void;
  /** Makes zeros of them. */
  clear(...what: ('gradients' | 'moments')[]): void;
  /**
   * Z^[l], A^[l] or dZ^[l] of the current batch as computed so far: n^[l] × m, row-major, valid until the next call
   * of the session; A^[0] is the batch's X. Empty before the first batch.
   */
  values(kind: LayerValues, l: number): Float64Array;

  /**
   * A forward pass of any examples with the current parameters, apart from the current batch, in pieces of some milliseconds.
   * @param A A[0] is X (n_x × m); A[1…L] are written, but for those without room: nobody wants them
   * @param Z Z[1…L] are written; a hidden Z[l] may be the same array as A[l] when nobody will look at it
   */
  forwardPieces(Z: readonly Float64Array[], A: readonly Float64Array[], m: number): Pieces;

  /**
   * Optional fast path: between one and `plan.steps` whole steps in one call, fused as the implementation likes. It
   * stops right after a step with a non-finite cost, gradient or parameter (`finite: false`, that step counted); the
   * trainer then goes back to its `save` and finds the place phase by phase. The same when steps were lost for another reason:
   * they are done again then, and no non-finite number is found.
   * Afterwards `gradients` and `values` are those of the last step, as if it had been done by phases.
   */
  runSteps?(plan: StepPlan): StepReport;
  /**
   * Multiply-adds of a step (`wholeStepWork`) from which it is done in pieces, so that it can be left; absent: never. With it there
   * are `pieces`: a phase other than the cost in pieces of a few milliseconds, with the same bits as in one call. Whoever drives them
   * may drop them between two: parameters and moments are those of before the step until the last piece of its update, which brings
   * all of them at once and leaves those of before as the saved copy.
   */
  readonly longWork?: number | undefined;
  pieces?(phase: PiecePhase, settings: PieceSettings): Pieces;
  /** A phase of a pass in such pieces, whatever its size. */
  passPieces?(phase: PassPhase, l2: number): Pieces;
  /** Frees what the garbage collector cannot. The session is not used afterwards. */
  dispose?(): void;
}

export type PassPhase = Extract<Phase, { readonly kind: 'forward' | 'backward' }>;
export type PiecePhase = Exclude<Phase, { readonly kind: 'cost' }>;

export interface PieceSettings extends UpdateSettings {
  readonly l2: number;
  /** Of the update, see there. */
  readonly t: number;
}

export interface StepPlan {
  /** Steps wanted. */
  readonly steps: number;
  /**
   * Order of the examples of this epoch. Step s uses order[start + s·batchSize …), the last one of the epoch what is
   * left; the plan never reaches into the next epoch. Null: every step uses all examples, for any number of epochs.
   */
  readonly order: Uint32Array | null;
  readonly start: number;
  readonly batchSize: number;
  /** λ; it is divided by the examples of the whole training part. */
  readonly l2: number;
  readonly settings: UpdateSettings;
  /** Learning rate of step s = 0, 1, … of these, in place of that of the settings. */
  readonly rateOf?: (s: number) => number;
  /** Of the first step, see `update`. */
  readonly t: number;
}

export interface StepReport {
  readonly steps: number;
  /** Cost of the last step's batch before its update. */
  readonly batchCost: number;
  readonly finite: boolean;
}
