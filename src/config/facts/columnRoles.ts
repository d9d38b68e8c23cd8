/**
 * What each column of a table is to a configuration: an input, the target, or left out. Half-typed text gives what can be
 * understood of it.
 */
import { columnTypes, type ColumnType, type TableSummary } from '../../data/columns/summary.ts';
import { isUsable } from '../../data/dataset/chooseColumns.ts';
import { type Node, nodeAt, nodeValue } from '../text/tree.ts';

export const columnRoles = ['input', 'target', 'out'] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** What a configuration says of columns, as far as its text can be read. */
export interface ColumnChoices {
  readonly targets: readonly string[];
  /** `undefined`: all that are usable. */
  readonly features: readonly string[] | undefined;
  readonly types: ReadonlyMap<string, ColumnType>;
  /** As they are written. */
  readonly derived?: readonly string[];
}

export function readColumnChoices(root: Node | undefined): ColumnChoices {
  const written = (key: string): unknown => {
    const node = nodeAt(root, ['data', key]);
    return node && nodeValue(node);
  };
  const features = written('features');
  const types = written('types');
  const entries = typeof types === 'object' && types !== null && !Array.isArray(types) ? Object.entries(types) : [];
  return {
    targets: [written('target')].flat().filter(isName),
    features: Array.isArray(features) ? features.filter(isName) : undefined,
    derived: [written('derived')].flat().filter(isName),
    types: new Map(
      entries.filter((entry): entry is [string, ColumnType] => columnTypes.some((type) => type === entry[1])),
    ),
  };
}

/** What a table without a configuration is trained with. */
export function guessedChoices({ target }: TableSummary): ColumnChoices {
  return { targets: target ? [target.name] : [], features: undefined, types: new Map() };
}

function isName(value: unknown): value is string {
  return typeof value === 'string';
}

/** The role of a column by its name; of one that the table does not have, `out`. */
export function rolesOf({ targets, features }: ColumnChoices, { columns }: TableSummary): (name: string) => ColumnRole {
  const isTarget = new Set(targets);
  const isInput = new Set(features ?? columns.filter(isUsable).map(({ name }) => name));
  return (name) => {
    if (isTarget.has(name)) return 'target';
    return isInput.has(name) ? 'input' : 'out';
  };
}
