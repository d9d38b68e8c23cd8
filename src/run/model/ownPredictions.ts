/**
 * The predictions of a trained network as CSV: a line an example, in the order of the data file.
 *
 *   line,target,prediction,probability:<class>…,part            yes/no and classes
 *   line,target,prediction,part                                 one number
 *   line,target:<name>,prediction:<name>,…,part                 several numbers
 *
 * Numbers are in the column's own units.
 */
import { type ExampleSet, doubles } from '../../core/network/examples.ts';
import { predictedClass } from '../../core/evaluation/predictedClass.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import { answerNames, classCells, columnOf, numberCells, textCell } from './answerCells.ts';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The whole file, with a header and "\n" line ends. */
export function predictionsCsv(trainer: Trainer, dataset: Dataset): string {
  const header = ['line', ...answerNames(dataset.pipeline, true), 'part'];
  const rows = [
    ...predictedRows(trainer, dataset, dataset.train, dataset.trainLines, 'train'),
    ...predictedRows(trainer, dataset, dataset.validation, dataset.validationLines, 'validation'),
    ...predictedRows(trainer, dataset, dataset.test, dataset.testLines, 'test'),
  ].sort((a, b) => a.line - b.line);
  const lines = [header, ...rows.map(({ line, cells }) => [String(line), ...cells])];
  return `${lines.map((cells) => cells.map(textCell).join(',')).join('\n')}\n`;
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
  return Array.from({ length: m }, (_, i) => ({
    line: lines[i] ?? 0,
    cells: [...cellsOf(dataset, columnOf(Y, i, m), columnOf(output, i, m)), part],
  }));
}

function cellsOf({ pipeline, classes, task }: Dataset, y: readonly number[], output: readonly number[]): string[] {
  if (task === 'regression') return numberCells(pipeline, output, y);
  return classCells(pipeline, output, classes[predictedClass(y, y.length, 1, 0)] ?? '');
}
