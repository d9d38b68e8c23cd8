/** The examples of one part of a data set: their inputs and targets, made by the steps some rows at a time. */
import type { ExampleSet, Inputs, LogScale } from '../../core/network/examples.ts';
import type { Precision } from '../../core/training/backend.ts';
import type { CellSource } from './steps/cells.ts';
import { Lanes } from './steps/lanes.ts';
import { type Pipeline, runSteps } from './steps/pipeline.ts';
import type { Step } from './steps/step.ts';

/** So few that their lanes stay in the processor's cache, and a column of many words costs little memory. */
const chunkRows = 2048;

/**
 * X and Y of these rows; `null` when there are none.
 * @param cellsOf cells of some rows of the table
 * @param precision X is kept in it
 */
export function examplesOf(
  { encodings, targets }: Pipeline,
  rows: Uint32Array,
  cellsOf: (rows: Uint32Array) => CellSource,
  precision: Precision,
): ExampleSet | null {
  const { length: m } = rows;
  if (m === 0) return null;
  const inputs = encodings.reduce((sum, encoding) => sum + encoding.inputs.length, 0);
  const X = new (precision === 'float32' ? Float32Array : Float64Array)(inputs * m);
  const Y = new Float64Array(targets.reduce((sum, { steps }) => sum + laneCount(steps), 0) * m);
  const fill = filler(rows, cellsOf);
  encodings.reduce((at, { steps }) => fill(steps, X, at), 0);
  targets.reduce((at, { steps }) => fill(steps, Y, at), 0);
  const logScales = targets.map(({ steps }) => logScaleOf(steps));
  return { m, X, Y, ...(logScales.some(Boolean) && { logScales }) };
}

/** `null` where the target was not made a logarithm. */
function logScaleOf(steps: readonly Step[]): LogScale | null {
  if (!steps.some((step) => step.step === 'transform' && step.by === 'log1p')) return null;
  const last = steps.at(-1);
  return last?.step === 'standardize' ? { scale: last.std[0]!, offset: last.mean[0]! } : { scale: 1, offset: 0 };
}

/** Rows of Y that the steps of a target leave. */
function laneCount(steps: readonly Step[]): number {
  const last = steps.at(-1);
  return last?.step === 'oneHot' ? last.count : 1;
}

/** Writes what steps leave into a row-major matrix of m columns, from row `at` on; says which row comes next. */
type Fill = (steps: readonly Step[], matrix: Inputs, at: number) => number;

function filler(rows: Uint32Array, cellsOf: (rows: Uint32Array) => CellSource): Fill {
  const { length: m } = rows;
  const starts = Array.from({ length: Math.ceil(m / chunkRows) }, (_, k) => k * chunkRows);
  const chunks = starts.map((from) => cellsOf(rows.subarray(from, Math.min(m, from + chunkRows))));
  const pools = new Map<number, Lanes>();
  const lanesFor = (count: number): Lanes => {
    const lanes = pools.get(count) ?? new Lanes(count);
    pools.set(count, lanes);
    return lanes;
  };
  return (steps, matrix, at) => {
    let left = 0;
    chunks.forEach((cells, chunk) => {
      const lanes = lanesFor(cells.rows);
      runSteps(steps, lanes, cells);
      left = lanes.count;
      for (let k = 0; k < left; k++) matrix.set(lanes.at(k), (at + k) * m + starts[chunk]!);
    });
    return at + left;
  };
}
