/** What the command line changes about a configuration: --target and --set, checked by the same schema as the text. */
import { localize } from '../../config/wording/localize.ts';
import { type NetworkConfig, networkConfigSchema } from '../../config/schema/schema.ts';
import { schemaProblems } from '../../config/text/schemaProblems.ts';
import { parseSet, type Setting } from '../../config/text/setOption.ts';
import { valueNode } from '../../config/text/tree.ts';
import type { NetworkValues } from '../command/options.ts';
import { usageError } from '../terminal/failure.ts';
import { counted } from '../terminal/text.ts';

type Path = Setting['path'];
/** What the command line says about the configuration. */
export type Overrides = Pick<NetworkValues, 'targets' | 'set'>;

/** @throws CliFailure (wrong use) that names the first --set which does not fit. */
export function applySets(config: NetworkConfig, { targets, set }: Overrides): NetworkConfig {
  const changed = set.reduce(withAssignment, config);
  const [only] = targets;
  if (only === undefined) return changed;
  return { ...changed, data: { ...changed.data, target: targets.length === 1 ? only : [...targets] } };
}

/** Whether the command line, not the file, says what stands at `path`: a problem there has no place in the file. */
export function isOverridden({ targets, set }: Overrides, path: Path): boolean {
  const paths = set.map((assignment) => settingOf(assignment).path);
  if (targets.length > 0) paths.push(['data', 'target']);
  return paths.some((said) => isAtOrAbove(said, path));
}

export function isAtOrAbove(said: Path, path: Path): boolean {
  return said.every((part, index) => part === path[index]);
}

/**
 * The table was named on the command line; a --set that names another, in whatever spelling, is a mistake.
 * @throws CliFailure (wrong use)
 */
export function refuseDataFile({ set }: Overrides, file: string): void {
  for (const assignment of set) {
    const [first, second] = settingOf(assignment).path;
    if (first !== 'data' || (second !== undefined && second !== 'file')) continue;
    const message = localize(
      'The table is {0}, as named on the command line: "data.file" is set in a .nnconfig only.',
      file,
    );
    const advice = second === 'file' ? '' : ` ${localize('Set the other keys of "data" one by one.')}`;
    throw usageError(`${message}${advice}`, subjectOf(assignment));
  }
}

function withAssignment(config: NetworkConfig, assignment: string): NetworkConfig {
  const { path, value } = settingOf(assignment);
  const layer = path[2];
  const { length } = config.network.layers;
  if (path[0] === 'network' && path[1] === 'layers' && typeof layer === 'number' && layer >= length) {
    throw usageError(
      localize(
        'The list network.layers has {0}, counted from 0 here; set the whole list for more.',
        counted(length, 'hiddenLayer'),
      ),
      subjectOf(assignment),
    );
  }
  const changed = replaceAt(config, path, value);
  const result = networkConfigSchema.safeParse(changed);
  if (result.success) return result.data;
  const problems = schemaProblems(result.error.issues, valueNode(changed));
  // A misspelt key is also a missing one; the spelling is what helps.
  const problem = problems.find(({ code }) => code === 'unknownKey') ?? problems[0];
  throw usageError(problem?.message ?? localize('This does not fit.'), subjectOf(assignment));
}

function settingOf(assignment: string): Setting {
  try {
    return parseSet(assignment);
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error), subjectOf(assignment));
  }
}

/** A whole network may stand in a --set. */
const maxSubject = 80;

function subjectOf(assignment: string): string {
  return `--set ${assignment.length > maxSubject ? `${assignment.slice(0, maxSubject)}…` : assignment}`;
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
