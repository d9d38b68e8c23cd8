/**
 * Where everything lies in the engine's memory.
 *
 * Matrices over examples (X, Y, Z, A, dZ) are cut into panels, as many examples as two vectors hold: four in Float64, eight
 * in Float32. A panel holds all units one after the other, each with its numbers side by side:
 *
 *     panel 0: unit 0 [e0 e1 e2 e3]  unit 1 [e0 e1 e2 e3] …     panel 1: unit 0 [e4 e5 e6 e7] …
 *
 * So a kernel reads and writes straight on, whatever the number of examples, and the distance between two units is a
 * constant, the same in both formats. Parameters, gradients and averages are arenas in the order of `core/network/arena.ts`.
 */
import type { NetworkSpec } from '../../core/network/network.ts';
import { layerShapes, parameterCount } from '../../core/network/shape.ts';
import { type Lanes, vectorBytes } from '../assembler/lanes.ts';
import { type PackBuffers, packBuffers } from './packBuffers.ts';
import { barrierBytes } from './barrierWords.ts';
import { isLargeNetwork, largeBlockPanels } from './largeNetworks.ts';
import { alignment, packedRowBytes, panelVectors, unitBytes, wholeVectors } from './panelSizes.ts';

/** How many distinct constants all kernels together may use. */
export const constantCapacity = 128;
/** Steps of one call: each has its own learning rate and bias corrections. */
export const stepCapacity = 4096;
/** Numbers that each of them has at `corrections`. */
export const correctionNumbers = 3;
/** Panels in the room for examples that are not of the training set. */
export const scratchCapacity = 64;

/** Bytes a block of panels may touch: a part of the second-level cache, 256 KiB at least on processors of the last ten years. */
const blockBytes = 98304;

/** Numbers that steer a step, at `control` + the bytes of a number times these; see `controlAt`. */
export const controls = {
  zero: 0,
  one: 1,
  /** 1/m of the current batch, and λ/m. */
  oneOverM: 2,
  penalty: 3,
  beta1: 4,
  oneMinusBeta1: 5,
  beta2: 6,
  oneMinusBeta2: 7,
  momentum: 8,
  oneMinusMomentum: 9,
  epsilon: 10,
  rho: 11,
  oneMinusRho: 12,
  weightDecay: 13,
} as const;

/** Addresses of one layer. */
export interface LayerLayout extends PackBuffers {
  readonly W: number;
  readonly b: number;
  readonly dW: number;
  readonly db: number;
  readonly Z: number;
  readonly A: number;
  readonly dZ: number;
  /** Room for other examples. */
  readonly spareZ: number;
  readonly spareA: number;
}

export interface Layout {
  readonly lanes: Lanes;
  /** Examples in a panel. */
  readonly panelExamples: number;
  /** Panels in a block: what a step goes through all layers with at a time. */
  readonly block: number;
  /** Examples of the training set. */
  readonly m: number;
  readonly constants: number;
  readonly control: number;
  /** λ, in Float64 whatever the format. */
  readonly lambda: number;
  /** For each step of a call: α/(1−β₁ᵗ), 1/√(1−β₂ᵗ) and α, see `correctionNumbers`. */
  readonly corrections: number;
  /** A mask for each number of examples in the last panel. */
  readonly masks: number;
  /** One vector that turns into NaN as soon as a number of a step is not finite. */
  readonly nanFlag: number;
  /** Arenas, each with room for whole vectors. */
  readonly parameters: number;
  readonly gradients: number;
  readonly firstMoment: number;
  readonly secondMoment: number;
  /** As long as they: 1 for an entry of a W, 0 for one of a b. */
  readonly isWeight: number;
  /** Indices of examples, Uint32. */
  readonly order: number;
  readonly X: number;
  readonly Y: number;
  readonly batchX: number;
  readonly batchY: number;
  readonly spareX: number;
  /** Room for the inputs of a layer with rows and columns exchanged, for a block of examples. */
  readonly transposed: number;
  /** Whether layers are computed by the kernels of `large/`, which need room for packed copies. */
  readonly isLarge: boolean;
  /** Whether X is kept in rows of examples (`large/gatherRows.ts`) instead of panels: a large network trained in mini-batches. */
  readonly inRows: boolean;
  /** dZ of a block, packed, in the wide layers of a small network. */
  readonly packedDeltas: number;
  /** Whole vectors that the parameters take. */
  readonly parameterVectors: number;
  /** Whether threads share the memory: they pack all layers at a time, and meet at `barrier` (`program/barrier.ts`). */
  readonly isShared: boolean;
  readonly barrier: number;
  /** l = 1…L at index l − 1. */
  readonly layers: readonly LayerLayout[];
  /** Size of the memory in pages of 64 KiB. */
  readonly pages: number;
}

export type Control = keyof typeof controls;

/** Address of a control. */
export function controlAt({ control, lanes }: Layout, name: Control): number {
  return control + lanes.numberBytes * controls[name];
}

const pageBytes = 65536;

/** Hands out memory from the bottom up. Address 0 stays free: a wrong pointer shows. */
class Allocator {
  next = alignment;

  take(bytes: number): number {
    const address = this.next;
    this.next = Math.ceil((address + bytes) / alignment) * alignment;
    return address;
  }
}

/** What batches there is room for. */
export interface BatchCapacity {
  /** Whether all m examples may be one batch. */
  readonly whole: boolean;
  /** Examples of the largest mini-batch; 0: none. */
  readonly gathered: number;
}

/** @param m examples of the training set @param wantsThreads whether a large network's memory is to be shared among threads */
export function layoutFor(
  spec: NetworkSpec,
  m: number,
  { whole, gathered }: BatchCapacity,
  lanes: Lanes,
  wantsThreads = false,
): Layout {
  const memory = new Allocator();
  const panelExamples = panelVectors * lanes.count;
  const outputs = spec.layers.at(-1)!.units;
  const parameterVectors = wholeVectors(parameterCount(spec), lanes);
  const arena = (): number => memory.take(parameterVectors * vectorBytes);
  const isLarge = isLargeNetwork(spec, lanes);
  const inRows = isLarge && !whole;
  const block = isLarge ? largeBlockPanels : blockPanels(spec);
  const isShared = isLarge && wantsThreads;
  const widest = Math.max(spec.inputs, ...spec.layers.map(({ units }) => units));
  const matrix = (units: number, examples: number): number =>
    memory.take(units * unitBytes * Math.ceil(examples / panelExamples));
  const fixed = {
    ...{ lanes, panelExamples, block, m },
    constants: memory.take(constantCapacity * vectorBytes),
    control: memory.take(lanes.numberBytes * Object.keys(controls).length),
    lambda: memory.take(8),
    corrections: memory.take(stepCapacity * correctionNumbers * lanes.numberBytes),
    masks: memory.take(panelExamples * unitBytes),
    nanFlag: memory.take(vectorBytes),
    parameters: arena(),
    gradients: arena(),
    firstMoment: arena(),
    secondMoment: arena(),
    isWeight: arena(),
    order: memory.take(4 * m),
    X: inRows ? memory.take((m + 1) * wholeVectors(spec.inputs, lanes) * vectorBytes) : matrix(spec.inputs, m),
    Y: matrix(outputs, m),
    batchX: matrix(spec.inputs, gathered),
    batchY: matrix(outputs, gathered),
    spareX: matrix(spec.inputs, scratchCapacity * panelExamples),
    transposed: memory.take(isLarge ? 0 : wholeVectors(widest, lanes) * vectorBytes * panelExamples * block),
    ...{ isLarge, inRows, isShared, parameterVectors },
    packedDeltas: memory.take(isLarge ? 0 : widest * packedRowBytes(panelExamples * block, lanes)),
    barrier: memory.take(isShared ? barrierBytes : 0),
  };
  const packBuffersOf = packBuffers(spec, fixed, (bytes) => memory.take(bytes));
  const layers = layersFor(spec, fixed, Math.max(whole ? m : 0, gathered), matrix, packBuffersOf);
  return { ...fixed, layers, pages: Math.ceil(memory.next / pageBytes) };
}

/** Panels whose X, Y, Z, A and dZ fill a block. */
function blockPanels({ inputs, layers }: NetworkSpec): number {
  const units = layers.reduce((sum, layer) => sum + 3 * layer.units, inputs + layers.at(-1)!.units);
  return Math.max(1, Math.floor(blockBytes / (units * unitBytes)));
}

function layersFor(
  spec: NetworkSpec,
  { parameters, gradients, lanes, panelExamples }: Pick<Layout, 'parameters' | 'gradients' | 'lanes' | 'panelExamples'>,
  batch: number,
  matrix: (units: number, examples: number) => number,
  packBuffersOf: (units: number, before: number) => PackBuffers,
): LayerLayout[] {
  let entry = 0;
  return layerShapes(spec).map(({ W, parameters: count }) => {
    const weights = lanes.numberBytes * entry;
    const biases = weights + lanes.numberBytes * W[0] * W[1];
    entry += count;
    const spare = scratchCapacity * panelExamples;
    return {
      W: parameters + weights,
      b: parameters + biases,
      dW: gradients + weights,
      db: gradients + biases,
      Z: matrix(W[0], batch),
      A: matrix(W[0], batch),
      dZ: matrix(W[0], batch),
      spareZ: matrix(W[0], spare),
      spareA: matrix(W[0], spare),
      ...packBuffersOf(...W),
    };
  });
}
