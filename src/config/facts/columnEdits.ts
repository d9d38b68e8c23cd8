/** What a choice about one column changes in the text of a configuration: its type, or what it is for. */
import type { ColumnType, TableSummary } from '../../data/columns/summary.ts';
import { parseDerived } from '../../data/dataset/derived.ts';
import { isUsable } from '../../data/dataset/chooseColumns.ts';
import type { Path } from '../text/tree.ts';
import { columnOf } from './columnProblems.ts';
import { type ColumnChoices, type ColumnRole, rolesOf } from './columnRoles.ts';

export type ColumnChange =
  /** `null`: as the reader finds. */
  | { readonly type: ColumnType | null }
  | { readonly role: ColumnRole }
  /** Whether `data.derived` has it: the name is written as there. */
  | { readonly derived: boolean };

export interface ConfigChange {
  readonly path: Path;
  /** `undefined` removes the key. */
  readonly value: unknown;
}

/** Changes of the configuration's keys; none when all is so already, or the choice cannot be: a target needs another one first. */
export function columnChanges(
  choices: ColumnChoices,
  summary: TableSummary,
  name: string,
  change: ColumnChange,
): readonly ConfigChange[] {
  if ('derived' in change) return derivedChanges(choices, summary, name, change.derived);
  return 'type' in change ? typeChanges(choices, name, change.type) : roleChanges(choices, summary, name, change.role);
}

/** The last input that is left cannot be switched off. */
function derivedChanges(
  choices: ColumnChoices,
  summary: TableSummary,
  name: string,
  isOn: boolean,
): readonly ConfigChange[] {
  const { derived = [] } = choices;
  const others = derived.filter((text) => text.trim() !== name);
  if (isOn === others.length < derived.length) return [];
  const path = ['data', 'derived'];
  if (isOn) return parseDerived(name) ? [{ path, value: [...derived, name] }] : [];
  const roleOf = rolesOf(choices, summary);
  const hasInput = others.length > 0 || summary.columns.some((column) => roleOf(column.name) === 'input');
  return hasInput ? [{ path, value: others.length > 0 ? others : undefined }] : [];
}

function typeChanges({ types }: ColumnChoices, name: string, type: ColumnType | null): ConfigChange[] {
  const path = ['data', 'types', name];
  if (type !== null) return types.get(name) === type ? [] : [{ path, value: type }];
  if (!types.has(name)) return [];
  return [{ path: types.size === 1 ? ['data', 'types'] : path, value: undefined }];
}

function roleChanges(
  choices: ColumnChoices,
  summary: TableSummary,
  name: string,
  role: ColumnRole,
): readonly ConfigChange[] {
  const roleOf = rolesOf(choices, summary);
  const before = roleOf(name);
  if (before === role || !columnOf(summary, name)) return [];
  if (role === 'target') return targetChanges(choices, summary, name);
  // Without a target there is nothing to learn; of several, each but the last may go.
  const targets = choices.targets.filter((target) => target !== name);
  if (targets.length === 0) return [];
  const inputs = summary.columns
    .map((column) => column.name)
    .filter((other) => (other === name ? role === 'input' : roleOf(other) === 'input'));
  if (inputs.length === 0) return [];
  const changes: ConfigChange[] = [{ path: ['data', 'features'], value: ordered(choices.features, inputs) }];
  if (before !== 'target') return changes;
  return [{ path: ['data', 'target'], value: targets.length === 1 ? targets[0] : targets }, ...changes];
}

/** The listed ones in the order that they have, the others behind them in the order of the table. */
function ordered(listed: readonly string[] | undefined, inputs: readonly string[]): readonly string[] {
  const isInput = new Set(inputs);
  return [...new Set([...(listed ?? []).filter((name) => isInput.has(name)), ...inputs])];
}

/** The one that was the target takes the new one's place among the inputs. */
function targetChanges({ targets, features }: ColumnChoices, summary: TableSummary, name: string): ConfigChange[] {
  const changes: ConfigChange[] = [{ path: ['data', 'target'], value: name }];
  if (!features?.includes(name)) return changes;
  const freed = targets.filter((target) => {
    const column = columnOf(summary, target);
    return column && isUsable(column) && !features.includes(target);
  });
  const inputs = features.flatMap((feature) => (feature === name ? freed : [feature]));
  return [...changes, { path: ['data', 'features'], value: inputs.length > 0 ? inputs : undefined }];
}
