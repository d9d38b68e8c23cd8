/** The columns that inputs are made of, with what is known of them: which values they had, what stands in for a missing one. */
import { notice } from '../../core/notice.ts';
import type { DataNotice } from '../csv/dataNotice.ts';
import { type RawValue, rawValue, rowOfLine } from '../columns/cellOfTable.ts';
import type { Column, Table } from '../columns/table.ts';
import type { Dataset } from './dataset.ts';
import { stepValue } from './steps/cells.ts';
import { columnsRead, inputSteps, standInOf } from './steps/pipeline.ts';
import { isReadStep, type ReadStep, type Step } from './steps/step.ts';

export interface InputColumn {
  readonly column: Column;
  /** What becomes of its cells. */
  readonly step: ReadStep;
  /** What stands in for a missing value: a number, or a word. */
  readonly standIn: RawValue;
  /** Extent over the training examples; both NaN when there is none, or for words. */
  readonly min: number;
  readonly max: number;
}

/** One entry a column, in the order in which the steps read them. */
export function inputColumns(table: Table, { trainLines, pipeline }: Dataset): InputColumn[] {
  const rows = Uint32Array.from(trainLines, (line) => rowOfLine(table, line));
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const stepsOf = new Map(
    pipeline.encodings.toReversed().flatMap(({ steps }) => columnsRead(steps).map((name) => [name, steps] as const)),
  );
  return columnsRead(inputSteps(pipeline)).flatMap((name) => {
    const column = byName.get(name);
    const steps = stepsOf.get(name);
    return column && steps ? [inputColumn(column, steps, rows)] : [];
  });
}

function inputColumn(column: Column, steps: readonly Step[], rows: Uint32Array): InputColumn {
  const standIn = standInOf(steps, column.name);
  const step = steps.find((candidate) => isReadStep(candidate) && candidate.column === column.name) as ReadStep;
  return { column, step, standIn, ...extentOf(column, rows) };
}

function extentOf({ numbers }: Column, rows: Uint32Array): Pick<InputColumn, 'min' | 'max'> {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const row of numbers ? rows : []) {
    const value = numbers?.[row] ?? Number.NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : { min: Number.NaN, max: Number.NaN };
}

/** The column's value in a row, or what stands in for it. */
export function usedValue({ column, standIn }: InputColumn, row: number): RawValue {
  return rawValue(column, row) ?? standIn;
}

/** Why a value is none that the column can have; `null` when it is one. */
export function valueProblem({ column, step }: InputColumn, value: RawValue): DataNotice | null {
  if (value === null) return null;
  const { name, categories } = column;
  const found = stepValue(step, value);
  if (step.step !== 'words' && !Number.isNaN(found)) return null;
  if (found >= 0) return null;
  if (step.step !== 'words') return notice('data.notANumber', name, String(value));
  const known = `${categories.slice(0, 8).join(', ')}${categories.length > 8 ? ', …' : ''}`;
  return notice('data.unknownWord', name, String(value), known);
}
