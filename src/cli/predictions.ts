/**
 * The predictions of a trained network as CSV: a line an example, in the order of the data file.
 *
 *   line,target,prediction,probability:<class>…,part            yes/no and classes
 *   line,target,prediction,part                                 one number
 *   line,target:<name>,prediction:<name>,…,part                 several numbers
 *
 * Numbers are in the column's own units.
 */
import { type ExampleSet, doubles } from '../core/network/examples.ts';
import { predictedClass } from '../core/evaluation/predictedClass.ts';
import type { Trainer } from '../core/training/trainer.ts';
import type { Dataset } from '../data/dataset/dataset.ts';
import { answerOf } from '../data/dataset/steps/pipeline.ts';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The whole file, with a header and "\n" line ends. */
export function predictionsCsv(trainer: Trainer, dataset: Dataset): string {
  const rows = [
    ...predictedRows(trainer, dataset, dataset.train, dataset.trainLines, 'train'),
    ...predictedRows(trainer, dataset, dataset.validation, dataset.validationLines, 'validation'),
    ...predictedRows(trainer, dataset, dataset.test, dataset.testLines, 'test'),
  ].sort((a, b) => a.line - b.line);
  const lines = [header(dataset), ...rows.map(({ line, cells }) => [String(line), ...cells])];
  return `${lines.map((cells) => cells.join(',')).join('\n')}\n`;
}

function header(dataset: Dataset): string[] {
  const { task, targets, classes } = dataset;
  if (task !== 'regression')
    return ['line', 'target', 'prediction', ...classes.map((name) => textCell(`probability:${name}`)), 'part'];
  if (targets.length === 1) return ['line', 'target', 'prediction', 'part'];
  return ['line', ...targets.flatMap((name) => [textCell(`target:${name}`), textCell(`prediction:${name}`)]), 'part'];
}

function predictedRows(
  trainer: Trainer,
  dataset: Dataset,
  examples: ExampleSet | null,
  lines: Uint32Array,
  part: string,
): Row[] {
  if (!examples) return [];
  const { m, X, Y } = examples;
  const output = trainer.forward(doubles(X), m).A.at(-1) ?? new Float64Array(0);
  const cellsOf = dataset.task === 'regression' ? numberCells : classCells;
  return Array.from({ length: m }, (_, i) => ({
    line: lines[i] ?? 0,
    cells: [...cellsOf(dataset, column(Y, i, m), column(output, i, m)), part],
  }));
}

/** Column i of a row-major matrix with m columns. */
function column(matrix: Float64Array, i: number, m: number): number[] {
  return Array.from({ length: matrix.length / m }, (_, row) => matrix[row * m + i] ?? Number.NaN);
}

function classCells({ task, classes }: Dataset, y: readonly number[], output: readonly number[]): string[] {
  const yes = output[0] ?? Number.NaN;
  const probabilities = task === 'binary' ? [1 - yes, yes] : output;
  return [
    textCell(classes[predictedClass(y, y.length, 1, 0)] ?? ''),
    textCell(classes[predictedClass(output, output.length, 1, 0)] ?? ''),
    ...probabilities.map(String),
  ];
}

function numberCells({ pipeline }: Dataset, y: readonly number[], output: readonly number[]): string[] {
  const original = (value: number, k: number): string => String(answerOf(pipeline, k, value));
  return y.flatMap((value, k) => [original(value, k), original(output[k] ?? Number.NaN, k)]);
}

/**
 * A cell of text that no spreadsheet runs as a formula: text beginning with = + - @ (or a tab or return before
 * them) gets an apostrophe in front, unless it is a plain number. Quoted where RFC 4180 asks for it.
 */
export function textCell(text: string): string {
  const harmless = text.trim() !== '' && Number.isFinite(Number(text)) && !/[\t\r\n]/.test(text);
  const safe = /^[=+\-@\t\r]/.test(text) && !harmless ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
