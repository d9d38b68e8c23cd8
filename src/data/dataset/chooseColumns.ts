/** Which columns a data set is made of: the targets, the inputs, and why the others are left out. */
import { type Notice, notice } from '../../core/notice.ts';
import type { ColumnKindCode, DataNotice } from '../csv/dataNotice.ts';
import { DataError } from '../csv/errors.ts';
import type { RepairLog } from '../csv/repairLog.ts';
import type { Task } from '../columns/summary.ts';
import type { Column, Table } from '../columns/table.ts';
import { taskOf } from './task.ts';

export interface ChosenTargets {
  readonly columns: readonly Column[];
  readonly task: Task;
  readonly classes: readonly string[];
}

/** More inputs than this from one column of words are refused, even when the column was asked for. */
export const wordInputLimit = 1000;

/** @throws DataError when a target is not there or cannot be one */
export function chooseTargets(table: Table, target: string | readonly string[]): ChosenTargets {
  const names = [...new Set(typeof target === 'string' ? [target] : target)];
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const columns = names.map((name) => byName.get(name) ?? unknownColumn(table, name, 'target'));
  const [only, second] = columns;
  if (!only) throw new DataError('target', notice('target.none'));
  if (!second) return oneTarget(only, table.rows);
  for (const column of columns) {
    if (column.numbers && column.facts && column.facts.distinct > 0) continue;
    throw new DataError('target', notice('target.severalNotNumbers', column.name, column.type), locationOf(column));
  }
  return { columns, task: 'regression', classes: [] };
}

function oneTarget(column: Column, rows: number): ChosenTargets {
  const { task, classes } = taskOf(column, rows);
  if (task) return { columns: [column], task, classes: classes ?? [] };
  throw new DataError('target', notice('target.unusable', column.name, column.type, column.reason), locationOf(column));
}

/** @throws DataError always */
function unknownColumn(table: Table, name: string, role: 'target' | 'features'): never {
  const names = table.columns
    .slice(0, 30)
    .map((column) => `"${column.name}"`)
    .join(', ');
  const code = role === 'target' ? 'column.unknownTarget' : 'column.unknownFeature';
  throw new DataError(role, notice(code, name, `${names}${table.columns.length > 30 ? ', …' : ''}`));
}

function locationOf(column: Column): { column: number } {
  return { column: column.index + 1 };
}

/**
 * The input columns: those asked for, or every usable one that is no target. Each column left out is reported.
 * @throws DataError when one that was asked for cannot be used, or none is left
 */
export function chooseFeatures(
  table: Table,
  targets: readonly Column[],
  asked: readonly string[] | undefined,
  log: RepairLog,
): Column[] {
  if (asked) {
    const byName = new Map(table.columns.map((column) => [column.name, column]));
    const columns = [...new Set(asked)].map((name) => byName.get(name) ?? unknownColumn(table, name, 'features'));
    const isTarget = new Set(targets);
    for (const column of columns) requireUsable(column, isTarget);
    return columns;
  }
  const isTarget = new Set(targets);
  const rest = table.columns.filter((column) => !isTarget.has(column));
  const features = rest.filter((column) => isUsable(column));
  for (const column of rest) {
    if (!isUsable(column)) log.add(0, 'ignoredColumn', column.name, kindOf(column), column.reason);
  }
  if (features.length > 0) return features;
  throw new DataError('features', notice('features.none', whyNone(rest)));
}

function kindOf({ type }: Column): Notice<ColumnKindCode> {
  return notice(`columnKind.${type}` as const);
}

function whyNone(rest: readonly Column[]): DataNotice {
  if (rest.length === 0) return notice('features.noOther');
  const some = rest.slice(0, 5).map((column) => `"${column.name}" (${column.type})`);
  return notice('features.leftOut', `${some.join(', ')}${rest.length > 5 ? ', …' : ''}`);
}

/** Whether a column is an input when nobody says which are. */
export function isUsable(column: Pick<Column, 'type' | 'distinct'>): boolean {
  if (column.type === 'number' || column.type === 'boolean') return column.distinct > 0;
  return column.type === 'category' && column.distinct <= wordInputLimit;
}

function requireUsable(column: Column, targets: ReadonlySet<Column>): void {
  const { name } = column;
  if (targets.has(column)) throw new DataError('features', notice('features.target', name), locationOf(column));
  if (column.distinct === 0) throw new DataError('features', notice('features.empty', name), locationOf(column));
  if (column.type === 'date' && column.codes) return;
  if (column.numbers || (column.codes && column.categories.length <= wordInputLimit)) return;
  throw new DataError('features', notice('features.unusable', name, kindOf(column), column.reason), locationOf(column));
}
