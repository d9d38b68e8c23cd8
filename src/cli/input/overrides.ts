/** What the command line changes about a configuration: --target and --set, checked by the same schema as the text. */
import { localize } from '../../config/wording/localize.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { ConfigError } from '../../config/text/errors.ts';
import { parseSet, type Setting } from '../../config/text/setOption.ts';
import { isAtOrAbove } from '../../config/sweep/changedConfig.ts';
import { withSetting } from '../../config/sweep/withSetting.ts';
import type { NetworkValues } from '../command/options.ts';
import { usageError } from '../terminal/failure.ts';

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
  const setting = settingOf(assignment);
  try {
    return withSetting(config, setting);
  } catch (error) {
    if (error instanceof ConfigError) throw usageError(error.message, subjectOf(assignment));
    throw error;
  }
}

function settingOf(assignment: string): Setting {
  try {
    return parseSet(assignment);
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error), subjectOf(assignment));
  }
}

/** A whole network may stand in a --set. */
const maxSubject = 86;

function subjectOf(assignment: string): string {
  return cutSubject(`--set ${assignment}`);
}

export function cutSubject(subject: string): string {
  return subject.length > maxSubject ? `${subject.slice(0, maxSubject)}…` : subject;
}
