/**
 * What a configuration will make of a table, told from the summary alone: inputs, outputs, task, examples. Hovers, problems and shapes
 * need it while someone types, when no table is in memory. It agrees with `buildDataset`.
 */
import type { ColumnSummary, TableSummary, Task } from '../data/summary.ts';
import { nearestName } from './nearest.ts';
import type { KeyProblem } from './problem.ts';
import type { DataConfig } from './schema.ts';

export interface DatasetFacts {
  readonly task: Task;
  /** n_x and n_y. */
  readonly inputs: number;
  readonly outputs: number;
  /** Training and validation examples; upper bounds where rows with empty cells are dropped, see `exact`. */
  readonly m: number;
  readonly mValidation: number;
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
  const problems = columnProblems(data, summary);
  const targets = targetsOf(data).flatMap((name) => columnOf(summary, name) ?? []);
  const features = featureColumns(data, summary);
  if (features.length === 0 && !problems.some(({ code }) => code === 'unknownColumn')) problems.push(noFeatures(data));
  const task = taskOf(targets);
  if (!task) problems.push(...targetProblems(targets, data));
  if (!task || problems.some((problem) => problem.severity === 'error')) return { facts: null, problems };
  const classes = task === 'regression' ? [] : (targets[0]?.classes ?? []);
  const inputNames = features.flatMap(inputNamesOf);
  return {
    facts: {
      task,
      inputs: inputNames.length,
      outputs: task === 'regression' ? targets.length : task === 'binary' ? 1 : classes.length,
      ...exampleCounts(data, summary, targets, features),
      targets: targets.map((column) => column.name),
      features: features.map((column) => column.name),
      inputNames,
      classes,
    },
    problems,
  };
}

/** The target or targets as a list. */
export function targetsOf(data: Pick<DataConfig, 'target'>): readonly string[] {
  return typeof data.target === 'string' ? [data.target] : data.target;
}

export function columnOf(summary: TableSummary, name: string): ColumnSummary | undefined {
  return summary.columns.find((column) => column.name === name);
}

function exampleCounts(data: DataConfig, summary: TableSummary, targets: readonly ColumnSummary[], features: readonly ColumnSummary[]) {
  const total = summary.rows - Math.max(0, ...targets.map((column) => column.missing));
  const mValidation = Math.round(total * data.split.validation);
  const dropped = data.missing === 'drop' && features.some((column) => column.missing > 0);
  return { m: total - mValidation, mValidation, exact: !dropped && targets.filter((column) => column.missing > 0).length < 2 };
}

function featureColumns(data: DataConfig, summary: TableSummary): ColumnSummary[] {
  const targets = new Set(targetsOf(data));
  if (data.features) return data.features.flatMap((name) => (targets.has(name) ? [] : (columnOf(summary, name) ?? [])));
  const usable = ({ type }: ColumnSummary) => type === 'number' || type === 'category' || type === 'boolean';
  return summary.columns.filter((column) => !targets.has(column.name) && usable(column));
}

function columnProblems(data: DataConfig, summary: TableSummary): KeyProblem[] {
  const names = summary.columns.map((column) => column.name);
  const problems: KeyProblem[] = [];
  const check = (name: string, path: readonly (string | number)[]) => {
    if (!names.includes(name)) problems.push(unknownColumn(name, names, path));
  };
  if (typeof data.target === 'string') check(data.target, ['data', 'target']);
  else
    data.target.forEach((name, index) => {
      check(name, ['data', 'target', index]);
    });
  const targets = new Set(targetsOf(data));
  data.features?.forEach((name, index) => {
    const path = ['data', 'features', index];
    check(name, path);
    if (targets.has(name)) problems.push(targetAmongFeatures(name, path));
    if (data.features?.indexOf(name) !== index)
      problems.push({
        code: 'duplicateColumn',
        severity: 'error',
        path,
        message: `The column ${JSON.stringify(name)} is listed twice. Remove one of them.`,
      });
  });
  for (const name of Object.keys(data.types ?? {})) check(name, ['data', 'types', name]);
  return problems;
}

function unknownColumn(name: string, names: readonly string[], path: readonly (string | number)[]): KeyProblem {
  const suggestion = nearestName(name, names);
  const list = names.slice(0, 12).join(', ') + (names.length > 12 ? `, … (${names.length} in all)` : '');
  const hint = suggestion ? `Did you mean ${JSON.stringify(suggestion)}?` : `It has ${list}.`;
  return {
    code: 'unknownColumn',
    severity: 'error',
    path,
    message: `The table has no column ${JSON.stringify(name)}. ${hint}`,
    ...(suggestion ? { suggestion: JSON.stringify(suggestion) } : {}),
  };
}

function targetAmongFeatures(name: string, path: readonly (string | number)[]): KeyProblem {
  const message = `The target ${JSON.stringify(name)} is among the features: the network would be told the answer. Remove it from the features.`;
  return { code: 'targetAmongFeatures', severity: 'error', path, message };
}

function noFeatures(data: DataConfig): KeyProblem {
  const message = 'No column is left to learn from. List some under "data.features", or give a column another type under "data.types".';
  return { code: 'noFeatures', severity: 'error', path: ['data', data.features ? 'features' : 'target'], message };
}

function taskOf(targets: readonly ColumnSummary[]): Task | null {
  if (targets.length === 1) return targets[0]?.task ?? null;
  return targets.length > 0 && targets.every((column) => column.type === 'number') ? 'regression' : null;
}

function targetProblems(targets: readonly ColumnSummary[], data: DataConfig): KeyProblem[] {
  return targets
    .filter((column) => targets.length === 1 || column.type !== 'number')
    .map((column) => {
      const path = typeof data.target === 'string' ? ['data', 'target'] : ['data', 'target', data.target.indexOf(column.name)];
      const said = `The column ${JSON.stringify(column.name)} is of type ${column.type} (${column.reason})`;
      if (targets.length > 1)
        return {
          code: 'targetNotNumber',
          severity: 'error',
          path,
          message: `${said}; several targets at once must all be numbers. Keep one target, or number columns only.`,
        };
      if (column.distinct < 2)
        return {
          code: 'oneClass',
          severity: 'error',
          path,
          message: `${said} and has only one value: there is nothing to tell apart. Choose another target.`,
        };
      return {
        code: 'unusableTarget',
        severity: 'error',
        path,
        message: `${said} and cannot be predicted. Choose another target, or give it a type under "data.types".`,
      };
    });
}

function inputNamesOf(column: ColumnSummary): readonly string[] {
  if (column.type !== 'category') return [column.name];
  return (column.classes ?? []).map((word) => `${column.name} = ${word}`);
}
