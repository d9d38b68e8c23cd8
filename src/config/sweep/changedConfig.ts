/** A complete configuration with another value at one key, checked by the same schema as a text; without words, for who trains. */
import { type NetworkConfig, networkConfigSchema } from '../schema/schema.ts';
import type { Setting } from '../text/setOption.ts';
import type { Path } from '../text/tree.ts';

export interface ChangedConfig {
  readonly changed: unknown;
  readonly result: ReturnType<typeof networkConfigSchema.safeParse>;
}

export function changedConfig(config: NetworkConfig, { path, value }: Setting): ChangedConfig {
  const changed = replaceAt(config, path, value);
  return { changed, result: networkConfigSchema.safeParse(changed) };
}

/** A copy of `value` with something else at `path`; objects on the way are made where they are missing. */
function replaceAt(value: unknown, path: Path, replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((item, index) => (index === key ? replaceAt(item, rest, replacement) : item));
  // Entries, not spread: a column called "__proto__" is only a name.
  const entries = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  entries.set(String(key), replaceAt(entries.get(String(key)), rest, replacement));
  return Object.fromEntries(entries);
}

/** Whether what is set at one path takes the place of what stands at the other. */
export function isAtOrAbove(said: Path, path: Path): boolean {
  return said.every((part, index) => part === path[index]);
}
