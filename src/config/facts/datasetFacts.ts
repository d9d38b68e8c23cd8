/**
 * What a configuration will make of a table, told from the summary alone: inputs, outputs, task, examples. Hovers, problems and shapes
 * need it while someone types, when no table is in memory. It agrees with `buildDataset`.
 */
import { isUsable } from '../../data/dataset/chooseColumns.ts';
import { partCounts } from '../../data/dataset/split.ts';
import type { ColumnSummary, TableSummary, Task } from '../../data/columns/summary.ts';
import {
  canBeOneOfSeveral,
  columnOf,
  columnProblems,
  isNumeric,
  noFeatures,
  noRows,
  targetProblems,
  targetsOf,
  tooFewRows,
} from './columnProblems.ts';
import { calendarParts } from '../../data/dataset/steps/apply.ts';
import { derivedNames } from './derivedProblems.ts';
import type { KeyProblem } from '../schema/problem.ts';
import type { DataConfig } from '../schema/schema.ts';

export interface DatasetFacts {
  readonly task: Task;
  /** n_x and n_y. */
  readonly inputs: number;
  readonly outputs: number;
  /** Training and validation examples; upper bounds where rows with empty cells are dropped, see `exact`. */
  readonly m: number;
  readonly mValidation: number;
  readonly mTest: number;
  /** Whether m and mValidation are certain. */
  readonly exact: boolean;
  readonly targets: readonly string[];
  /** Columns that are learned from, in order. */
  readonly features: readonly string[];
  /** "petal_length", "island = Torgersen": one a row of X. */
  readonly inputNames: readonly string[];
  /** In code order; empty for regression. */
  readonly classes: readonly string[];
}

export interface FactsResult {
  /** `null` when at least one problem is an error. */
  readonly facts: DatasetFacts | null;
  readonly problems: readonly KeyProblem[];
}

/**
 * What the data part of a configuration means for this table, and what is wrong with its column names.
 * @param summary of the table as read with the configuration's own types, delimiter and header
 */
export function datasetFacts(data: DataConfig, summary: TableSummary): FactsResult {
  if (summary.rows === 0) return { facts: null, problems: [noRows()] };
  const problems = columnProblems(data, summary);
  const targets = targetsOf(data).flatMap((name) => columnOf(summary, name) ?? []);
  const features = featureColumns(data, summary);
  if (features.length === 0 && !problems.some(({ code }) => code === 'unknownColumn')) problems.push(noFeatures(data));
  const task = taskOf(targets);
  if (!task) problems.push(...targetProblems(targets, data));
  const counts = exampleCounts(data, summary, targets, features);
  if (targets.length > 0 && counts.m + counts.mValidation + counts.mTest < 2)
    problems.push(tooFewRows(data, summary.rows));
  if (!task || problems.some((problem) => problem.severity === 'error')) return { facts: null, problems };
  const classes = task === 'regression' ? [] : (targets[0]?.classes ?? []);
  const inputNames = [...features.flatMap(inputNamesOf), ...derivedNames(data, summary)];
  const outputs = { regression: targets.length, binary: 1, multiclass: classes.length }[task];
  const names = {
    targets: targets.map((column) => column.name),
    features: features.map((column) => column.name),
    inputNames,
    classes,
  };
  return { facts: { task, inputs: inputNames.length, outputs, ...counts, ...names }, problems };
}

/** Rows without a target are dropped, rows without a feature only when the configuration says so. */
function exampleCounts(
  data: DataConfig,
  summary: TableSummary,
  targets: readonly ColumnSummary[],
  features: readonly ColumnSummary[],
): Pick<DatasetFacts, 'm' | 'mValidation' | 'mTest' | 'exact'> {
  const gaps = (data.missing === 'drop' ? [...targets, ...features] : targets)
    .map((column) => column.missing)
    .filter((count) => count > 0);
  const total = summary.rows - Math.max(0, ...gaps);
  const { m, validation, test } = partCounts(total, data.split);
  return { m, mValidation: validation, mTest: test, exact: gaps.length < 2 };
}

function featureColumns(data: DataConfig, summary: TableSummary): ColumnSummary[] {
  const targets = new Set(targetsOf(data));
  if (!data.features) return summary.columns.filter((column) => !targets.has(column.name) && isUsable(column));
  return [...new Set(data.features)].flatMap((name) => (targets.has(name) ? [] : (columnOf(summary, name) ?? [])));
}

function taskOf(targets: readonly ColumnSummary[]): Task | null {
  if (targets.length === 1) return targets[0]?.task ?? null;
  return targets.length > 0 && targets.every(canBeOneOfSeveral) ? 'regression' : null;
}

/** One name an input. The summary lists 50 words; of a column with more that is no category only the number is known. */
function inputNamesOf(column: ColumnSummary): readonly string[] {
  if (column.type === 'date') return calendarParts.map((part) => `${column.name} ${part}`);
  if (isNumeric(column) || column.type === 'boolean') return [column.name];
  const listed = column.classes ?? (column.values ?? []).map(([word]) => word).sort();
  const known = listed.length === column.distinct;
  return Array.from(
    { length: column.distinct },
    (_, index) => `${column.name} = ${known ? listed[index] : `value ${index + 1}`}`,
  );
}
