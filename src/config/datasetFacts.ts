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
  /** "petal_length", "island = Torgersen": one a row of X. Categories beyond the summary's list are numbered. */
  readonly inputNames: readonly string[];
  /** In code order; empty for regression. Names beyond the summary's list are missing, `outputs` counts them. */
  readonly classes: readonly string[];
}

export interface FactsResult {
  /** `null` when at least one problem is an error. */
  readonly facts: DatasetFacts | null;
  readonly problems: readonly KeyProblem[];
}

/** What the data part of a configuration means for this table, and what is wrong with its column names. */
export function datasetFacts(data: DataConfig, summary: TableSummary): FactsResult {
  const problems = columnProblems(data, summary);
  const targets = targetsOf(data)
    .map((name) => columnOf(summary, name, data))
    .filter((column) => column !== undefined);
  const features = featureColumns(data, summary);
  if (features.length === 0) problems.push(noFeatures(data));
  const task = taskOf(targets);
  if (!task) problems.push(...targetProblems(targets, data));
  if (!task || problems.some((problem) => problem.severity === 'error')) return { facts: null, problems };
  const classes = task === 'regression' ? [] : classNames(targets[0] as ColumnSummary);
  const inputNames = features.flatMap(inputNamesOf);
  const total = summary.rows - Math.max(0, ...targets.map((column) => column.missing));
  const mValidation = Math.round(total * data.split.validation);
  const facts: DatasetFacts = {
    task,
    inputs: inputNames.length,
    outputs: task === 'regression' ? targets.length : task === 'binary' ? 1 : (targets[0]?.distinct ?? 0),
    m: total - mValidation,
    mValidation,
    exact: [...features, ...targets].every((column) => column.missing === 0) || (data.missing === 'mean' && targets.length === 1),
    targets: targets.map((column) => column.name),
    features: features.map((column) => column.name),
    inputNames,
    classes,
  };
  return { facts, problems };
}

/** The target or targets as a list. */
export function targetsOf(data: DataConfig): readonly string[] {
  return typeof data.target === 'string' ? [data.target] : data.target;
}

/** The summary of a column, with the type that the configuration gives it. */
export function columnOf(summary: TableSummary, name: string, data: Pick<DataConfig, 'types'>): ColumnSummary | undefined {
  const column = summary.columns.find((candidate) => candidate.name === name);
  const type = data.types && Object.hasOwn(data.types, name) ? data.types[name] : undefined;
  return column && type ? { ...column, type } : column;
}

function featureColumns(data: DataConfig, summary: TableSummary): ColumnSummary[] {
  const targets = new Set(targetsOf(data));
  const typed = (name: string) => columnOf(summary, name, data);
  if (data.features)
    return data.features
      .filter((name) => !targets.has(name))
      .map(typed)
      .filter((column) => column !== undefined);
  const columns = summary.columns.filter((column) => !targets.has(column.name)).map((column) => typed(column.name) ?? column);
  return columns.filter((column) => column.type === 'number' || column.type === 'category' || column.type === 'boolean');
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
  if (targets.length > 0 && targets.every((column) => column.type === 'number')) return 'regression';
  const [only] = targets;
  if (!only || targets.length > 1 || only.distinct < 2) return null;
  if (only.type === 'boolean' || only.type === 'category') return only.distinct === 2 ? 'binary' : 'multiclass';
  return null;
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

/** In the order of their codes: no before yes, numbers ascending, words alphabetical. */
export function classNames(column: ColumnSummary): readonly string[] {
  const words = (column.values ?? []).map(([word]) => word);
  const numeric = words.every((word) => word.trim() !== '' && Number.isFinite(Number(word)));
  return words.sort(numeric ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function inputNamesOf(column: ColumnSummary): string[] {
  if (column.type !== 'category') return [column.name];
  const names = classNames(column).map((word) => `${column.name} = ${word}`);
  while (names.length < column.distinct) names.push(`${column.name} = category ${names.length + 1}`);
  return names;
}
