/** Which columns a data set is made of: the targets, the inputs, and why the others are left out. */
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
  const columns = names.map((name) => columnNamed(table, name, 'target'));
  const [only, second] = columns;
  if (!only) throw new DataError('target', 'No target is given: expected the name of the column to predict.');
  if (!second) return oneTarget(only, table.rows);
  for (const column of columns) {
    if (column.numbers && column.facts && column.facts.distinct > 0) continue;
    throw new DataError(
      'target',
      `Several targets at once must all be numbers, but "${column.name}" is ${column.type}; give it alone or leave it out.`,
      place(column),
    );
  }
  return { columns, task: 'regression', classes: [] };
}

function oneTarget(column: Column, rows: number): ChosenTargets {
  const { task, classes } = taskOf(column, rows);
  if (task) return { columns: [column], task, classes: classes ?? [] };
  throw new DataError(
    'target',
    `The target "${column.name}" cannot be predicted: it is ${column.type} (${column.reason}). Expected numbers, yes/no answers or at most 1,000 classes with two different values at least.`,
    place(column),
  );
}

function columnNamed(table: Table, name: string, role: 'target' | 'features'): Column {
  const found = table.columns.find((column) => column.name === name);
  if (found) return found;
  const names = table.columns
    .slice(0, 30)
    .map((column) => `"${column.name}"`)
    .join(', ');
  const what = role === 'target' ? 'target' : 'feature';
  throw new DataError(
    role,
    `There is no column "${name}" for the ${what}; the file has ${names}${table.columns.length > 30 ? ', …' : ''}.`,
  );
}

function place(column: Column): { column: number } {
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
    const columns = [...new Set(asked)].map((name) => byName.get(name) ?? columnNamed(table, name, 'features'));
    for (const column of columns) requireUsable(column, targets);
    return columns;
  }
  const rest = table.columns.filter((column) => !targets.includes(column));
  const features = rest.filter((column) => isUsable(column));
  for (const column of rest) {
    if (!isUsable(column)) log.add(0, 'ignoredColumn', column.name, column.type, column.reason);
  }
  if (features.length > 0) return features;
  throw new DataError(
    'features',
    `No column is left to predict from: expected numbers, yes/no answers or categories besides the target. ${whyNone(rest)}`,
  );
}

const typeText = {
  id: 'an identifier',
  constant: 'it never changes',
  date: 'dates',
  text: 'free text',
  number: 'numbers',
  category: 'categories',
  boolean: 'answers',
} as const;

function whyNone(rest: readonly Column[]): string {
  if (rest.length === 0) return 'The file has no other column.';
  return `Left out: ${rest
    .slice(0, 5)
    .map((column) => `"${column.name}" (${column.type})`)
    .join(', ')}${rest.length > 5 ? ', …' : ''}; name the features, or set their types, to use them.`;
}

/** Whether a column is an input when nobody says which are. */
export function isUsable(column: Pick<Column, 'type' | 'distinct'>): boolean {
  if (column.type === 'number' || column.type === 'boolean') return column.distinct > 0;
  return column.type === 'category' && column.distinct <= wordInputLimit;
}

function requireUsable(column: Column, targets: readonly Column[]): void {
  const { name } = column;
  if (targets.includes(column))
    throw new DataError(
      'features',
      `Column "${name}" is the target and a feature at once; leave it out of the features.`,
      place(column),
    );
  if (column.distinct === 0)
    throw new DataError(
      'features',
      `Column "${name}" has no value in any row and cannot be a feature; leave it out.`,
      place(column),
    );
  if (column.numbers || (column.codes && column.type !== 'date' && column.categories.length <= wordInputLimit)) return;
  throw new DataError(
    'features',
    `Column "${name}" cannot be a feature: ${typeText[column.type]} (${column.reason}). Leave it out, or declare its type as category if its different values are few.`,
    place(column),
  );
}
