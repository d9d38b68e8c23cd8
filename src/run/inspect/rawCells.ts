/** The raw values of an example as the file has them, and what the data set makes of them. */
import { type RawValue, rawValue, rowOfLine } from '../../data/columns/cellOfTable.ts';
import type { Column } from '../../data/columns/table.ts';
import { type InputColumn, inputColumns } from '../../data/dataset/inputColumns.ts';
import type { RawCell } from '../../protocol/answers.ts';
import type { QueryContext } from './queryContext.ts';

type Source = Pick<QueryContext, 'dataset' | 'table'>;

const known = new WeakMap<Source['dataset'], readonly InputColumn[]>();

/** The columns that the run's inputs are made of, worked out once. */
export function inputColumnsOf({ dataset, table }: Source): readonly InputColumn[] {
  const there = known.get(dataset) ?? inputColumns(table, dataset);
  known.set(dataset, there);
  return there;
}

/** Input columns in the order of the inputs, then the targets. */
export function rawColumns(source: Source): readonly Column[] {
  const targets = source.dataset.targets.flatMap((name) =>
    source.table.columns.filter((column) => column.name === name),
  );
  return [...inputColumnsOf(source).map(({ column }) => column), ...targets];
}

/** One value a column of `rawColumns`. */
export function rawRow(source: Source, line: number): RawValue[] {
  const row = rowOfLine(source.table, line);
  return rawColumns(source).map((column) => rawValue(column, row));
}

/** The cells of one row with `changes` in place of what the file has. */
export function rawCells(source: Source, line: number, changes: Readonly<Record<string, RawValue>> = {}): RawCell[] {
  const inputs = inputColumnsOf(source);
  const row = rowOfLine(source.table, line);
  return rawColumns(source).map((column, k): RawCell => {
    const input = inputs[k];
    const changed = input && Object.hasOwn(changes, column.name);
    const value = changed ? (changes[column.name] ?? null) : rawValue(column, row);
    return {
      column: column.name,
      value,
      role: input ? 'input' : 'target',
      filled: input && value === null ? input.standIn : null,
      categories: column.numbers || column.type === 'date' ? [] : column.categories,
      range: input && !Number.isNaN(input.min) ? [input.min, input.max] : null,
    };
  });
}
