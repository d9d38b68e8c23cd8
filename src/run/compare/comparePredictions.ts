/** What recorded runs say of the rows of their table: confusion matrices, and the rows that they do not agree on. */
import { predictedClass } from '../../core/evaluation/predictedClass.ts';
import { doubles, type ExampleSet } from '../../core/network/examples.ts';
import type { Table } from '../../data/columns/table.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import { datasetBy } from '../../data/dataset/givenPipeline.ts';
import { answerOf } from '../../data/dataset/steps/pipeline.ts';
import type { ModelFile } from '../../model/modelFile.ts';
import type { ChangedPredictions, ChangedRow, RunConfusion } from '../../protocol/compare/runsComparison.ts';
import type { Part } from '../../protocol/subjects.ts';
import { isQuick } from '../budget.ts';
import { columnOf } from '../model/answerCells.ts';
import { ModelForward } from '../model/modelForward.ts';

interface RowAnswer {
  readonly part: Part;
  /** Class codes; numbers in the targets' own units. One a target. */
  readonly truth: readonly number[];
  readonly predicted: readonly number[];
}

/** What one run says, by line of the table. */
export interface RunAnswers {
  readonly targets: readonly string[];
  /** Empty: numbers are predicted. */
  readonly classes: readonly string[];
  readonly byLine: ReadonlyMap<number, RowAnswer>;
}

/** Rows at a time. */
const blockRows = 4096;

/** @throws DataError where the table is none that the network can read */
export function answersOf(model: ModelFile, table: Table): RunAnswers {
  const { config, pipeline, origin } = model;
  const { missing, split } = config.data;
  const dataset = datasetBy(pipeline, table, { missing, split, precision: origin.precision });
  const byLine = new Map<number, RowAnswer>();
  const forward = new ModelForward(
    model,
    origin.precision === 'float64' && isQuick(table.rows, model.parameters.length),
  );
  try {
    addPart(byLine, forward, dataset, 'train');
    addPart(byLine, forward, dataset, 'validation');
    addPart(byLine, forward, dataset, 'test');
  } finally {
    forward.dispose();
  }
  return { targets: dataset.targets, classes: dataset.classes, byLine };
}

function addPart(byLine: Map<number, RowAnswer>, forward: ModelForward, dataset: Dataset, part: Part): void {
  const examples = dataset[part];
  if (!examples) return;
  const lines = { train: dataset.trainLines, validation: dataset.validationLines, test: dataset.testLines }[part];
  const { m, Y } = examples;
  for (let start = 0; start < m; start += blockRows) {
    const count = Math.min(blockRows, m - start);
    const { A } = forward.outputs(columnsOf(examples, start, count), count);
    for (let i = 0; i < count; i++) {
      const [truth, predicted] = [columnOf(Y, start + i, m), columnOf(A, i, count)].map((y) => readOff(dataset, y));
      byLine.set(lines[start + i]!, { part, truth: truth!, predicted: predicted! });
    }
  }
}

function columnsOf({ X: inputs, m }: ExampleSet, start: number, count: number): Float64Array {
  const X = doubles(inputs);
  if (count === m) return X;
  const rows = X.length / m;
  const block = new Float64Array(rows * count);
  for (let k = 0; k < rows; k++) block.set(X.subarray(k * m + start, k * m + start + count), k * count);
  return block;
}

function readOff({ task, pipeline }: Dataset, y: readonly number[]): number[] {
  if (task === 'regression') return y.map((value, k) => answerOf(pipeline, k, value));
  return [predictedClass(y, y.length, 1, 0)];
}

/** @returns `null` where numbers are predicted */
export function confusionOf({ classes, byLine }: RunAnswers): RunConfusion | null {
  if (classes.length === 0) return null;
  const counts: Record<Part, number[] | null> = { train: null, validation: null, test: null };
  for (const { part, truth, predicted } of byLine.values()) {
    const matrix = counts[part] ?? new Array<number>(classes.length ** 2).fill(0);
    matrix[truth[0]! * classes.length + predicted[0]!]!++;
    counts[part] = matrix;
  }
  return { classes, counts };
}

/**
 * Rows that are not answered alike.
 * @param all `null`: a run whose table, or whose network, is not there
 * @param max of rows that are listed
 * @returns `null` where fewer than two have the targets of the first
 */
export function changedPredictions(all: readonly (RunAnswers | null)[], max: number): ChangedPredictions | null {
  const first = all.find((answers) => answers !== null);
  if (!first) return null;
  const named = first.targets.join('\n');
  const alike = all.map((answers) => (answers && answers.targets.join('\n') === named ? answers : null));
  const compared = alike.filter((answers) => answers !== null);
  if (compared.length < 2) return null;
  const lines = [...first.byLine.keys()].filter((line) => compared.every(({ byLine }) => byLine.has(line)));
  const found: { readonly row: ChangedRow; readonly spread: number }[] = [];
  for (const line of lines.sort((a, b) => a - b))
    for (const [k, target] of first.targets.entries()) {
      const said = compared.map((answers) => textOf(answers, answers.byLine.get(line)!.predicted[k]!));
      if (said.every((text) => text === said[0])) continue;
      found.push({ row: changedRow(alike, first, { line, target, k }), spread: spreadOf(compared, line, k) });
    }
  if (first.classes.length === 0) found.sort((a, b) => b.spread - a.spread || a.row.line - b.row.line);
  const list = found.slice(0, max).map(({ row }) => row);
  return { rows: lines.length * first.targets.length, changed: found.length, list };
}

function changedRow(
  alike: readonly (RunAnswers | null)[],
  first: RunAnswers,
  { line, target, k }: { readonly line: number; readonly target: string; readonly k: number },
): ChangedRow {
  const answers = alike.map((one) => (one ? (one.byLine.get(line) ?? null) : null));
  return {
    ...{ line, target, truth: textOf(first, first.byLine.get(line)!.truth[k]!) },
    predictions: alike.map((one, i) => (one && answers[i] ? textOf(one, answers[i].predicted[k]!) : null)),
    parts: answers.map((answer) => answer?.part ?? null),
  };
}

/** Numbers with six digits: what differs less is rounding. */
function textOf({ classes }: RunAnswers, value: number): string {
  return classes.length > 0 ? (classes[value] ?? '') : String(Number(value.toPrecision(6)));
}

function spreadOf(compared: readonly RunAnswers[], line: number, k: number): number {
  const values = compared.map(({ byLine }) => byLine.get(line)!.predicted[k]!);
  return Math.max(...values) - Math.min(...values);
}
