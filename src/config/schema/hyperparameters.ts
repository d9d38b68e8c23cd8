/** THE table of hyperparameters: palette commands, panel controls and the tree are drawn from it, and it is drawn from the schema. */
import { type KeyInfo, keyTable } from './keyTable.ts';
import type { NetworkConfig } from './schema.ts';
import type { ValueRule } from './valueRule.ts';

export interface Hyperparameter extends ValueRule {
  /** Where it stands in `.nnconfig`: "training.learningRate". */
  readonly path: string;
  readonly label: string;
  /** As in equations; "" when it has none. */
  readonly symbol: string;
  readonly options: readonly { readonly value: string; readonly description: string }[];
  /** Values worth offering first. */
  readonly suggestions: readonly (number | string)[];
  readonly unit: string;
  readonly default: number | string | boolean | undefined;
  /** Whether a running training takes it over at its next step. */
  readonly live: boolean;
  /** The command that sets it, without prefix; `undefined`: only the panel, the tree and the text do. */
  readonly command: string | undefined;
  readonly description: string;
}

let table: readonly Hyperparameter[] | undefined;

/** In the order of the schema, those of training first. */
export function hyperparameters(): readonly Hyperparameter[] {
  table ??= keyTable()
    .filter((key) => key.metadata.hyperparameter)
    .map(hyperparameterOf)
    .sort((a, b) => rank(a.path) - rank(b.path));
  return table;
}

/** The entry at a path, or `undefined`. */
export function hyperparameterAt(path: string): Hyperparameter | undefined {
  return hyperparameters().find((entry) => entry.path === path);
}

/** Its value in a configuration; `undefined` when it is optional and absent (patience without early stopping). */
export function hyperparameterValue(config: NetworkConfig, path: string): number | string | boolean | undefined {
  let value: unknown = config;
  for (const part of path.split('.'))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string, unknown>)[part]
        : undefined;
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}

function rank(path: string): number {
  return ['training', 'network', 'data'].findIndex((part) => path.startsWith(part));
}

function hyperparameterOf(key: KeyInfo): Hyperparameter {
  const { metadata } = key;
  return {
    path: key.path,
    label: metadata.title,
    symbol: metadata.symbol ?? '',
    kind: key.kind as Hyperparameter['kind'],
    min: key.min,
    max: key.max,
    minExclusive: key.minExclusive,
    maxExclusive: key.maxExclusive,
    options: key.options.map((value) => ({ value, description: metadata.words?.[value] ?? '' })),
    suggestions: metadata.suggestions ?? [],
    unit: metadata.unit ?? '',
    default: key.default as Hyperparameter['default'],
    live: metadata.effect === 'live',
    command: metadata.command,
    description: metadata.description,
  };
}
