/** The plane of two numeric inputs: its axes in the columns' own units, and its grid points as the network takes them. */
import type { Dataset } from '../../data/dataset/dataset.ts';
import type { Table } from '../../data/columns/table.ts';
import type { PlaneDescription } from '../../protocol/run.ts';

/** The axes reach this share of the data's extent beyond the data, on either side. */
const margin = 0.08;
/** Above this many parameters the grids are coarser, so that a picture of the plane stays cheap. */
const largeNetwork = 20_000;

/** `null` unless the network has exactly two inputs that are numbers. `shown`: indices of the shown training examples. */
export function describePlane(
  dataset: Dataset,
  table: Table,
  shown: readonly number[],
  parameters: number,
): PlaneDescription | null {
  const [first, second] = dataset.inputs;
  if (!first || !second || dataset.inputs.length !== 2) return null;
  if (
    ![first, second].every((input) => table.columns.find((column) => column.name === input.column)?.type === 'number')
  )
    return null;
  const xs = ownUnits(dataset, 0);
  const ys = ownUnits(dataset, 1);
  const coarse = parameters > largeNetwork;
  return {
    x: { name: first.name, ...extent(xs) },
    y: { name: second.name, ...extent(ys) },
    hiddenGrid: coarse ? 16 : 32,
    outputGrid: coarse ? 32 : 64,
    points: shown.flatMap((i) => [xs[i] ?? Number.NaN, ys[i] ?? Number.NaN]),
  };
}

/**
 * The points of a grid × grid picture as network input, 2 × grid² (standardized as the training data are).
 * A point is the middle of its cell: column c has x = min + (c + ½)/grid · (max − min); row 0 is the top, with the largest y.
 */
export function gridInputs(
  { x, y }: PlaneDescription,
  grid: number,
  { mean, std }: Dataset['inputScaling'],
): Float64Array {
  const points = grid * grid;
  const X = new Float64Array(2 * points);
  for (let row = 0; row < grid; row++) {
    for (let column = 0; column < grid; column++) {
      const at = row * grid + column;
      const px = x.min + ((column + 0.5) / grid) * (x.max - x.min);
      const py = y.max - ((row + 0.5) / grid) * (y.max - y.min);
      X[at] = (px - (mean[0] ?? 0)) / (std[0] ?? 1);
      X[points + at] = (py - (mean[1] ?? 0)) / (std[1] ?? 1);
    }
  }
  return X;
}

/** Input `row` of every training example in the column's own units. Length m. */
function ownUnits({ train, inputScaling }: Dataset, row: number): Float64Array {
  const mean = inputScaling.mean[row] ?? 0;
  const std = inputScaling.std[row] ?? 1;
  return Float64Array.from(train.X.subarray(row * train.m, (row + 1) * train.m), (value) => value * std + mean);
}

function extent(values: Float64Array): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (!(min <= max)) return { min: -1, max: 1 };
  const border = max > min ? margin * (max - min) : 1;
  return { min: min - border, max: max + border };
}
