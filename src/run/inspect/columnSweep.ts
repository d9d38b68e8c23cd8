/** One column set to value after value: which values, what they are as inputs, and where the shown examples have the column. */
import { type RawValue, rowOfLine } from '../../data/columns/cellOfTable.ts';
import { type InputColumn, usedValue } from '../../data/dataset/inputColumns.ts';
import { type CellSource, stepValue } from '../../data/dataset/steps/cells.ts';
import { inputAddresses, rewriteInputs } from '../../data/dataset/steps/rewrite.ts';
import { isPlainNumber, undoSteps } from '../../data/dataset/steps/undo.ts';
import { inputColumnsOf } from './rawCells.ts';
import { QueryError, type QueryContext } from './queryContext.ts';

/** @throws QueryError when no input comes from this column */
export function inputColumnOf(name: string, scene: QueryContext): InputColumn {
  const input = inputColumnsOf(scene).find(({ column }) => column.name === name);
  if (!input) throw new QueryError('query.noInput', name);
  return input;
}

/**
 * Values of a number's extent, evenly spaced; all codes of words.
 * @param margin share of the extent by which the values reach beyond it on either side
 */
export function positionsOf({ column, min, max }: InputColumn, points: number, margin = 0): Float64Array {
  if (!column.numbers) return Float64Array.from(column.categories.keys());
  const first = min - margin * (max - min);
  const last = max + margin * (max - min);
  return Float64Array.from({ length: points }, (_, i) => first + (i * (last - first)) / (points - 1));
}

/** Writes one of the positions into the inputs that come from the column, of all m examples of X. */
export function setColumn(
  { column }: InputColumn,
  position: number,
  X: Float64Array,
  m: number,
  { dataset: { pipeline } }: QueryContext,
): void {
  const value = column.numbers ? position : (column.categories[position] ?? null);
  const addresses = inputAddresses(pipeline);
  const cells: CellSource = {
    rows: m,
    read: (step, into) => {
      if (step.column === column.name) {
        into.fill(stepValue(step, value), 0, m);
        return;
      }
      // Another column of the same input keeps the value that the examples have.
      const k = addresses.findIndex(
        ({ encoding: { inputs, steps } }) => inputs[0] === step.column && isPlainNumber(steps),
      );
      for (let i = 0; i < m; i++) into[i] = k < 0 ? Number.NaN : undoSteps(addresses[k]!.encoding.steps, X[k * m + i]!);
    },
  };
  rewriteInputs(pipeline, new Set([column.name]), cells, X);
}

/** The column's value in each shown example, as `positionsOf` has them. */
export function ownValues(input: InputColumn, { dataset, table, shown }: QueryContext): Float64Array {
  return Float64Array.from(shown, (i) => positionOf(input, usedValue(input, rowOfLine(table, dataset.trainLines[i]!))));
}

function positionOf({ step }: InputColumn, value: RawValue): number {
  return stepValue(step, value);
}
