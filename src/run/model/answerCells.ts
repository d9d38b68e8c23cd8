/**
 * What a network says of rows, as cells of CSV: names of the columns and the cells of a row.
 *
 *   target,prediction,probability:<class>…            yes/no and classes
 *   target,prediction                                 one number
 *   target:<name>,prediction:<name>,…                 several numbers
 *
 * Numbers are in the column's own units. Without answers the columns of the target are left out.
 */
import { predictedClass } from '../../core/evaluation/predictedClass.ts';
import { answerOf, type Pipeline } from '../../data/dataset/steps/pipeline.ts';

export function answerNames({ task, targets, classes }: Pipeline, withTarget: boolean): string[] {
  if (task !== 'regression')
    return [...(withTarget ? ['target'] : []), 'prediction', ...classes.map((name) => `probability:${name}`)];
  if (targets.length === 1) return withTarget ? ['target', 'prediction'] : ['prediction'];
  return targets.flatMap(({ column }) => [...(withTarget ? [`target:${column}`] : []), `prediction:${column}`]);
}

/** Column i of a row-major matrix with m columns. */
export function columnOf(matrix: Float64Array, i: number, m: number): number[] {
  return Array.from({ length: matrix.length / m }, (_, row) => matrix[row * m + i] ?? Number.NaN);
}

/** @param truth the class as the table has it; `null` without answers */
export function classCells({ task, classes }: Pipeline, output: readonly number[], truth: string | null): string[] {
  const yes = output[0] ?? Number.NaN;
  const probabilities = task === 'binary' ? [1 - yes, yes] : output;
  return [
    ...(truth === null ? [] : [truth]),
    classes[predictedClass(output, output.length, 1, 0)] ?? '',
    ...probabilities.map(String),
  ];
}

/** @param y as the network sees it, NaN where there is none; `null` without answers */
export function numberCells(pipeline: Pipeline, output: readonly number[], y: readonly number[] | null): string[] {
  const original = (value: number, k: number): string =>
    Number.isNaN(value) ? '' : String(answerOf(pipeline, k, value));
  return output.flatMap((value, k) => [...(y ? [original(y[k]!, k)] : []), String(answerOf(pipeline, k, value))]);
}

/**
 * A cell of text that no spreadsheet runs as a formula: text beginning with = + - @ (or a tab or return before
 * them) gets an apostrophe in front, unless it is a plain number. Quoted where RFC 4180 asks for it.
 */
export function textCell(text: string): string {
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function harmless(text: string): string {
  const isHarmless = text.trim() !== '' && Number.isFinite(Number(text)) && !/[\t\r\n]/.test(text);
  return /^[=+\-@\t\r]/.test(text) && !isHarmless ? `'${text}` : text;
}
