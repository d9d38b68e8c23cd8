/** What questions and answers are about: parts of the data, matrices, stretches of them, examples. */
import type { MatrixWindow } from '../equations/render/copiedMatrix.ts';
import { average, matrix, type MatrixLetter, type Variable } from '../equations/symbols.ts';

export const parts = ['train', 'validation', 'test'] as const;
export type Part = (typeof parts)[number];

/** Raw values of a row by column name; `null` is a missing value. */
export type RawValues = Readonly<Record<string, number | string | null>>;

/** What the optimiser keeps of the gradients of W and b: running averages, and what Adam makes of them. At the present only. */
export const averageNames = ['vW', 'vb', 'sW', 'sb', 'vHatW', 'vHatb', 'sHatW', 'sHatb'] as const;
export type AverageName = (typeof averageNames)[number];

export const matrixNames = ['X', 'Y', 'W', 'b', 'Z', 'A', 'dZ', 'dA', 'dW', 'db', ...averageNames] as const;
export type MatrixName = (typeof matrixNames)[number];

/**
 * Which examples are the columns (and what dW and db are the gradient of): those of a part, those shown in the heat maps in
 * their order, or the batch of the step that is being done phase by phase (present time only).
 */
export const exampleSets = ['train', 'validation', 'shown', 'step'] as const;
export type ExampleSet = (typeof exampleSets)[number];

/** A stretch of rows or columns. */
export interface Span {
  readonly from: number;
  readonly count: number;
}

/** A window of a matrix, as a page shows it and its context menu knows it. */
export interface ShownMatrix extends MatrixWindow {
  readonly which: MatrixName;
  readonly layer: number;
  readonly examples: ExampleSet;
}

/** What a page wrote on its table; `null` of anything else. */
export function shownMatrixOf(written: unknown): ShownMatrix | null {
  const shown = written as ShownMatrix | null;
  const isOne = typeof shown === 'object' && shown !== null && Array.isArray(shown.cells) && Array.isArray(shown.shape);
  return isOne && matrixNames.includes(shown.which) && exampleSets.includes(shown.examples) ? shown : null;
}

/** An example of a part, or one of those shown, by its place among them. */
export interface ExampleAddress {
  readonly part: Part | 'shown';
  readonly index: number;
}

/** The matrices, and the ℒ of every example. */
export const cellNames = [...matrixNames, 'loss'] as const;
export type CellName = (typeof cellNames)[number];

/** Rows and columns of the whole matrix, from 0. */
export interface CellAddress {
  readonly which: CellName;
  readonly layer: number;
  readonly row: number;
  readonly column: number;
}

const averages: readonly string[] = averageNames;

/** The letter of the equations. */
export function variableOf(which: CellName, layer: number): Variable {
  if (which === 'loss') return { kind: 'loss' };
  if (averages.includes(which)) {
    const [, letter, of] = /^(.*)([Wb])$/.exec(which) as unknown as [string, 'v' | 's' | 'vHat' | 'sHat', 'W' | 'b'];
    return average(letter, of, layer);
  }
  return matrix(which as MatrixLetter, which === 'X' || which === 'Y' ? 0 : layer);
}

export function isAverage(which: CellName): which is AverageName {
  return averages.includes(which);
}
