/**
 * One training in the engine. Parameters, gradients and averages that the trainer sees are views of the engine's own
 * memory, which never moves: `pull` and `push` have nothing to do.
 */
import { createParameters, type Parameters } from '../core/arena.ts';
import { firstNonFinite } from '../core/diagnostics.ts';
import type { Examples } from '../core/examples.ts';
import { costOf, penalty } from '../core/forward.ts';
import type { KernelSession, LayerValues, StepPlan, StepReport } from '../core/kernels.ts';
import type { NetworkSpec } from '../core/network.ts';
import type { Moments, UpdateSettings } from '../core/optimizers.ts';
import { parameterCount, unitsOf } from '../core/shape.ts';
import type { EngineFunction } from './instance.ts';
import { type LayerLayout, numberBytes, panelExamples, panelsFor, spareCapacity, stepCapacity, unitBytes } from './layout.ts';
import { buildNetwork, type EngineNetwork } from './network.ts';
import { fromPanels, toPanels } from './panels.ts';
import { StepControls } from './stepControls.ts';
import { optimizerCodes } from './stepKernel.ts';

export class EngineSession implements KernelSession {
  readonly parameters: Parameters;
  readonly gradients: Parameters;
  readonly moments: Moments;
  readonly #spec: NetworkSpec;
  readonly #network: EngineNetwork;
  /** All of it, as numbers. */
  readonly #memory: Float64Array;
  readonly #watch: Float64Array;
  readonly #controls: StepControls;
  readonly #order: Uint32Array;
  readonly #saved: Moments & { readonly values: Float64Array };
  /** Where matrices are unpacked to, by address. */
  readonly #rooms = new Map<number, Float64Array>();
  /** Examples of the training set. */
  readonly #m: number;
  /** The current batch: how many examples, and whether they are gathered. */
  #batch = { count: 0, gathered: false };

  /** @throws when this machine's WebAssembly cannot run the module */
  constructor(spec: NetworkSpec, { X, Y, m }: Examples) {
    this.#spec = spec;
    this.#m = m;
    this.#network = buildNetwork(spec, m);
    const { layout, memory } = this.#network;
    const count = parameterCount(spec);
    this.#memory = new Float64Array(memory);
    this.#watch = this.#numbers(layout.watch, 2);
    this.parameters = createParameters(spec, this.#numbers(layout.parameters, count));
    this.gradients = createParameters(spec, this.#numbers(layout.gradients, count));
    this.moments = { first: this.#numbers(layout.firstMoment, count), second: this.#numbers(layout.secondMoment, count) };
    this.#saved = { values: new Float64Array(count), first: new Float64Array(count), second: new Float64Array(count) };
    this.#controls = new StepControls(memory, layout);
    this.#order = new Uint32Array(memory, layout.order, m);
    toPanels(X, spec.inputs, m, 0, m, this.#panels(layout.X, spec.inputs, m));
    toPanels(Y, this.#outputs, m, 0, m, this.#panels(layout.Y, this.#outputs, m));
  }

  selectBatch(order: Uint32Array | null, start: number, count: number): void {
    this.#batch = order ? { count, gathered: true } : { count: this.#m, gathered: false };
    this.#controls.setBatch(this.#batch.count, 0);
    if (!order) return;
    this.#order.set(order.subarray(start, start + count));
    this.#call('gather', this.#network.layout.order, count);
  }

  forward(l: number): void {
    const { Z, A } = this.#places(l);
    this.#call(`forward${l}`, this.#input(l), Z, A, panelsFor(this.#batch.count));
  }

  cost(l2: number): number {
    const { count } = this.#batch;
    const L = this.#spec.layers.length;
    const Y = this.#unpack(this.#batch.gathered ? this.#network.layout.batchY : this.#network.layout.Y, this.#outputs, count);
    return costOf(this.#spec, this.parameters, this.values('Z', L), this.values('A', L), Y, count, l2);
  }

  backward(l: number, l2: number): void {
    const panels = panelsFor(this.#batch.count);
    const { W, dW, lanesW, Z, A, dZ } = this.#places(l);
    const weights = unitsOf(this.#spec, l) * unitsOf(this.#spec, l - 1);
    const entries = weights + unitsOf(this.#spec, l);
    this.#controls.setBatch(this.#batch.count, l2);
    if (l === this.#spec.layers.length) this.#outputDelta(panels);
    else this.#call(`delta${l}`, this.#places(l + 1).dZ, Z, A, dZ, panels);
    this.#call('clear', lanesW, entries);
    this.#call(`gradient${l}`, dZ, this.#input(l), panels);
    this.#call('collect', lanesW, dW, entries);
    if (l2 !== 0) this.#call('penalty', dW, W, weights);
  }

  update(settings: UpdateSettings, t: number): void {
    this.#controls.setOptimizer(settings, t, 1);
    this.#call(settings.optimizer, this.#network.layout.corrections);
  }

  runSteps(plan: StepPlan): StepReport {
    const { order, l2 } = plan;
    const steps = Math.min(plan.steps, stepCapacity);
    this.#watch.fill(0);
    if (order) this.#order.set(order);
    // The cost of the last step holds the penalty of the parameters before it: with one, that step is a call of its own.
    const before = l2 === 0 ? 0 : steps - 1;
    const early = before > 0 ? this.#run(plan, 0, before) : 0;
    if (early < before || this.#watchIsNaN) return { steps: early, batchCost: Number.NaN, finite: false };
    const penaltyBefore = penalty(this.#spec, this.parameters, this.#batchLength(plan, steps - 1), l2);
    const done = early + this.#run(plan, early, steps - early);
    const batchCost = this.cost(0) + penaltyBefore;
    return { steps: done, batchCost, finite: !this.#watchIsNaN && Number.isFinite(batchCost) };
  }

  /** Does `count` steps of a plan from its step `first` on. @returns steps done, fewer after a number that is none */
  #run(plan: StepPlan, first: number, count: number): number {
    const { order, start, batchSize, l2, settings, t } = plan;
    this.#controls.setLambda(l2);
    this.#controls.setOptimizer(settings, t + first, count);
    this.#batch = { count: this.#batchLength(plan, first + count - 1), gathered: order !== null };
    return this.#call('run', count, order ? 1 : 0, start + first * batchSize, batchSize, this.#m, optimizerCodes[settings.optimizer]);
  }

  /** Examples of a plan's step. */
  #batchLength({ order, start, batchSize }: StepPlan, step: number): number {
    return order ? Math.min(batchSize, this.#m - (start + step * batchSize)) : this.#m;
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
    const { count } = this.#batch;
    if (l === 0) return kind === 'A' ? this.#unpack(this.#input(1), this.#spec.inputs, count) : new Float64Array(0);
    return this.#unpack(this.#places(l)[kind], unitsOf(this.#spec, l), count);
  }

  forwardExamples(Z: readonly Float64Array[], A: readonly Float64Array[], m: number): void {
    const { layout } = this.#network;
    const { inputs, layers } = this.#spec;
    const capacity = spareCapacity * panelExamples;
    for (let first = 0; first < m; first += capacity) {
      const count = Math.min(capacity, m - first);
      toPanels(A[0] ?? new Float64Array(0), inputs, m, first, count, this.#panels(layout.spareX, inputs, count));
      layers.forEach(({ units }, index) => {
        const { spareZ, spareA } = this.#places(index + 1);
        const input = index === 0 ? layout.spareX : this.#places(index).spareA;
        this.#call(`forward${index + 1}`, input, spareZ, spareA, panelsFor(count));
        // Z before A: they may be the same array.
        for (const [from, into] of [
          [spareZ, Z[index + 1]],
          [spareA, A[index + 1]],
        ] as const) {
          if (into) fromPanels(this.#memory, from / numberBytes, units, m, first, count, into);
        }
      });
    }
  }

  get #outputs(): number {
    return unitsOf(this.#spec, this.#spec.layers.length);
  }

  get #watchIsNaN(): boolean {
    return this.#watch.some(Number.isNaN);
  }

  #outputDelta(panels: number): void {
    const { Z, A, dZ } = this.#places(this.#spec.layers.length);
    const { layout } = this.#network;
    this.#call('outputDelta', Z, A, this.#batch.gathered ? layout.batchY : layout.Y, dZ, panels);
    this.#call('mask', dZ + (panels - 1) * this.#outputs * unitBytes, this.#batch.count);
  }

  /** Where the input of layer l stands. */
  #input(l: number): number {
    if (l > 1) return this.#places(l - 1).A;
    return this.#batch.gathered ? this.#network.layout.batchX : this.#network.layout.X;
  }

  #places(l: number): LayerLayout {
    const places = this.#network.layout.layers[l - 1];
    if (!places) throw new RangeError(`there is no layer ${l}`);
    return places;
  }

  #call(name: string, ...args: number[]): number {
    const callee: EngineFunction | undefined = this.#network.functions[name];
    if (!callee) throw new RangeError(`the engine has no function ${name}`);
    return callee(...args);
  }

  #numbers(address: number, count: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#network.memory, address, count);
  }

  #panels(address: number, units: number, examples: number): Float64Array {
    return this.#numbers(address, units * panelsFor(examples) * (unitBytes / numberBytes));
  }

  /** A matrix of the batch as the core has it: units × count, in room that is used again for the same place. */
  #unpack(address: number, units: number, count: number): Float64Array {
    const known = this.#rooms.get(address);
    const room = known?.length === units * count ? known : new Float64Array(units * count);
    if (room !== known) this.#rooms.set(address, room);
    fromPanels(this.#memory, address / numberBytes, units, count, 0, count, room);
    return room;
  }
}
