/**
 * Where everything lies in the engine's memory.
 *
 * Matrices over examples (X, Y, Z, A, dZ) are cut into panels of four examples; a panel holds all units one after the
 * other, each with its four numbers side by side (two vectors):
 *
 *     panel 0: unit 0 [e0 e1 e2 e3]  unit 1 [e0 e1 e2 e3] …     panel 1: unit 0 [e4 e5 e6 e7] …
 *
 * So a kernel reads and writes straight on, whatever the number of examples, and the distance between two units is a
 * constant. Parameters and what mirrors them are plain arenas (`core/arena.ts`). While a step sums up gradients, each
 * parameter has a whole vector of running sums, its "lanes", added together at the end.
 */
import type { NetworkSpec } from '../core/network.ts';
import { layerShapes, parameterCount } from '../core/shape.ts';
import { vectorBytes } from './assembler/f64x2.ts';

export const panelExamples = 4;
export const panelVectors = 2;
/** Bytes of one unit in one panel. */
export const unitBytes = panelVectors * vectorBytes;
export const numberBytes = 8;

/** How many distinct constants all kernels together may use. */
export const constantCapacity = 64;
/** Steps of one call: each has its own bias corrections. */
export const stepCapacity = 4096;
/** Panels in the room for examples that are not of the training set. */
export const spareCapacity = 64;

/** Numbers that steer a step, at `control` + 8 times these. */
export const controls = {
  /** 1/m of the current batch, and λ/m. */
  oneOverM: 0,
  penalty: 1,
  lambda: 2,
  learningRate: 3,
  beta1: 4,
  oneMinusBeta1: 5,
  beta2: 6,
  oneMinusBeta2: 7,
  momentum: 8,
  oneMinusMomentum: 9,
  epsilon: 10,
} as const;

/** Addresses of one layer. */
export interface LayerLayout {
  readonly W: number;
  readonly b: number;
  readonly dW: number;
  readonly db: number;
  /** Running sums: a vector for each entry of W and b. */
  readonly lanesW: number;
  readonly lanesB: number;
  readonly Z: number;
  readonly A: number;
  readonly dZ: number;
  /** Room for other examples. */
  readonly spareZ: number;
  readonly spareA: number;
}

export interface Layout {
  readonly constants: number;
  readonly control: number;
  /** For each step of a call: α/(1−β₁ᵗ) and 1/√(1−β₂ᵗ). */
  readonly corrections: number;
  /** Four masks for the last panel: 1, 2, 3, 4 examples in it. */
  readonly masks: number;
  /** One vector that turns into NaN as soon as any number of a step is not finite. */
  readonly watch: number;
  /** Arenas of Float64, each with room for an even count. */
  readonly parameters: number;
  readonly gradients: number;
  readonly firstMoment: number;
  readonly secondMoment: number;
  readonly lanes: number;
  /** Indices of examples, Uint32. */
  readonly order: number;
  readonly X: number;
  readonly Y: number;
  readonly batchX: number;
  readonly batchY: number;
  readonly spareX: number;
  /** l = 1…L at index l − 1. */
  readonly layers: readonly LayerLayout[];
  /** Size of the memory in pages of 64 KiB. */
  readonly pages: number;
}

export function panelsFor(examples: number): number {
  return Math.ceil(examples / panelExamples);
}

const pageBytes = 65536;
const alignment = 64;

/** Hands out memory from the bottom up. Address 0 stays free: a wrong pointer shows. */
class Allocator {
  next = alignment;

  take(bytes: number): number {
    const address = this.next;
    this.next = Math.ceil((address + bytes) / alignment) * alignment;
    return address;
  }
}

/** @param m examples of the training set, the largest batch there can be */
export function layoutFor(spec: NetworkSpec, m: number): Layout {
  const memory = new Allocator();
  const parameters = parameterCount(spec);
  const outputs = spec.layers.at(-1)?.units ?? 0;
  const panels = panelsFor(m);
  const arena = (): number => memory.take(numberBytes * (parameters + (parameters % 2)));
  const matrix = (units: number, count = panels): number => memory.take(units * unitBytes * count);
  const fixed = {
    constants: memory.take(constantCapacity * vectorBytes),
    control: memory.take(numberBytes * Object.keys(controls).length),
    corrections: memory.take(stepCapacity * 2 * numberBytes),
    masks: memory.take(panelExamples * unitBytes),
    watch: memory.take(vectorBytes),
    parameters: arena(),
    gradients: arena(),
    firstMoment: arena(),
    secondMoment: arena(),
    lanes: memory.take(parameters * vectorBytes),
    order: memory.take(4 * m),
    X: matrix(spec.inputs),
    Y: matrix(outputs),
    batchX: matrix(spec.inputs),
    batchY: matrix(outputs),
    spareX: matrix(spec.inputs, spareCapacity),
  };
  const layers = layersFor(spec, fixed, matrix);
  return { ...fixed, layers, pages: Math.ceil(memory.next / pageBytes) };
}

function layersFor(
  spec: NetworkSpec,
  { parameters, gradients, lanes }: Pick<Layout, 'parameters' | 'gradients' | 'lanes'>,
  matrix: (units: number, count?: number) => number,
): LayerLayout[] {
  let entry = 0;
  return layerShapes(spec).map(({ W, parameters: count }) => {
    const weights = entry;
    const biases = entry + W[0] * W[1];
    entry += count;
    return {
      W: parameters + numberBytes * weights,
      b: parameters + numberBytes * biases,
      dW: gradients + numberBytes * weights,
      db: gradients + numberBytes * biases,
      lanesW: lanes + vectorBytes * weights,
      lanesB: lanes + vectorBytes * biases,
      Z: matrix(W[0]),
      A: matrix(W[0]),
      dZ: matrix(W[0]),
      spareZ: matrix(W[0], spareCapacity),
      spareA: matrix(W[0], spareCapacity),
    };
  });
}
