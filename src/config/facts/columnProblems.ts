/** Column names that a table does not have, and columns that cannot do what they are named for. */
import { wordLimit } from '../../data/csv/wordTable.ts';
import { wordInputLimit } from '../../data/dataset/chooseColumns.ts';
import type { ColumnSummary, TableSummary } from '../../data/columns/summary.ts';
import { noticeText } from '../wording/notice.ts';
import { derivedProblems, transformProblems } from './derivedProblems.ts';
import { columnMaps } from '../schema/keyTable.ts';
import { didYouMean, nearestName } from '../text/nearest.ts';
import { type KeyProblem, maxProblems } from '../schema/problem.ts';
import type { ProblemCode } from '../schema/problemCodes.ts';
import type { DataConfig } from '../schema/schema.ts';
import type { Path } from '../text/tree.ts';
import { localize } from '../wording/localize.ts';

/** The target or targets as a list, each once. */
export function targetsOf(data: Pick<DataConfig, 'target'>): readonly string[] {
  return typeof data.target === 'string' ? [data.target] : [...new Set(data.target)];
}

/** Columns by name; a summary does not change. */
const columnsByName = new WeakMap<TableSummary, ReadonlyMap<string, ColumnSummary>>();

export function columnOf(summary: TableSummary, name: string): ColumnSummary | undefined {
  return byName(summary).get(name);
}

function byName(summary: TableSummary): ReadonlyMap<string, ColumnSummary> {
  const known = columnsByName.get(summary) ?? new Map(summary.columns.map((column) => [column.name, column]));
  columnsByName.set(summary, known);
  return known;
}

/** Whether the column is read as numbers: words are listed in the summary, numbers are not. */
export function isNumeric(column: ColumnSummary): boolean {
  return column.values === null;
}

/** Several targets at once must all be numbers. */
export function canBeOneOfSeveral(column: ColumnSummary): boolean {
  return isNumeric(column) && column.distinct > 0;
}

/** What is wrong with the names under `target`, `features` and `types`, up to `maxProblems`. */
export function columnProblems(data: DataConfig, summary: TableSummary): KeyProblem[] {
  const columns = byName(summary);
  const names = [...columns.keys()];
  // Looking for the nearest name takes long: it is done for those alone that are told.
  const unknown = (name: string, path: Path, severity: 'error' | 'warning' = 'error'): (() => KeyProblem)[] =>
    columns.has(name) ? [] : [() => unknownColumn(name, names, path, severity)];
  const targets =
    typeof data.target === 'string'
      ? unknown(data.target, ['data', 'target'])
      : data.target.flatMap((name, index) => unknown(name, ['data', 'target', index]));
  const isTarget = new Set(targetsOf(data));
  const seen = new Set<string>();
  const features = (data.features ?? []).flatMap((name, index) => {
    const isSecond = seen.has(name);
    seen.add(name);
    const wrong = featureProblems({ name, index, isTarget: isTarget.has(name), isSecond, column: columns.get(name) });
    return [...unknown(name, ['data', 'features', index]), ...wrong.map((problem) => () => problem)];
  });
  // The reader passes over types of columns that are not there.
  const types = columnMaps.flatMap((map) =>
    mappedColumns(data[map]).flatMap((name) => unknown(name, ['data', map, name], 'warning')),
  );
  const others = [...derivedProblems(data, summary), ...transformProblems(data, columns)].map(
    (problem) => () => problem,
  );
  return [...targets, ...features, ...types, ...others].slice(0, maxProblems).map((problem) => problem());
}

function mappedColumns(map: unknown): string[] {
  return typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.keys(map) : [];
}

function unknownColumn(name: string, names: readonly string[], path: Path, severity: 'error' | 'warning'): KeyProblem {
  const suggestion = nearestName(name, names);
  const list =
    names.slice(0, 12).join(', ') + (names.length > 12 ? `, … ${localize('({0} in all)', names.length)}` : '');
  const hint = suggestion ? didYouMean(suggestion) : localize('It has {0}.', list);
  const message = `${localize('The table has no column {0}.', JSON.stringify(name))} ${hint}`;
  return {
    code: 'unknownColumn',
    severity,
    path,
    message,
    values: [name],
    ...(suggestion ? { suggestion: JSON.stringify(suggestion) } : {}),
  };
}

interface Feature {
  readonly name: string;
  readonly index: number;
  readonly isTarget: boolean;
  /** Listed before. */
  readonly isSecond: boolean;
  readonly column: ColumnSummary | undefined;
}

/** Problems of one listed feature. */
function featureProblems({ name, index, isTarget, isSecond, column }: Feature): KeyProblem[] {
  const path = ['data', 'features', index];
  const quoted = JSON.stringify(name);
  const problems: KeyProblem[] = [];
  if (isTarget) {
    const message = localize(
      'The target {0} is among the features: the network would be told the answer. Remove it from the features.',
      quoted,
    );
    problems.push({ code: 'targetAmongFeatures', severity: 'error', path, message, values: [name] });
  }
  if (isSecond) {
    const message = localize('The column {0} is listed twice and counts once. Remove one of them.', quoted);
    problems.push({ code: 'duplicateColumn', severity: 'warning', path, message, values: [name] });
  }
  if (column && !canBeFeature(column)) {
    const message = localize(
      'The column {0} cannot be learned from: it is of type {1} ({2}). Remove it, or give it another type under "data.types".',
      quoted,
      column.type,
      noticeText(column.reason),
    );
    problems.push({
      code: 'unusableFeature',
      severity: 'error',
      path,
      message,
      values: [name, column.type, column.reason],
    });
  }
  return problems;
}

/** More different words than are kept of a column are not known. */
const maxDates = wordLimit - 1;

/** Whether a column may be listed among the features. */
export function canBeFeature(column: ColumnSummary): boolean {
  return (
    column.distinct > 0 &&
    (isNumeric(column) || column.distinct <= (column.type === 'date' ? maxDates : wordInputLimit))
  );
}

export function noFeatures(data: DataConfig): KeyProblem {
  const message = localize(
    'No column is left to learn from. List some under "data.features", or give a column another type under "data.types".',
  );
  const path = ['data', data.features ? 'features' : 'target'];
  return { code: 'noFeatures', severity: 'error', path, message, values: [] };
}

export function noRows(): KeyProblem {
  const message = localize('The table has no rows: a network needs at least two lines of values below the header.');
  return { code: 'tooFewRows', severity: 'error', path: ['data', 'file'], message, values: [0] };
}

export function tooFewRows(data: DataConfig, rows: number): KeyProblem {
  const names = targetsOf(data)
    .map((name) => JSON.stringify(name))
    .join(', ');
  const message = localize(
    'Fewer than 2 of the {0} rows have a value for the target {1}; a network needs examples. Choose another target.',
    rows,
    names,
  );
  return {
    code: 'tooFewRows',
    severity: 'error',
    path: ['data', 'target'],
    message,
    values: [rows, ...targetsOf(data)],
  };
}

/** Why these columns, all of them there, make no task together. */
export function targetProblems(targets: readonly ColumnSummary[], data: DataConfig): KeyProblem[] {
  const wrong = targets.length === 1 ? targets : targets.filter((column) => !canBeOneOfSeveral(column));
  return wrong.slice(0, maxProblems).map((column) => {
    const path =
      typeof data.target === 'string' ? ['data', 'target'] : ['data', 'target', data.target.indexOf(column.name)];
    const [code, message] = reasonAgainst(column, targets.length > 1);
    return {
      code,
      severity: 'error',
      path,
      message,
      values: [column.name, column.type, column.reason],
    };
  });
}

function reasonAgainst(column: ColumnSummary, oneOfSeveral: boolean): [code: ProblemCode, message: string] {
  const values = [JSON.stringify(column.name), column.type, noticeText(column.reason)] as const;
  if (oneOfSeveral)
    return [
      'targetNotNumber',
      localize(
        'The column {0} is of type {1} ({2}); several targets at once must all be numbers. Keep one target, or number columns only.',
        ...values,
      ),
    ];
  if (column.distinct < 2)
    return [
      'oneClass',
      localize(
        'The column {0} is of type {1} ({2}): there is nothing to tell apart. Choose another target.',
        ...values,
      ),
    ];
  return [
    'unusableTarget',
    localize(
      'The column {0} is of type {1} ({2}) and cannot be predicted. Choose another target, or give it a type under "data.types".',
      ...values,
    ),
  ];
}
