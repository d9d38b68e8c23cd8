/** A complete configuration with another value at one key, checked by the same schema as a text. */
import { localize } from '../wording/localize.ts';
import { type NetworkConfig, networkConfigSchema } from '../schema/schema.ts';
import { ConfigError } from '../text/errors.ts';
import { schemaProblems } from '../text/schemaProblems.ts';
import type { Setting } from '../text/setOption.ts';
import { type Path, valueNode } from '../text/tree.ts';

/** @throws ConfigError with what does not fit, in a sentence */
export function withSetting(config: NetworkConfig, { path, value }: Setting): NetworkConfig {
  const layer = path[2];
  const { length } = config.network.layers;
  if (path[0] === 'network' && path[1] === 'layers' && typeof layer === 'number' && layer >= length) {
    const layers = localize(length === 1 ? '1 hidden layer' : '{0} hidden layers', length);
    const message = localize(
      'The list network.layers has {0}, counted from 0 here; set the whole list for more.',
      layers,
    );
    throw new ConfigError(message);
  }
  const changed = replaceAt(config, path, value);
  const result = networkConfigSchema.safeParse(changed);
  if (result.success) return result.data;
  const problems = schemaProblems(result.error.issues, valueNode(changed));
  // A misspelt key is also a missing one; the spelling is what helps.
  const problem = problems.find(({ code }) => code === 'unknownKey') ?? problems[0];
  throw new ConfigError(problem?.message ?? localize('This does not fit.'));
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
