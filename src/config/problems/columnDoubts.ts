/** What a careful person would ask about the columns of a table before training on it. */
import type { ColumnSummary, TableSummary } from '../../data/columns/summary.ts';
import { namesClasses, numberClassLimit } from '../../data/dataset/task.ts';
import { columnOf, targetsOf } from '../facts/columnProblems.ts';
import type { DatasetFacts } from '../facts/datasetFacts.ts';
import type { KeyProblem } from '../schema/problem.ts';
import type { ProblemCode } from '../schema/problemCodes.ts';
import type { DataConfig } from '../schema/schema.ts';
import { localize } from '../wording/localize.ts';
import { noticeText } from '../wording/notice.ts';

/** The answer among the inputs, values that cannot be meant, numbers that may be classes. */
export function columnDoubts(data: DataConfig, summary: TableSummary, facts: DatasetFacts): KeyProblem[] {
  return [
    ...telltaleProblems(data, summary, facts),
    ...[...facts.targets, ...facts.features].flatMap((name) => doubtProblems(data, columnOf(summary, name))),
    ...classProblems(data, summary),
  ];
}

function telltaleProblems(data: DataConfig, summary: TableSummary, { targets, features }: DatasetFacts): KeyProblem[] {
  const found = summary.telltales.filter(({ column, target }) => targets.includes(target) && features.includes(column));
  return found.map(({ column, reason }) => ({
    ...{ code: 'answerAmongInputs', severity: 'warning', columns: [column] },
    path: pathOf(data, column),
    message: noticeText(reason),
    values: reason.values,
  }));
}

/** Where the column is named; else the target, which every configuration has. */
function pathOf(data: DataConfig, name: string): readonly (string | number)[] {
  const index = data.features?.indexOf(name) ?? -1;
  if (index >= 0) return ['data', 'features', index];
  return Array.isArray(data.target) && data.target.includes(name)
    ? ['data', 'target', data.target.indexOf(name)]
    : ['data', 'target'];
}

const doubtCodes = {
  'doubt.sentinel': ['sentinelValue', 'warning'],
  'doubt.spread': ['absurdSpread', 'warning'],
  'doubt.nearlyConstant': ['nearlyConstant', 'information'],
  'doubt.mixed': ['mixedColumn', 'warning'],
  'doubt.units': ['mixedColumn', 'warning'],
  'doubt.mostlyMissing': ['mostlyMissing', 'warning'],
  'doubt.manyWords': ['manyWords', 'information'],
  'doubt.skewed': ['skewedTarget', 'information'],
} as const satisfies Record<string, readonly [ProblemCode, KeyProblem['severity']]>;

function doubtProblems(data: DataConfig, column: ColumnSummary | undefined): KeyProblem[] {
  if (!column) return [];
  const { name } = column;
  const isTransformed = Object.hasOwn(data.transform ?? {}, name);
  return column.doubts.flatMap((doubt): KeyProblem[] => {
    const [code, severity] = doubtCodes[doubt.code as keyof typeof doubtCodes];
    const isSettled = isTransformed && (code === 'absurdSpread' || code === 'skewedTarget');
    // A long tail among the inputs harms little; of what is predicted it is worth a word.
    if (isSettled || (code === 'skewedTarget' && !targetsOf(data).includes(name))) return [];
    const message = localize('The column {0}: {1}.', JSON.stringify(name), noticeText(doubt));
    return [{ code, severity, path: pathOf(data, name), message, values: [name, doubt], columns: [name] }];
  });
}

/** Few whole numbers can be classes or amounts; where the name or little else decides, both are offered. */
function classProblems(data: DataConfig, summary: TableSummary): KeyProblem[] {
  const [name, second] = targetsOf(data);
  const column = second === undefined && name !== undefined ? columnOf(summary, name) : undefined;
  if (!column || !isUnsettled(column, summary.rows) || Object.hasOwn(data.types ?? {}, column.name)) return [];
  const values = [JSON.stringify(column.name), column.distinct];
  const message =
    column.task === 'regression'
      ? localize(
          'The target {0} has only {1} different whole numbers and is predicted as a number. If they are classes, say so.',
          ...values,
        )
      : localize(
          'The target {0} has {1} different whole numbers and is predicted as classes. If it is an amount, say so.',
          ...values,
        );
  const details = { values: [column.name, column.distinct], columns: [column.name] };
  return [{ code: 'numberedClasses', severity: 'information', path: ['data', 'target'], message, ...details }];
}

function isUnsettled(
  { name, values, distinct, histogram, min, max, type, task }: ColumnSummary,
  rows: number,
): boolean {
  if (values !== null || !histogram || type !== 'number' || distinct < 3 || distinct > numberClassLimit) return false;
  const isWhole = Number.isInteger(min) && Number.isInteger(max);
  return isWhole && (task === 'regression' ? rows >= 3 * distinct : namesClasses(name) && rows < 10 * distinct);
}
