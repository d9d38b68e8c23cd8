/**
 * How a row becomes x and an answer comes back, as one list of steps: the model's pipeline. Training, what-if, predictions and exports all
 * use it, so that they cannot differ.
 */
import type { RawValue } from '../../columns/cellOfTable.ts';
import { isoDate } from '../../columns/dates.ts';
import type { Task } from '../../columns/summary.ts';
import { applyStep } from './apply.ts';
import type { CellSource } from './cells.ts';
import { Lanes } from './lanes.ts';
import { isReadStep, type Step } from './step.ts';
import { undoSteps } from './undo.ts';

/** The steps that begin with the cells of a column (of two, for a product) and end with inputs. */
export interface Encoding {
  /** Names of the inputs that the steps leave: "petal_length", "island = Torgersen", "x*y". */
  readonly inputs: readonly string[];
  readonly steps: readonly Step[];
}

/** The steps of one target: what they leave are rows of Y. */
export interface TargetEncoding {
  readonly column: string;
  readonly steps: readonly Step[];
}

export interface Pipeline {
  /** In the order of x. */
  readonly encodings: readonly Encoding[];
  readonly task: Task;
  /** Several only in regression. */
  readonly targets: readonly TargetEncoding[];
  /** In code order; empty for regression. */
  readonly classes: readonly string[];
}

/** All steps from row to x in their order. */
export function inputSteps({ encodings }: Pipeline): readonly Step[] {
  return encodings.flatMap(({ steps }) => steps);
}

/** The columns that steps read, each once, in the order of its first step. */
export function columnsRead(steps: readonly Step[]): readonly string[] {
  return [...new Set(steps.flatMap((step) => (isReadStep(step) ? [step.column] : [])))];
}

/** Does a list of steps on empty lanes. */
export function runSteps(steps: readonly Step[], lanes: Lanes, cells: CellSource): void {
  lanes.clear();
  for (const step of steps) applyStep(step, lanes, cells);
}

/**
 * x of every row: inputs × rows, row-major.
 * @param into for so many numbers at least; without it they get an array of their own
 */
export function encodeRows(
  { encodings }: Pick<Pipeline, 'encodings'>,
  cells: CellSource,
  into?: Float64Array,
): Float64Array {
  const lanes = new Lanes(cells.rows);
  const length = encodings.reduce((sum, { inputs }) => sum + inputs.length, 0) * cells.rows;
  const X = into ? into.subarray(0, length) : new Float64Array(length);
  let at = 0;
  for (const { steps } of encodings) {
    runSteps(steps, lanes, cells);
    for (let k = 0; k < lanes.count; k++, at += cells.rows) X.set(lanes.at(k), at);
  }
  return X;
}

/** What the network says of a target of a regression, in the column's own units. */
export function answerOf({ targets }: Pick<Pipeline, 'targets'>, target: number, a: number): number {
  return undoSteps(targets[target]!.steps, a);
}

/** What stands in for a missing value, as the file would have it: a number, a word, or a date. NaN, "" and such where there is none. */
export function standInOf(steps: readonly Step[], column: string): RawValue {
  const from = steps.findIndex((step) => isReadStep(step) && step.column === column);
  const read = steps[from];
  const at = steps.findIndex((step, k) => k > from && step.step === 'standIn');
  const standIn = steps[at];
  if (!read || standIn?.step !== 'standIn') return null;
  if (read.step === 'words') return read.words[standIn.value] ?? null;
  const value = undoSteps(steps.slice(from, at), standIn.value);
  return read.step === 'date' ? isoDate(value) : value;
}
