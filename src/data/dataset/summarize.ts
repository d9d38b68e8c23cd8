/** Table → summary: what is known without holding it. */
import { isUsable } from './chooseColumns.ts';
import { doubtsOf } from './doubts.ts';
import { telltales } from './telltale.ts';
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
    telltales: allTelltales(table, columns, target?.name),
    task,
    repairs,
    repairsOmitted,
    firstRows,
    ...(table.location && { location: table.location }),
  };
}

/** Rows times columns times columns that are looked through for every possible target; of more only the guessed one is. */
const pairWork = 4e6;

function allTelltales(
  { columns, rows }: Table,
  summaries: readonly ColumnSummary[],
  guess: string | undefined,
): TableSummary['telltales'] {
  const usable = columns.filter(isUsable);
  const isCheap = usable.length ** 2 * Math.min(rows, 2000) <= pairWork;
  const targets = columns.filter(
    (column, k) => summaries[k]?.task != null && (column.name === guess || (isCheap && isUsable(column))),
  );
  return targets.flatMap((target) =>
    telltales(
      target,
      usable.filter((column) => column !== target),
      rows,
    ),
  );
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
    doubts: doubtsOf(column),
    task,
    classes,
  };
}

function mostFrequent({ categories, counts }: Column): [string, number][] {
  const pairs = categories.map((word, code): [string, number] => [word, counts[code] as number]);
  return pairs.sort((a, b) => b[1] - a[1]).slice(0, valuesListed);
}
