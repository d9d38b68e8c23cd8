/** Which inputs are made of others, and which columns are taken as logarithms: what was asked for, checked against the table. */
import { notice } from '../../core/notice.ts';
import type { Column, Table } from '../columns/table.ts';
import { DataError } from '../csv/errors.ts';
import { type DerivedInput, parseDerived } from './derived.ts';
import type { Transform } from './steps/step.ts';

/** @throws DataError when a derived input is none, or is made of the target or of what is no number */
export function chooseDerived(
  { columns }: Table,
  targets: readonly Column[],
  asked: readonly string[] = [],
): readonly DerivedInput[] {
  const numbers = new Map(columns.filter(isNumber).map((column) => [column.name, column]));
  const isInput = (name: string) => numbers.has(name) && !targets.some((target) => target.name === name);
  return [...new Set(asked)].map((text) => {
    const input = parseDerived(text, isInput);
    if (input) return input;
    throw new DataError('features', notice(parseDerived(text) ? 'derived.columns' : 'derived.form', text));
  });
}

/** The columns that derived inputs are made of. */
export function derivedFrom({ columns }: Table, derived: readonly DerivedInput[]): Column[] {
  const names = new Set(derived.flatMap((input) => input.columns));
  return columns.filter(({ name }) => names.has(name));
}

function isNumber({ numbers, distinct, type }: Column): boolean {
  return numbers !== null && distinct > 0 && type !== 'date';
}

/** @throws DataError when a column of the table has a value that has no logarithm, or is none of numbers */
export function requireTransforms({ columns }: Table, transform: Readonly<Record<string, Transform>> = {}): void {
  for (const column of columns) {
    if (!Object.hasOwn(transform, column.name)) continue;
    const location = { column: column.index + 1 };
    if (!column.numbers)
      throw new DataError('columns', notice('transform.noNumber', column.name, column.type), location);
    const min = column.facts?.min ?? 0;
    if (min <= -1) throw new DataError('columns', notice('transform.domain', column.name, min), location);
  }
}
