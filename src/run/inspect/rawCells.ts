/** The raw values of an example as the file has them, and what the data set makes of them. */
import { type ColumnEncoder, encodersOf, type RawValue, rawValue, rowOfLine } from '../../data/dataset/encodeRow.ts';
import type { Column } from '../../data/columns/table.ts';
import type { RawCell } from '../../protocol/answers.ts';
import type { QueryContext } from './queryContext.ts';

type Source = Pick<QueryContext, 'dataset' | 'table'>;

const known = new WeakMap<Source['dataset'], ColumnEncoder[]>();

/** The encoders of the run's features, made once. */
export function encoders({ dataset, table }: Source): readonly ColumnEncoder[] {
  const there = known.get(dataset) ?? encodersOf(table, dataset);
  known.set(dataset, there);
  return there;
}

/** Input columns in the order of the inputs, then the targets. */
export function rawColumns(source: Source): readonly Column[] {
  const targets = source.dataset.targets.flatMap((name) =>
    source.table.columns.filter((column) => column.name === name),
  );
  return [...encoders(source).map(({ column }) => column), ...targets];
}

/** One value a column of `rawColumns`. */
export function rawRow(source: Source, line: number): RawValue[] {
  const row = rowOfLine(source.table, line);
  return rawColumns(source).map((column) => rawValue(column, row));
}

/** The cells of one row with `changes` in place of what the file has. */
export function rawCells(source: Source, line: number, changes: Readonly<Record<string, RawValue>> = {}): RawCell[] {
  const features = encoders(source);
  const row = rowOfLine(source.table, line);
  return rawColumns(source).map((column, k): RawCell => {
    const encoder = features[k];
    const changed = encoder && Object.hasOwn(changes, column.name);
    const value = changed ? (changes[column.name] ?? null) : rawValue(column, row);
    return {
      column: column.name,
      value,
      role: encoder ? 'input' : 'target',
      filled: encoder && value === null ? standIn(encoder) : null,
      categories: column.numbers ? [] : column.categories,
      range: encoder && !Number.isNaN(encoder.min) ? [encoder.min, encoder.max] : null,
    };
  });
}

function standIn({ column, fill }: ColumnEncoder): RawValue {
  return column.numbers ? fill : (column.categories[fill] ?? null);
}
