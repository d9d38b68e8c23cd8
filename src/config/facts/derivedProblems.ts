/** Derived inputs and transforms that cannot be made of the columns of a table. */
import type { ColumnSummary, TableSummary } from '../../data/columns/summary.ts';
import { columnsOfDerived, parseDerived } from '../../data/dataset/derived.ts';
import type { KeyProblem } from '../schema/problem.ts';
import type { DataConfig } from '../schema/schema.ts';
import { nearestName, didYouMean } from '../text/nearest.ts';
import { localize } from '../wording/localize.ts';

/** Whether a derived input may be made of the column. */
function isNumber({ values, distinct, type }: ColumnSummary): boolean {
  return values === null && distinct > 0 && type !== 'date';
}

/** Names of the derived inputs that can be made, each once. */
export function derivedNames(
  data: Pick<DataConfig, 'derived' | 'target'>,
  { columns }: TableSummary,
): readonly string[] {
  const numbers = inputNumbers(data, columns);
  return [
    ...new Set((data.derived ?? []).flatMap((text) => parseDerived(text, (name) => numbers.has(name))?.name ?? [])),
  ];
}

export function derivedProblems(data: DataConfig, { columns }: TableSummary): KeyProblem[] {
  const numbers = inputNumbers(data, columns);
  return (data.derived ?? []).flatMap((text, index): KeyProblem[] => {
    if (parseDerived(text, (name) => numbers.has(name))) return [];
    const path = ['data', 'derived', index];
    const unknown = columnsOfDerived(text)?.find((name) => !numbers.has(name));
    if (unknown === undefined)
      return [
        {
          code: 'derivedForm',
          severity: 'error',
          path,
          values: [text],
          message: localize(
            'The derived input {0} cannot be made; expected x^2, x*y, sin(x), cos(x) or abs(x), x and y names of columns.',
            JSON.stringify(text),
          ),
        },
      ];
    const suggestion = nearestName(unknown, [...numbers]);
    const reported = localize(
      'The derived input {0} cannot be made: {1} is no column of numbers besides the target.',
      JSON.stringify(text),
      JSON.stringify(unknown),
    );
    const message = `${reported}${suggestion ? ` ${didYouMean(suggestion)}` : ''}`;
    return [{ code: 'derivedForm', severity: 'error', path, message, values: [text, unknown] }];
  });
}

function inputNumbers({ target }: Pick<DataConfig, 'target'>, columns: readonly ColumnSummary[]): ReadonlySet<string> {
  const targets = typeof target === 'string' ? [target] : target;
  return new Set(
    columns.filter((column) => isNumber(column) && !targets.includes(column.name)).map(({ name }) => name),
  );
}

/** log(1 + x) needs numbers above −1. */
export function transformProblems(
  { transform }: DataConfig,
  columns: ReadonlyMap<string, ColumnSummary>,
): KeyProblem[] {
  return Object.keys(transform ?? {}).flatMap((name): KeyProblem[] => {
    const column = columns.get(name);
    if (!column || (isNumber(column) && (column.min ?? 0) > -1)) return [];
    const message = isNumber(column)
      ? localize(
          'The column {0} has values down to {1}; log(1 + x) needs values above −1. Remove it here.',
          JSON.stringify(name),
          column.min ?? 0,
        )
      : localize(
          'The column {0} has no logarithm: it is of type {1}. Remove it here.',
          JSON.stringify(name),
          column.type,
        );
    const values = [name, isNumber(column) && column.min !== null ? column.min : column.type];
    return [{ code: 'transformDomain', severity: 'error', path: ['data', 'transform', name], message, values }];
  });
}
