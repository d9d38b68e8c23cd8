/** What the command line changes about a configuration: --target and --set, checked by the same schema as the text. */
import { type NetworkConfig, networkConfigSchema } from '../config/schema.ts';
import { parseSet, type Setting } from '../config/set.ts';
import type { ModelOptions } from './arguments.ts';
import { wrongUse } from './failure.ts';

type Key = string | number;

/** @throws CliFailure (wrong use) that names the first --set which does not fit. */
export function applySets(config: NetworkConfig, { targets, set }: Pick<ModelOptions, 'targets' | 'set'>): NetworkConfig {
  const changed = set.reduce(withAssignment, config);
  const [only] = targets;
  if (only === undefined) return changed;
  return { ...changed, data: { ...changed.data, target: targets.length === 1 ? only : [...targets] } };
}

function withAssignment(config: NetworkConfig, assignment: string): NetworkConfig {
  const { path, value } = settingOf(assignment);
  const layer = path[2];
  if (path[0] === 'network' && path[1] === 'layers' && typeof layer === 'number' && layer >= config.network.layers.length) {
    throw wrongUse(`--set ${assignment}: there are ${config.network.layers.length} hidden layers, counted from 0 here.`);
  }
  const result = networkConfigSchema.safeParse(replaceAt(config, path, value));
  if (result.success) return result.data;
  const { path: where = [], message = 'does not fit' } = result.error.issues[0] ?? {};
  throw wrongUse(`--set ${assignment}: ${where.join('.')}: ${message}.`);
}

function settingOf(assignment: string): Setting {
  try {
    return parseSet(assignment);
  } catch (error) {
    throw wrongUse(`--set ${assignment}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A copy of `value` with something else at `path`; objects on the way are made where they are missing. */
function replaceAt(value: unknown, path: readonly Key[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? replaceAt(item, rest, replacement) : item));
  // Entries, not spread: a column called "__proto__" is only a name.
  const entries = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  entries.set(String(key), replaceAt(entries.get(String(key)), rest, replacement));
  return Object.fromEntries(entries);
}
