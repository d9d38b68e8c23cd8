/** What the pictures ask of a frame: rows of activations, ranges, and the pre-activations z = W·a + b that a frame leaves out. */
import { rangeOf } from '../../src/core/network/activations.ts';
import type { Activation } from '../../src/core/network/network.ts';
import { type Frame, type Matrix, type SectionName, sectionOf } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';

/** Row `row` of a matrix: a view, not a copy. */
export function rowOf(matrix: Matrix, row: number): Float32Array {
  return matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns);
}

export function section(frame: Frame | null, name: SectionName): Matrix | null {
  return frame ? (sectionOf(frame, name) ?? null) : null;
}

export function activationOf(run: RunDescription, layer: number): Activation {
  return run.layers[layer - 1]?.activation ?? 'linear';
}

/** How a layer's values map to −1…1: value × factor + shift. Ends are what the colours' ends stand for. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
  readonly factor: number;
  readonly shift: number;
}

/**
 * Ends are fixed for bounded activations, the largest |a| of the layer for the others, so that colours can be compared within
 * it. What cannot be negative begins at the neutral colour; only the answer to a yes/no question has its middle there.
 */
export function valueRange(run: RunDescription, layer: number, matrix: Matrix | null): ValueRange {
  const [low, high] = layer > 0 ? rangeOf(activationOf(run, layer)) : everything;
  const isYesNo = layer === run.layers.length && activationOf(run, layer) === 'sigmoid';
  if (Number.isFinite(low) && Number.isFinite(high)) return low < 0 || isYesNo ? between(low, high) : upTo(high);
  const size = largest(matrix?.values);
  if (size === Number.POSITIVE_INFINITY) return { low: -size, high: size, factor: 1, shift: 0 };
  return low === 0 ? upTo(size) : between(-size, size);
}

const everything = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

function between(low: number, high: number): ValueRange {
  const factor = 2 / (high - low);
  return { low, high, factor, shift: -1 - low * factor };
}

function upTo(high: number): ValueRange {
  return { low: 0, high, factor: 1 / high, shift: 0 };
}

/** The largest finite |value|; infinity where there are infinite ones only, 1 where there are none but 0. */
function largest(values: Float32Array | undefined): number {
  let size = 0;
  let infinite = false;
  const count = values?.length ?? 0;
  for (let index = 0; index < count; index++) {
    const absolute = Math.abs(values?.[index] ?? 0);
    if (absolute === Number.POSITIVE_INFINITY) infinite = true;
    else if (absolute > size) size = absolute;
  }
  return size || (infinite ? Number.POSITIVE_INFINITY : 1);
}

/** The place of unit `unit` among the shown units of its layer, or −1. */
export function shownIndex(run: RunDescription, layer: number, unit: number): number {
  return run.shownUnits[layer]?.indexOf(unit) ?? -1;
}

/** True when every unit of the layer is in the frame: only then can sums over it be shown in full. */
export function isComplete(run: RunDescription, layer: number): boolean {
  const units = layer === 0 ? run.inputs.length : (run.layers[layer - 1]?.units ?? 0);
  return run.shownUnits[layer]?.length === units;
}

/**
 * z of one unit for every shown example, from the shown units of the layer below: z_j = Σ_k w_jk a_k + b_j.
 * `row` is the unit's place among the shown. `null` when the frame lacks a part.
 */
export function preActivations(frame: Frame, layer: number, row: number): Float32Array | null {
  const W = section(frame, `W:${layer}`);
  const b = section(frame, `b:${layer}`);
  const A = section(frame, `A:${layer - 1}`);
  if (!W || !b || !A) return null;
  const z = new Float32Array(A.columns).fill(b.values[row] ?? Number.NaN);
  for (let k = 0; k < W.columns; k++) {
    const weight = W.values[row * W.columns + k] ?? Number.NaN;
    const a = rowOf(A, k);
    for (let i = 0; i < z.length; i++) z[i] = (z[i] ?? Number.NaN) + weight * (a[i] ?? Number.NaN);
  }
  return z;
}

/** The runs of equal targets among the shown examples, which come sorted: for class ticks. */
export interface ClassBlock {
  readonly code: number;
  readonly start: number;
  readonly end: number;
}

/** Empty in regression. */
export function classBlocks(run: RunDescription): readonly ClassBlock[] {
  if (run.task === 'regression') return [];
  const blocks: { code: number; start: number; end: number }[] = [];
  run.shownExamples.forEach(({ target }, index) => {
    const last = blocks.at(-1);
    if (last?.code === target) last.end = index + 1;
    else blocks.push({ code: target, start: index, end: index + 1 });
  });
  return blocks;
}
