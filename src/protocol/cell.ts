/** One cell of a matrix in its own arithmetic: what it is computed from, as an equation with its numbers. */
import type { Expression } from '../equations/expression.ts';
import { average, matrix, type MatrixLetter, type Variable } from '../equations/symbols.ts';
import { type AverageName, averageNames, type ExampleSet, matrixNames } from './subjects.ts';

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

export interface CellQuery extends CellAddress {
  readonly examples: ExampleSet;
}

export interface CellAnswer extends CellQuery {
  /** `null` when it is none. */
  readonly value: number | null;
  /** Its longest sum by the largest terms; `null` of what is read from the table, or changed by training alone. */
  readonly right: Expression | null;
  /** Of the letters in `right`, as `leavesOf` tells them. */
  readonly leaves: Float64Array;
  /** The lines in the file of the examples that are in `right`. */
  readonly lines: readonly { readonly column: number; readonly line: number }[];
  /** Of dW and db: the slope of J between the parameter ± ε, over the same examples. */
  readonly difference: { readonly epsilon: number; readonly value: number } | null;
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
