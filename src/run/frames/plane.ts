/** The plane of two numeric inputs: its axes in the columns' own units, and its grid points as the network takes them. */
import { evenlySpaced } from '../../core/analysis/evenlySpaced.ts';
import type { ExampleSet } from '../../core/network/examples.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import type { CellSource } from '../../data/dataset/steps/cells.ts';
import { answerOf, columnsRead, encodeRows, inputSteps, type Pipeline } from '../../data/dataset/steps/pipeline.ts';
import { inputAddresses } from '../../data/dataset/steps/rewrite.ts';
import { isPlainNumber, undoSteps } from '../../data/dataset/steps/undo.ts';
import type { PlaneDescription } from '../../protocol/run.ts';
import { targetValues } from '../curve/shownExamples.ts';

/** The axes reach this share of the data's extent beyond the data, on either side. */
const margin = 0.08;
/** Above this many parameters the grids are coarser, so that a picture of the plane stays cheap. */
const largeNetwork = 20_000;
/** Validation examples that a picture shows. */
const maxValidation = 200;

/** `null` unless all inputs come from exactly two columns of numbers. `shown`: indices of the shown training examples. */
export function describePlane(dataset: Dataset, shown: readonly number[], parameters: number): PlaneDescription | null {
  const { pipeline } = dataset;
  const [first, second, ...others] = columnsRead(inputSteps(pipeline));
  if (first === undefined || second === undefined || others.length > 0) return null;
  const xs = ownUnits(dataset.train, dataset, first);
  const ys = ownUnits(dataset.train, dataset, second);
  if (!xs || !ys) return null;
  const coarse = parameters > largeNetwork;
  return {
    x: { name: first, ...extent(xs) },
    y: { name: second, ...extent(ys) },
    hiddenGrid: coarse ? 16 : 32,
    outputGrid: coarse ? 32 : 64,
    points: shown.flatMap((i) => [xs[i] ?? Number.NaN, ys[i] ?? Number.NaN]),
    ...validationOf(dataset, first, second),
  };
}

/**
 * The points of a grid × grid picture as network input, inputs × grid² (as the training data are).
 * A point is the middle of its cell: column c has x = min + (c + ½)/grid · (max − min); row 0 is the top, with the largest y.
 */
export function gridInputs({ x, y }: PlaneDescription, grid: number, pipeline: Pipeline): Float64Array {
  const read: CellSource['read'] = (step, into) => {
    for (let i = 0; i < into.length; i++) {
      const [row, column] = [Math.floor(i / grid), i % grid];
      into[i] =
        step.column === x.name
          ? x.min + ((column + 0.5) / grid) * (x.max - x.min)
          : y.max - ((row + 0.5) / grid) * (y.max - y.min);
    }
  };
  return encodeRows(pipeline, { rows: grid * grid, read });
}

/** A few of the validation examples, in the columns' own units. */
function validationOf(dataset: Dataset, first: string, second: string): Pick<PlaneDescription, 'validation'> {
  const { validation, task, pipeline } = dataset;
  if (!validation) return {};
  const [xs, ys] = [ownUnits(validation, dataset, first), ownUnits(validation, dataset, second)];
  const targets = targetValues(validation, task);
  const chosen = evenlySpaced(validation.m, maxValidation);
  const own = (value: number): number => (task === 'regression' ? answerOf(pipeline, 0, value) : value);
  return {
    validation: {
      points: chosen.flatMap((i) => [xs?.[i] ?? Number.NaN, ys?.[i] ?? Number.NaN]),
      targets: chosen.map((i) => own(targets[i] ?? Number.NaN)),
    },
  };
}

/** A column's value in every example; `null` unless it is an input as a number. */
function ownUnits({ X, m }: ExampleSet, { pipeline }: Dataset, column: string): Float64Array | null {
  const inputs = inputAddresses(pipeline);
  const k = inputs.findIndex(({ encoding: { steps } }) => isPlainNumber(steps) && columnsRead(steps)[0] === column);
  const steps = inputs[k]?.encoding.steps;
  return steps ? Float64Array.from(X.subarray(k * m, (k + 1) * m), (value) => undoSteps(steps, value)) : null;
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
