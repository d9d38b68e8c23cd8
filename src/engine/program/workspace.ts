/** One network's module and memory, and everything that reads or writes that memory from outside. */
import type { ExampleSet } from '../../core/network/examples.ts';
import type { LayerValues } from '../../core/training/backend.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { parameterCount, unitsOf } from '../../core/network/shape.ts';
import type { EngineProgram } from '../assembler/instance.ts';
import { inputRowBytes, toRows } from '../large/gatherRows.ts';
import type { BatchCapacity, LayerLayout, Layout } from '../memory/layout.ts';
import type { BuildOptions } from './buildOptions.ts';
import { buildNetwork, type EngineNetwork } from './networkModule.ts';
import { fromPanels, type Numbers, numbersAt, toPanels } from '../memory/panels.ts';
import { StepControls } from '../memory/stepControls.ts';
import { wordIndex } from '../memory/barrierWords.ts';

export class Workspace {
  readonly layout: Layout;
  readonly capacity: BatchCapacity;
  readonly controls: StepControls;
  /** Indices of examples of the current epoch or batch. */
  readonly order: Uint32Array;
  readonly watch: Numbers;
  /** Arenas in the engine's format. */
  readonly parameters: Numbers;
  readonly gradients: Numbers;
  readonly firstMoment: Numbers;
  readonly secondMoment: Numbers;
  readonly #spec: NetworkSpec;
  readonly #network: EngineNetwork;

  /**
   * @param wantsThreads whether other threads may share the memory
   * @throws when this machine's WebAssembly cannot run the module, or has no memory for it
   */
  constructor(
    spec: NetworkSpec,
    { X, Y, m }: ExampleSet,
    capacity: BatchCapacity,
    { lanes, tile }: BuildOptions,
    wantsThreads = false,
  ) {
    this.#spec = spec;
    this.#network = buildNetwork(spec, m, capacity, lanes, { wantsThreads, tile });
    this.layout = this.#network.layout;
    this.capacity = capacity;
    const { memory, layout } = this.#network;
    const arena = (address: number): Numbers => numbersAt(memory, layout, address, parameterCount(spec));
    this.controls = new StepControls(memory, layout);
    this.order = new Uint32Array(memory, layout.order, m);
    this.watch = numbersAt(memory, layout, layout.nanFlag, layout.lanes.count);
    this.parameters = arena(layout.parameters);
    this.gradients = arena(layout.gradients);
    this.firstMoment = arena(layout.firstMoment);
    this.secondMoment = arena(layout.secondMoment);
    const whole = { m, first: 0, count: m };
    if (layout.inRows) this.#writeRows(X);
    else this.write(X, spec.inputs, whole, layout.X);
    this.write(Y, unitsOf(spec, spec.layers.length), whole, layout.Y);
  }

  /** For other threads. */
  get program(): EngineProgram {
    return this.#network.program;
  }

  /** How many threads do the next steps, all or one; without shared memory it is one. */
  useThreads(threads: number): void {
    if (this.layout.isShared)
      Atomics.store(new Int32Array(this.#network.memory), wordIndex(this.layout, 'threads'), threads);
  }

  /** The arenas, in one order for all workspaces of a network. */
  get arenas(): readonly Numbers[] {
    return [this.parameters, this.gradients, this.firstMoment, this.secondMoment];
  }

  /** Whether a step since `watch` was zero met a number that is none. */
  get sawNaN(): boolean {
    return this.watch.some(Number.isNaN);
  }

  layer(l: number): LayerLayout {
    const layer = this.layout.layers[l - 1];
    if (!layer) throw new RangeError(`there is no layer ${l}`);
    return layer;
  }

  /** Where Z^[l], A^[l] or dZ^[l] of the batch stands; A^[0] is X. @param gathered whether the batch was gathered */
  addressOf(kind: LayerValues, l: number, gathered: boolean): number {
    if (l === 0) return gathered ? this.layout.batchX : this.layout.X;
    return this.layer(l)[kind];
  }

  call(name: string, ...args: number[]): number {
    const callee = this.#network.functions[name];
    if (!callee) throw new RangeError(`the engine has no function ${name}`);
    return callee(...args);
  }

  panelsFor(examples: number): number {
    return Math.ceil(examples / this.layout.panelExamples);
  }

  /** Columns of a matrix into panels at an address. */
  write(matrix: Numbers, units: number, columns: { m: number; first: number; count: number }, address: number): void {
    toPanels(matrix, units, columns, this.#panels(units, columns.count, address), this.layout.panelExamples);
  }

  /** Panels at an address into columns of a matrix. */
  read(
    address: number,
    units: number,
    columns: { m: number; first: number; count: number },
    matrix: Float64Array,
  ): void {
    fromPanels(this.#panels(units, columns.count, address), units, columns, matrix, this.layout.panelExamples);
  }

  /** A forward pass of examples in the spare room. @param count at most what fits there */
  forwardSpare(count: number): void {
    this.#spec.layers.forEach((_, index) => {
      const { spareZ, spareA } = this.layer(index + 1);
      const input = index === 0 ? this.layout.spareX : this.layer(index).spareA;
      this.call(`forward${index + 1}`, input, spareZ, spareA, this.panelsFor(count));
    });
  }

  #writeRows(X: Numbers): void {
    const { layout, memory } = this.#network;
    const stride = inputRowBytes(this.#spec.inputs, layout) / layout.lanes.numberBytes;
    toRows(X, this.#spec.inputs, layout.m, numbersAt(memory, layout, layout.X, layout.m * stride), stride);
  }

  #panels(units: number, examples: number, address: number): Numbers {
    const count = units * this.panelsFor(examples) * this.layout.panelExamples;
    return numbersAt(this.#network.memory, this.layout, address, count);
  }
}
