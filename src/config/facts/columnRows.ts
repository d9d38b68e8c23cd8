/**
 * The columns of a table as people look them through: type, role, values, and what was told about each. The panel and the
 * command line show it.
 */
import type { Notice } from '../../core/notice.ts';
import type { ColumnReasonCode, DataNotice } from '../../data/csv/dataNotice.ts';
import type { Repair, RepairKind } from '../../data/csv/repair.ts';
import type { ColumnSummary, ColumnType, TableSummary } from '../../data/columns/summary.ts';
import { isUsable } from '../../data/dataset/chooseColumns.ts';
import { canBeFeature } from './columnProblems.ts';
import { type ColumnChoices, type ColumnRole, rolesOf } from './columnRoles.ts';
import { isDoubtful, tableDoubts } from './tableDoubts.ts';

export interface ColumnRow {
  readonly name: string;
  /** Position in the file, 0-based. */
  readonly index: number;
  readonly type: ColumnType;
  /** The configuration says so. */
  readonly isDeclared: boolean;
  /** Why this type; with it, why a column that nobody left out by hand is no input. */
  readonly reason: Notice<ColumnReasonCode>;
  readonly role: ColumnRole;
  /** Without a list of features it would be an input. */
  readonly isUnlisted: boolean;
  readonly canBeInput: boolean;
  readonly canBeTarget: boolean;
  readonly missing: number;
  readonly distinct: number;
  readonly unit: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** At most 12 counts: equal bins from min to max, or of the most frequent words. */
  readonly histogram: readonly number[];
  /** Different cells from the first rows, as they stand in the file. */
  readonly sample: readonly string[];
  readonly doubts: readonly DataNotice[];
  readonly repairs: readonly Repair[];
  /** Whether something was told of it that a careful person would look at. */
  readonly isDoubtful: boolean;
}

/** A stretch of the columns, with what holds for all of them. */
export interface ColumnRows {
  readonly total: number;
  readonly from: number;
  readonly columns: readonly ColumnRow[];
  readonly rows: number;
  readonly inputs: number;
  readonly leftOut: number;
  /** How much of what was told is more than information. */
  readonly doubts: number;
  /** The table's own repairs that are about no one column. */
  readonly repairs: readonly Repair[];
}

const maxBars = 12;
const maxCells = 3;
const maxCell = 40;

/** @param count of columns, from `from` on; the rest of the table is only counted */
export function columnRows(
  choices: ColumnChoices,
  summary: TableSummary,
  { from = 0, count = Infinity }: { readonly from?: number; readonly count?: number } = {},
): ColumnRows {
  const roleOf = rolesOf(choices, summary);
  const roles = summary.columns.map(({ name }) => roleOf(name));
  const repairs = repairsByColumn(summary);
  const first = Math.max(0, Math.min(from, summary.columns.length));
  return {
    total: summary.columns.length,
    from: first,
    columns: summary.columns
      .slice(first, first + count)
      .map((column, k) => columnRow(column, first + k, { choices, summary, role: roles[first + k] ?? 'out' })),
    rows: summary.rows,
    inputs: roles.filter((role) => role === 'input').length,
    doubts: tableDoubts(choices, summary).length,
    leftOut: roles.filter((role) => role === 'out').length,
    repairs: repairs.get(null) ?? [],
  };
}

interface RowContext {
  readonly choices: ColumnChoices;
  readonly summary: TableSummary;
  readonly role: ColumnRole;
}

function columnRow(column: ColumnSummary, columnIndex: number, { choices, summary, role }: RowContext): ColumnRow {
  const { name, index, type, reason, missing, distinct, unit, min, max, mean, histogram, values, task } = column;
  const doubts = [...column.doubts.filter(({ code }) => role === 'target' || code !== 'doubt.skewed'), ...giveaways()];
  const repairs = repairsByColumn(summary).get(name) ?? [];
  const canBeInput = canBeFeature(column);
  return {
    ...{ name, index, type, reason, role, missing, distinct, unit, min, max, mean, canBeInput },
    isDeclared: choices.types.has(name),
    isUnlisted: role === 'out' && choices.features !== undefined && isUsable(column),
    canBeTarget: task !== null,
    histogram: histogram ?? (values ?? []).slice(0, maxBars).map(([, count]) => count),
    sample: sampleOf(summary, columnIndex),
    ...{ doubts, repairs, isDoubtful: doubts.length > 0 || repairs.some(isDoubtful) },
  };

  function giveaways(): DataNotice[] {
    if (role !== 'input') return [];
    const found = summary.telltales.filter(
      (telltale) => telltale.column === name && choices.targets.includes(telltale.target),
    );
    return found.map((telltale) => telltale.reason);
  }
}

function sampleOf({ firstRows }: TableSummary, index: number): readonly string[] {
  const cells = firstRows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
  return [...new Set(cells)]
    .slice(0, maxCells)
    .map((cell) => (cell.length > maxCell ? `${cell.slice(0, maxCell - 1)}…` : cell));
}

/** Which value of a repair is the address of the column that it is about. */
const columnValue: Readonly<Partial<Record<RepairKind, number>>> = {
  rowNames: 0,
  unnamedColumn: 1,
  repeatedName: 2,
  brokenName: 1,
  notNumber: 0,
  detectionLimit: 0,
  unitless: 0,
  spellings: 0,
  missingLevel: 0,
  blankAnswer: 0,
  infinite: 0,
  grouped: 0,
  otherDecimal: 0,
};

/** By column; under `null` those of the whole table. A summary does not change. */
const known = new WeakMap<TableSummary, ReadonlyMap<string | null, readonly Repair[]>>();

function repairsByColumn(summary: TableSummary): ReadonlyMap<string | null, readonly Repair[]> {
  const there = known.get(summary);
  if (there) return there;
  const found = new Map<string | null, Repair[]>();
  for (const repair of summary.repairs) {
    const valueIndex = columnValue[repair.kind];
    const column = valueIndex === undefined ? null : String(repair.values[valueIndex]);
    found.set(column, [...(found.get(column) ?? []), repair]);
  }
  known.set(summary, found);
  return found;
}
