/** A complete configuration with another value at one key, or why that does not fit. */
import { localize } from '../wording/localize.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import { ConfigError } from '../text/errors.ts';
import { schemaProblems } from '../text/schemaProblems.ts';
import type { Setting } from '../text/setOption.ts';
import { valueNode } from '../text/tree.ts';
import { changedConfig } from './changedConfig.ts';

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
  const { changed, result } = changedConfig(config, { path, value });
  if (result.success) return result.data;
  const problems = schemaProblems(result.error.issues, valueNode(changed));
  // A misspelt key is also a missing one; the spelling is what helps.
  const problem = problems.find(({ code }) => code === 'unknownKey') ?? problems[0];
  throw new ConfigError(problem?.message ?? localize('This does not fit.'));
}
