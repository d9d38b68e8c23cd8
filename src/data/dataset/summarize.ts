/** Table → summary: what is known without holding it. */
import { guessTarget } from './guessTarget.ts';
import type { ColumnSummary, TableSummary } from '../columns/summary.ts';
import type { Column, Table } from '../columns/table.ts';
import { taskOf } from './task.ts';

const valuesListed = 50;

export function summarize(table: Table): TableSummary {
  const { encoding, delimiter, decimalComma, header, rows, bytes, repairs, repairsOmitted, firstRows } = table;
  const columns = table.columns.map((column) => summarizeColumn(column, rows));
  const target = guessTarget(columns, rows);
  const task = columns.find((column) => column.name === target?.name)?.task ?? null;
  return {
    encoding,
    delimiter,
    decimalComma,
    header,
    rows,
    bytes,
    columns,
    target,
    task,
    repairs,
    repairsOmitted,
    firstRows,
  };
}

function summarizeColumn(column: Column, rows: number): ColumnSummary {
  const { name, index, type, reason, unit, missing, distinct, facts } = column;
  const some = facts !== null && facts.distinct > 0;
  const { task, classes } = taskOf(column, rows);
  return {
    name,
    index,
    type,
    reason,
    unit,
    missing,
    distinct,
    min: some ? facts.min : null,
    max: some ? facts.max : null,
    mean: some ? facts.mean : null,
    std: some ? facts.std : null,
    histogram: some ? facts.histogram : null,
    values: column.numbers ? null : mostFrequent(column),
    task,
    classes,
  };
}

function mostFrequent({ categories, counts }: Column): [string, number][] {
  const pairs = categories.map((word, code): [string, number] => [word, counts[code] as number]);
  return pairs.sort((a, b) => b[1] - a[1]).slice(0, valuesListed);
}
