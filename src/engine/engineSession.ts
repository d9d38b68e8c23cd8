/**
 * One training in the engine. What the trainer sees are mirrors in Float64; the engine's own arenas are read when somebody
 * asks (`pull`) and written when somebody has changed the mirrors (`push`).
 */
import { createParameters, type Parameters } from '../core/arena.ts';
import { batchLength } from '../core/batches.ts';
import type { ExampleSet } from '../core/examples.ts';
import { costOf, penalty } from '../core/forward.ts';
import type { KernelSession, LayerValues, StepPlan, StepReport } from '../core/kernels.ts';
import type { NetworkSpec } from '../core/network.ts';
import { createMoments, type Moments, type UpdateSettings } from '../core/optimizers.ts';
import { unitsOf } from '../core/shape.ts';
import type { Lanes } from './assembler/lanes.ts';
import { type BatchRoom, spareCapacity, stepCapacity, unitBytes } from './layout.ts';
import type { Numbers } from './panels.ts';
import { optimizerCodes } from './stepKernel.ts';
import { Workspace } from './workspace.ts';

export class EngineSession implements KernelSession {
  readonly parameters: Parameters;
  readonly gradients: Parameters;
  readonly moments: Moments;
  readonly #spec: NetworkSpec;
  readonly #train: ExampleSet;
  readonly #lanes: Lanes;
  /** `null` once disposed of. */
  #workspace: Workspace | null;
  /** Whether the engine's arenas are newer than the mirrors. */
  #isStale = false;
  /** Copies of the arenas that `save` made. */
  readonly #saved: readonly Numbers[];
  /** Where matrices are unpacked to, by address. */
  readonly #rooms = new Map<number, Float64Array>();
  /** The current batch: how many examples, and whether they are gathered. */
  #batch = { count: 0, gathered: false };

  /**
   * @param batchSize what is expected; a larger one later costs a new module
   * @throws when this machine's WebAssembly cannot run the module, or has no memory for it
   */
  constructor(spec: NetworkSpec, train: ExampleSet, batchSize: number | 'full', lanes: Lanes) {
    this.#spec = spec;
    this.#train = train;
    this.#lanes = lanes;
    const length = batchLength(batchSize, train.m);
    this.#workspace = new Workspace(spec, train, { whole: length === train.m, gathered: length < train.m ? length : 0 }, lanes);
    this.parameters = createParameters(spec);
    this.gradients = createParameters(spec);
    this.moments = createMoments(this.parameters.values.length);
    this.#saved = this.#space.arenas.map((arena) => arena.slice());
  }

  selectBatch(order: Uint32Array | null, start: number, count: number): void {
    this.#batch = order ? { count, gathered: true } : { count: this.#train.m, gathered: false };
    this.#reserve(this.#batch);
    if (!order) return;
    this.#space.order.set(order.subarray(start, start + count));
    this.#space.call('gather', this.#space.layout.order, count);
  }

  forward(l: number): void {
    const { Z, A } = this.#space.layer(l);
    this.#space.call(`forward${l}`, this.#place('A', l - 1), Z, A, this.#panels);
  }

  cost(l2: number): number {
    const { count, gathered } = this.#batch;
    const L = this.#spec.layers.length;
    const outputs = unitsOf(this.#spec, L);
    const Y = gathered ? this.#unpack(this.#space.layout.batchY, outputs) : this.#train.Y;
    if (l2 !== 0) this.pull();
    return costOf(this.#spec, this.parameters, this.values('Z', L), this.values('A', L), Y, count, l2);
  }

  backward(l: number, l2: number): void {
    const { count } = this.#batch;
    const space = this.#space;
    const { Z, A, dZ } = space.layer(l);
    const [panels, before] = [this.#panels, this.#place('A', l - 1)];
    space.controls.setBatch(count, l2);
    if (l === this.#spec.layers.length) this.#outputDelta();
    else space.call(`delta${l}`, space.layer(l + 1).dZ, Z, A, dZ, panels);
    const { block } = space.layout;
    for (let done = 0; done < panels; done += block) {
      const length = Math.min(block, panels - done);
      const from = (address: number, units: number): number => address + done * units * unitBytes;
      const [d, a] = [from(dZ, unitsOf(this.#spec, l)), from(before, unitsOf(this.#spec, l - 1))];
      space.call(`gradient${l}`, d, a, length, done === 0 ? 1 : 0, done + length === panels ? 1 : 0);
    }
    this.#isStale = true;
  }

  update(settings: UpdateSettings, t: number): void {
    this.#space.controls.setOptimizer(settings, t, 1);
    this.#space.call(settings.optimizer, this.#space.layout.corrections);
    this.#isStale = true;
  }

  runSteps(plan: StepPlan): StepReport {
    const { order, l2 } = plan;
    const steps = Math.min(plan.steps, stepCapacity);
    this.#reserve({ count: plan.batchSize, gathered: order !== null });
    const space = this.#space;
    space.watch.fill(0);
    if (order) space.order.set(order);
    // The cost of the last step holds the penalty of the parameters before it: with one, that step is a call of its own.
    const before = l2 === 0 ? 0 : steps - 1;
    const early = before > 0 ? this.#run(plan, 0, before) : 0;
    if (early < before || this.#watchIsNaN) return { steps: early, batchCost: Number.NaN, finite: false };
    if (l2 !== 0) this.pull();
    const penaltyBefore = penalty(this.#spec, this.parameters, this.#batchLength(plan, steps - 1), l2);
    const done = early + this.#run(plan, early, steps - early);
    const batchCost = this.cost(0) + penaltyBefore;
    return { steps: done, batchCost, finite: !this.#watchIsNaN && Number.isFinite(batchCost) };
  }

  /** Does `count` steps of a plan from its step `first` on. @returns steps done, fewer after a number that is none */
  #run(plan: StepPlan, first: number, count: number): number {
    const { order, start, batchSize, l2, settings, t } = plan;
    const { controls } = this.#space;
    controls.setLambda(l2);
    controls.setOptimizer(settings, t + first, count);
    this.#batch = { count: this.#batchLength(plan, first + count - 1), gathered: order !== null };
    this.#isStale = true;
    const begin = start + first * batchSize;
    return this.#space.call('run', count, order ? 1 : 0, begin, batchSize, this.#train.m, optimizerCodes[settings.optimizer]);
  }

  /** Examples of a plan's step. */
  #batchLength({ order, start, batchSize }: StepPlan, step: number): number {
    return order ? Math.min(batchSize, this.#train.m - (start + step * batchSize)) : this.#train.m;
  }

  gradientsFinite(): boolean {
    return this.#space.gradients.every(Number.isFinite);
  }

  parametersFinite(): boolean {
    return this.#space.parameters.every(Number.isFinite);
  }

  save(): void {
    this.#space.arenas.forEach((arena, i) => {
      this.#saved[i]?.set(arena);
    });
  }

  rollback(): void {
    const { parameters, firstMoment, secondMoment, arenas } = this.#space;
    for (const arena of [parameters, firstMoment, secondMoment]) arena.set(this.#saved[arenas.indexOf(arena)] ?? arena);
    this.#isStale = true;
  }

  pull(): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    this.#mirrors.forEach((mirror, i) => {
      mirror.set(this.#space.arenas[i] ?? mirror);
    });
  }

  push(): void {
    // Gradients are taken over, too, unless the engine's are newer than what was written around them.
    if (this.#isStale) this.gradients.values.set(this.#space.gradients);
    this.#space.arenas.forEach((arena, i) => {
      arena.set(this.#mirrors[i] ?? arena);
    });
    this.#isStale = false;
  }

  values(kind: LayerValues, l: number): Float64Array {
    if (l === 0 && kind !== 'A') return new Float64Array(0);
    return this.#unpack(this.#place(kind, l), unitsOf(this.#spec, l));
  }

  forwardExamples(Z: readonly Float64Array[], A: readonly Float64Array[], m: number): void {
    const space = this.#space;
    const capacity = spareCapacity * space.layout.panelExamples;
    for (let first = 0; first < m; first += capacity) {
      const columns = { m, first, count: Math.min(capacity, m - first) };
      space.write(A[0] ?? new Float64Array(0), this.#spec.inputs, columns, space.layout.spareX);
      space.forwardSpare(columns.count);
      this.#spec.layers.forEach(({ units }, index) => {
        const { spareZ, spareA } = space.layer(index + 1);
        const [z, a] = [Z[index + 1], A[index + 1]];
        // Z before A: they may be the same array, and then only A counts.
        if (z && z !== a) space.read(spareZ, units, columns, z);
        if (a) space.read(spareA, units, columns, a);
      });
    }
  }

  /** Lets go of the module and its memory; the mirrors stay as they are. */
  dispose(): void {
    this.pull();
    this.#workspace = null;
    this.#rooms.clear();
  }

  get #space(): Workspace {
    if (!this.#workspace) throw new RangeError('the engine of this training was disposed of');
    return this.#workspace;
  }

  /** The mirrors, in the order of a workspace's arenas. */
  get #mirrors(): readonly Float64Array[] {
    return [this.parameters.values, this.gradients.values, this.moments.first, this.moments.second];
  }

  get #panels(): number {
    return this.#space.panelsFor(this.#batch.count);
  }

  get #watchIsNaN(): boolean {
    return this.#space.watch.some(Number.isNaN);
  }

  #place(kind: LayerValues, l: number): number {
    return this.#space.place(kind, l, this.#batch.gathered);
  }

  #outputDelta(): void {
    const { layout } = this.#space;
    const { Z, A, dZ } = this.#space.layer(this.#spec.layers.length);
    const outputs = unitsOf(this.#spec, this.#spec.layers.length);
    this.#space.call('outputDelta', Z, A, this.#batch.gathered ? layout.batchY : layout.Y, dZ, this.#panels);
    this.#space.call('mask', dZ + (this.#panels - 1) * outputs * unitBytes, this.#batch.count);
  }

  /** Room for a batch. A larger one than ever before needs a new module, which takes over the arenas. */
  #reserve({ count, gathered }: { readonly count: number; readonly gathered: boolean }): void {
    const old = this.#space;
    if (gathered ? count <= old.room.gathered : old.room.whole) return;
    const room: BatchRoom = gathered ? { ...old.room, gathered: count } : { ...old.room, whole: true };
    this.#workspace = new Workspace(this.#spec, this.#train, room, this.#lanes);
    this.#rooms.clear();
    this.#space.arenas.forEach((arena, i) => {
      arena.set(old.arenas[i] ?? arena);
    });
  }

  /** A matrix of the batch as the core has it: units × count, in room that is used again for the same place. */
  #unpack(address: number, units: number): Float64Array {
    const { count } = this.#batch;
    const known = this.#rooms.get(address);
    const room = known?.length === units * count ? known : new Float64Array(units * count);
    if (room !== known) this.#rooms.set(address, room);
    this.#space.read(address, units, { m: count, first: 0, count }, room);
    return room;
  }
}
