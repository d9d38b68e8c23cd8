/** Classes that have no example in the validation set. The draw gives each class its share, so counts alone decide it. */
import { apportion, validationCount } from '../../data/dataset/split.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { columnOf, targetsOf } from './columnProblems.ts';
import type { DatasetFacts } from './datasetFacts.ts';
import type { KeyProblem } from '../schema/problem.ts';
import type { DataConfig } from '../schema/schema.ts';
import { localize } from '../wording/localize.ts';

/** Shares that are tried for one that reaches every class. */
const shares = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5];

/** Names the classes that the validation set lacks. */
export function classProblems(
  data: DataConfig,
  summary: TableSummary,
  { task, exact, mValidation }: DatasetFacts,
): KeyProblem[] {
  const counts = task === 'regression' || !exact ? null : classCounts(data, summary);
  if (!counts || mValidation === 0) return [];
  // Which rows a test part takes away is not known here.
  if (data.split.test > 0 || data.split.fold) return [];
  const lacking = classesWithout(counts, data.split.validation);
  if (lacking.length === 0) return [];
  const names = lacking.slice(0, 5).map((word) => JSON.stringify(word));
  const list = names.join(', ');
  const named =
    lacking.length > names.length ? localize('{0} and {1} more', list, lacking.length - names.length) : list;
  const rare = lacking.every((word) => counts.get(word) === 1);
  const message = rare
    ? localize(
        'The validation set of {0} rows has none of the class {1}: there is only one row of it. How well ' +
          'it is recognised will not be measured.',
        mValidation,
        named,
      )
    : localize(
        'The validation set of {0} rows has none of the class {1}: it has too few rows for this share. How ' +
          'well it is recognised will not be measured.',
        mValidation,
        named,
      );
  const values = [mValidation, ...lacking];
  return [{ code: 'classMissing', severity: 'warning', path: ['data', 'split', 'validation'], message, values }];
}

/** The smallest usual share above the present one that leaves no class out; `null` when none does. */
export function betterShare(data: DataConfig, summary: TableSummary): number | null {
  const counts = classCounts(data, summary);
  return (
    shares.find(
      (share) => share > data.split.validation && counts !== null && classesWithout(counts, share).length === 0,
    ) ?? null
  );
}

/** Rows of each class; `null` where the summary does not list them all, or a row may be dropped for another reason. */
function classCounts(data: DataConfig, summary: TableSummary): ReadonlyMap<string, number> | null {
  const [name, second] = targetsOf(data);
  const column = name === undefined || second !== undefined ? undefined : columnOf(summary, name);
  if (!column?.values || column.values.length < column.distinct || column.distinct < 2) return null;
  const counts = new Map(column.values);
  // In code order, in which the places of the validation set are shared out.
  return new Map((column.classes ?? [...counts.keys()].sort()).map((word) => [word, counts.get(word) ?? 0]));
}

function classesWithout(counts: ReadonlyMap<string, number>, share: number): string[] {
  const names = [...counts.keys()];
  const sizes = names.map((name) => counts.get(name) ?? 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const quotas = apportion(sizes, validationCount(total, share));
  return names.filter((_, index) => quotas[index] === 0);
}
