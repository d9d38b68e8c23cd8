/** A part of a table that stands for all of it, where an estimate is enough. */
import type { NumberColumn } from './narrowNumbers.ts';
import type { Column, Table } from './table.ts';

/** Values that are looked through in some hundredths of a second. */
const mostValues = 2_000_000;
const fewestRows = 1000;

/** Rows at equal distances, so many that they hold two million values; a smaller table as it is. Facts and counts stay those of the whole. */
export function partOfTable(table: Table): Table {
  const most = Math.max(fewestRows, Math.floor(mostValues / Math.max(1, table.columns.length)));
  if (table.rows <= most) return table;
  const rows = Uint32Array.from({ length: most }, (_, i) => Math.floor((i * table.rows) / most));
  return { ...table, rows: most, lineOfRow: rows.map((row) => table.lineOfRow[row] ?? 0), columns: table.columns.map(columnOf(rows)) };
}

function columnOf(rows: Uint32Array): (column: Column) => Column {
  return (column) => {
    const { numbers, codes } = column;
    return {
      ...column,
      numbers: numbers && fill(numbers.slice(0, rows.length), (i) => numbers[rows[i] ?? 0] ?? Number.NaN),
      codes: codes && fill(codes.slice(0, rows.length), (i) => codes[rows[i] ?? 0] ?? -1),
    };
  };
}

/** Overwrites each place with `valueAt` of it. */
function fill<T extends NumberColumn | Int32Array>(into: T, valueAt: (place: number) => number): T {
  for (let i = 0; i < into.length; i++) into[i] = valueAt(i);
  return into;
}
