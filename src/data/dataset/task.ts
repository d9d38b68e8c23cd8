/** Which task a column makes when it is the target, and its classes: said here once, for the summary and for the data set. */
import type { NumberColumn } from '../csv/numbers/narrowNumbers.ts';
import type { Task } from '../columns/summary.ts';
import type { Column } from '../columns/table.ts';

/**
 * Whole numbers are classes when there are few different ones and enough examples of each: at most 20, and 10 rows for each on
 * average. Two different numbers are always the two classes of a yes/no question.
 */
export const numberClassLimit = 20;
const examplesOfEach = 10;
/** So many are enough where the name says that they are classes. */
const examplesOfNamed = 2;

const className = /(?:^|[^a-z])(?:class|classes|label|labels|species|kind|type|group|category|cluster)(?:[^a-z]|$)/i;

/** Whether a column's name says that its whole numbers are names of classes. */
export function namesClasses(name: string): boolean {
  return className.test(name.replace(/([a-z])([A-Z])/g, '$1 $2'));
}

/** More classes than this are refused: a network with as many outputs would not learn anything from a table. */
export const classLimit = 1000;

export interface TargetTask {
  /** `null` when the column cannot be a target. */
  readonly task: Task | null;
  /** Names in code order; `null` unless the task has classes. */
  readonly classes: readonly string[] | null;
}

const noTask: TargetTask = { task: null, classes: null };

/** @param column a column that was declared to be a number is never one of classes */
export function taskOf(column: Column, rows: number): TargetTask {
  const { type, distinct } = column;
  if (distinct < 2 || type === 'constant' || type === 'date' || type === 'text') return noTask;
  if (column.numbers) return numberTask(column, rows);
  if (type === 'id' || distinct > classLimit) return noTask;
  return { task: distinct === 2 ? 'binary' : 'multiclass', classes: column.categories };
}

function numberTask(column: Column, rows: number): TargetTask {
  const { numbers, facts, distinct, missing, type, overridden } = column;
  const each = namesClasses(column.name) ? examplesOfNamed : examplesOfEach;
  const few = distinct === 2 || (facts?.integers && distinct <= numberClassLimit && rows - missing >= each * distinct);
  if (!numbers || !few || overridden || type === 'id') return { task: 'regression', classes: null };
  return { task: distinct === 2 ? 'binary' : 'multiclass', classes: numberClasses(numbers).map(String) };
}

/** The different numbers, ascending; NaN is none of them. */
export function numberClasses(numbers: NumberColumn): number[] {
  const seen = new Set<number>();
  for (let i = 0; i < numbers.length; i++) if (numbers[i] === numbers[i]) seen.add((numbers[i] as number) + 0);
  return [...seen].sort((a, b) => a - b);
}
