/** Which examples are the columns of a matrix, and the one matrix that no pass keeps, dA. */
import { evenlySpaced } from '../../core/analysis/evenlySpaced.ts';
import { propagate } from '../../core/network/backward.ts';
import type { Parameters } from '../../core/network/arena.ts';
import type { Examples, ExampleSet } from '../../core/network/examples.ts';
import { outputActivationDelta } from '../../core/network/losses.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import { unitsOf } from '../../core/network/shape.ts';
import type { Part } from '../../protocol/subjects.ts';
import { answerWork, examplesFor } from '../budget.ts';
import { lastBatch } from './lastBatch.ts';
import { pick } from './parameterSnapshot.ts';
import { examplesOf, type QueryContext } from './queryContext.ts';

export interface Columns {
  readonly examples: ExampleSet;
  readonly lines: Uint32Array;
  /** Which of the examples, in which order; `null`: all as they stand. */
  readonly order: Uint32Array | null;
}

export function columnsOf(set: Part | 'shown', scene: QueryContext): Columns {
  if (set === 'shown') return { ...examplesOf(scene, 'train'), order: Uint32Array.from(scene.shown) };
  return { ...examplesOf(scene, set), order: null };
}

export function stepColumns(scene: QueryContext): Columns {
  return { ...examplesOf(scene, 'train'), order: lastBatch(scene.runner.trainer, scene.moment.live).order };
}

/** What a gradient is the mean over: all of them, or an even sample where they are many. */
export function gradientSample(
  set: Part | 'shown',
  scene: QueryContext,
): { readonly sample: Examples; readonly lines: Uint32Array } {
  const { examples, lines, order } = columnsOf(set, scene);
  const count = order?.length ?? examples.m;
  const most = examplesFor(answerWork, scene.description.parameters, 64);
  const chosen = Uint32Array.from(
    count > most ? evenlySpaced(count, most) : Array.from({ length: count }, (_, i) => i),
    (i) => order?.[i] ?? i,
  );
  return { sample: pick(scene.spec, examples, chosen), lines: chosen.map((i) => lines[i]!) };
}

/** A of the layer, dZ of the one above, of the same examples. */
interface DeltaParts {
  readonly A: readonly Float64Array[];
  readonly dZ: readonly Float64Array[];
  readonly Y: Float64Array;
  readonly m: number;
}

/** dA^[l] = W^[l+1]ᵀ dZ^[l+1], at the output ∂ℒ/∂A^[L] */
export function activationDelta(
  spec: NetworkSpec,
  { W }: Parameters,
  l: number,
  { A, dZ, Y, m }: DeltaParts,
): Float64Array {
  const units = unitsOf(spec, l);
  const dA = new Float64Array(units * m);
  if (l === spec.layers.length) outputActivationDelta(spec.loss, A[l]!, Y, dA, units * m);
  else propagate(W[l + 1]!, dZ[l + 1]!, dA, unitsOf(spec, l + 1), units, m);
  return dA;
}
