/**
 * One training in the engine. What the trainer sees are mirrors in Float64; the engine's own arenas are read when somebody
 * asks (`pull`) and written when somebody has changed the mirrors (`push`).
 */
import { notice } from '../../core/notice.ts';
import type { Parameters } from '../../core/network/arena.ts';
import { batchLength } from '../../core/training/batches.ts';
import type { ExampleSet } from '../../core/network/examples.ts';
import { costOf, penalty } from '../../core/network/forward.ts';
import type {
  BackendSession,
  LayerValues,
  Mirrored,
  PassPhase,
  PiecePhase,
  PieceSettings,
  StepPlan,
  StepReport,
} from '../../core/training/backend.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import type { Moments, UpdateSettings } from '../../core/training/optimizers.ts';
import { finished, type Pieces } from '../../core/network/pieces.ts';
import { unitsOf } from '../../core/network/shape.ts';
import { ParameterMirrors } from '../program/parameterMirrors.ts';
import { type BatchCapacity, stepCapacity } from '../memory/layout.ts';
import { allFinite } from '../memory/panels.ts';
import type { BuildOptions } from '../program/buildOptions.ts';
import {
  type BatchAddresses,
  callDelta,
  callForward,
  callGradient,
  callOutputDelta,
  deltaPieces,
  forwardPieces,
  gradientPieces,
} from '../program/layerCalls.ts';
import { forwardInScratch } from '../program/scratchForward.ts';
import { callPlan, planBatch } from '../program/planCalls.ts';
import { type ThreadPool, LostThreadError } from '../threads/threadPool.ts';
import { threadSelfCheck } from '../threads/threadSelfCheck.ts';
import { UnpackedPanels } from '../program/unpackPanels.ts';
import { callUpdate, updatePieces } from '../program/updatePieces.ts';
import type { Workspace } from '../program/workspace.ts';
import { sharedPieces } from './sharedPieces.ts';
import { Workspaces } from './workspaces.ts';

export class EngineSession implements BackendSession {
  readonly parameters: Parameters;
  readonly gradients: Parameters;
  readonly moments: Moments;
  /** Multiply-adds of a step that one thread does in some 50 to 100 ms. */
  readonly longWork = 1 << 29;
  readonly #spec: NetworkSpec;
  readonly #train: ExampleSet;
  readonly #workspaces: Workspaces;
  /** `null` once disposed of. */
  #workspace: Workspace | null;
  /** Of the engine's arenas. */
  readonly #copies: ParameterMirrors;
  /** `null`: one thread does everything. */
  readonly #threadPool: ThreadPool | null;
  readonly #unpacked = new UnpackedPanels();
  /** The current batch: how many examples, and whether they are gathered. */
  #batch = { count: 0, gathered: false };

  /**
   * @param batchSize what is expected; a larger one later costs a new module
   * @param threadPool the training's further threads
   * @throws when this machine's WebAssembly cannot run the module, or has no memory for it
   */
  constructor(
    spec: NetworkSpec,
    train: ExampleSet,
    batchSize: number | 'full',
    making: BuildOptions,
    threadPool: ThreadPool | null = null,
  ) {
    this.#spec = spec;
    this.#train = train;
    this.#threadPool = threadPool;
    this.#workspaces = new Workspaces(spec, train, making, threadPool);
    const length = batchLength(batchSize, train.m);
    this.#workspace = this.#workspaces.make({ whole: length === train.m, gathered: length < train.m ? length : 0 });
    this.#copies = new ParameterMirrors(spec, this.#workspace);
    ({ parameters: this.parameters, gradients: this.gradients, moments: this.moments } = this.#copies);
  }

  selectBatch(order: Uint32Array | null, start: number, count: number): void {
    this.#batch = order ? { count, gathered: true } : { count: this.#train.m, gathered: false };
    this.#reserve(this.#batch);
    if (!order) return;
    this.#space.order.set(order.subarray(start, start + count));
    this.#space.call('gather', this.#space.layout.order, count, 0);
  }

  forward(l: number): void {
    callForward(this.#batchAddresses, l, 0, this.#panels);
  }

  cost(l2: number): number {
    const { count, gathered } = this.#batch;
    const L = this.#spec.layers.length;
    const outputs = unitsOf(this.#spec, L);
    const Y = gathered ? this.#unpacked.read(this.#space, this.#space.layout.batchY, outputs, count) : this.#train.Y;
    if (l2 !== 0) this.pull('parameters');
    const output = { Z: this.values('Z', L), A: this.values('A', L), Y, m: count };
    return costOf(this.#spec, this.parameters, output, l2 / this.#train.m);
  }

  backward(l: number, l2: number): void {
    this.#space.controls.setBatch(this.#batch.count, l2);
    if (l === this.#spec.layers.length) callOutputDelta(this.#batchAddresses);
    else callDelta(this.#batchAddresses, l, 0, this.#panels);
    for (let done = 0; done < this.#panels; done += this.#space.layout.block)
      callGradient(this.#batchAddresses, l, done);
    this.#copies.changed();
  }

  *pieces(phase: PiecePhase, settings: PieceSettings): Pieces {
    if (phase.kind === 'update') yield* updatePieces(this.#space, this.#copies, settings);
    else if (!this.#threadPool || !this.#space.layout.isShared) yield* this.passPieces(phase, settings.l2);
    // The threads do a block of examples forward and back: what is left of the other phases is nothing.
    else if (phase.kind === 'forward' && phase.layer === 1) yield* this.#sharedPieces(this.#threadPool, settings.l2);
    else if (phase.kind === 'backward') this.#copies.changed();
  }

  /** By one thread alone, from the beginning, where one of them is lost. */
  *#sharedPieces(threadPool: ThreadPool, l2: number): Pieces {
    const { count, gathered } = this.#batch;
    this.#space.controls.setBatch(count, l2);
    try {
      const operations = this.#workspaces.operations(count);
      yield* sharedPieces(threadPool, this.#batchAddresses, operations);
    } catch (error) {
      if (!(error instanceof LostThreadError)) throw error;
      const old = this.#space;
      this.#goOnAlone();
      this.#takeOver(old);
      this.#space.order.set(old.order);
      if (gathered) this.#space.call('gather', this.#space.layout.order, count, 0);
      const L = this.#spec.layers.length;
      for (let layer = 1; layer <= L; layer++) yield* this.passPieces({ kind: 'forward', layer }, l2);
      for (let layer = L; layer >= 1; layer--) yield* this.passPieces({ kind: 'backward', layer }, l2);
    }
  }

  passPieces({ kind, layer }: PassPhase, l2: number): Pieces {
    return kind === 'forward' ? forwardPieces(this.#batchAddresses, layer) : this.#backwardPieces(layer, l2);
  }

  *#backwardPieces(l: number, l2: number): Pieces {
    this.#space.controls.setBatch(this.#batch.count, l2);
    if (l === this.#spec.layers.length) callOutputDelta(this.#batchAddresses);
    else yield* deltaPieces(this.#batchAddresses, l);
    for (const rest = gradientPieces(this.#batchAddresses, l); !rest.next().done; ) {
      this.#copies.changed();
      yield;
    }
  }

  update(settings: UpdateSettings, t: number): void {
    callUpdate(this.#space, { ...settings, t });
    this.#copies.changed();
  }

  /** A thread that is lost leaves half a step behind: the steps are done again from the saved state, alone. */
  runSteps(plan: StepPlan): StepReport {
    try {
      return this.#runPlan(plan);
    } catch (error) {
      if (!(error instanceof LostThreadError)) throw error;
      this.#goOnAlone();
      return { steps: 1, batchCost: Number.NaN, finite: false };
    }
  }

  #runPlan(plan: StepPlan): StepReport {
    const { order, l2 } = plan;
    const steps = Math.min(plan.steps, stepCapacity);
    this.#reserve({ count: plan.batchSize, gathered: order !== null });
    if (order) this.#space.order.set(order);
    if (this.#threadPool?.needsProof(this.#space, this.#workspaces.operations(plan.batchSize)))
      finished(threadSelfCheck(this.#threadPool, this.#space, this.#space.arenas, [() => this.#call(plan, 0, 1)]));
    this.#space.watch.fill(0);
    // The cost of the last step holds the penalty of the parameters before it: with one, that step is a call of its own.
    const before = l2 === 0 ? 0 : steps - 1;
    const early = before > 0 ? this.#run(plan, 0, before) : 0;
    if (early < before || this.#space.sawNaN) return { steps: early, batchCost: Number.NaN, finite: false };
    if (l2 !== 0) this.pull('parameters');
    const penaltyBefore = penalty(this.#spec, this.parameters, l2 / this.#train.m);
    const done = early + this.#run(plan, early, steps - early);
    const batchCost = this.cost(0) + penaltyBefore;
    return { steps: done, batchCost, finite: !this.#space.sawNaN && Number.isFinite(batchCost) };
  }

  /** Does `count` steps of a plan from its step `first` on. @returns steps done, fewer after a number that is none */
  #run(plan: StepPlan, first: number, count: number): number {
    const steps = (): number => this.#call(plan, first, count);
    this.#copies.changed();
    return this.#threadPool
      ? this.#threadPool.run(this.#space, this.#workspaces.operations(plan.batchSize), steps)
      : steps();
  }

  #call(plan: StepPlan, first: number, count: number): number {
    this.#batch = { count: planBatch(this.#train.m, plan, first + count - 1), gathered: plan.order !== null };
    return callPlan(this.#space, this.#train.m, plan, first, count);
  }

  /** Threads are lost: another memory, which they do not write to. */
  #goOnAlone(): void {
    this.#threadPool?.dismiss(notice('thread.lost'));
    this.#workspace = this.#workspaces.make(this.#space.capacity);
    this.#unpacked.clear();
  }

  gradientsFinite(): boolean {
    return allFinite(this.#space.gradients);
  }

  parametersFinite(): boolean {
    return allFinite(this.#space.parameters);
  }

  save(): void {
    this.#copies.save(this.#space);
  }

  rollback(): void {
    this.#copies.rollback(this.#space);
  }

  pull(only?: Mirrored): void {
    if (this.#workspace) this.#copies.pull(this.#workspace, only);
  }

  push(only?: Mirrored): void {
    this.#copies.push(this.#space, only);
  }

  clear(...what: Mirrored[]): void {
    this.#copies.clear(this.#space, what);
  }

  values(kind: LayerValues, l: number): Float64Array {
    if (l === 0 && kind !== 'A') return new Float64Array(0);
    return this.#unpacked.read(this.#space, this.#addressOf(kind, l), unitsOf(this.#spec, l), this.#batch.count);
  }

  forwardPieces(Z: readonly Float64Array[], A: readonly Float64Array[], m: number): Pieces {
    return forwardInScratch(this.#space, this.#spec, Z, A, m);
  }

  /** Lets go of the module and its memory; the mirrors stay as they are. */
  dispose(): void {
    this.pull();
    this.#threadPool?.dismiss(null);
    this.#workspace = null;
    this.#unpacked.clear();
  }

  /** As it was before an update that is under way: only `pull` knows where that is kept. */
  get #space(): Workspace {
    if (!this.#workspace) throw new RangeError('the engine of this training was disposed of');
    this.#copies.leaveUpdate(this.#workspace);
    return this.#workspace;
  }

  get #panels(): number {
    return this.#space.panelsFor(this.#batch.count);
  }

  get #batchAddresses(): BatchAddresses {
    const [space, spec, { count, gathered }, panels] = [this.#space, this.#spec, this.#batch, this.#panels];
    const Y = gathered ? space.layout.batchY : space.layout.Y;
    return { space, spec, count, panels, input: (l) => this.#addressOf('A', l - 1), Y };
  }

  #addressOf(kind: LayerValues, l: number): number {
    return this.#space.addressOf(kind, l, this.#batch.gathered);
  }

  /** Room for a batch. A larger one than ever before needs a new module, which takes over the arenas. */
  #reserve({ count, gathered }: { readonly count: number; readonly gathered: boolean }): void {
    const old = this.#space;
    if (gathered ? count <= old.capacity.gathered : old.capacity.whole) return;
    const capacity: BatchCapacity = gathered ? { ...old.capacity, gathered: count } : { ...old.capacity, whole: true };
    this.#workspace = this.#workspaces.make(capacity);
    this.#unpacked.clear();
    this.#takeOver(old);
  }

  #takeOver({ arenas }: Workspace): void {
    for (const [i, arena] of this.#space.arenas.entries()) arena.set(arenas[i]!);
  }
}
