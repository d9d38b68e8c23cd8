/** The key `sweep` of a configuration, understood: what it varies, and what is wrong with that. */
import type { KeyProblem } from '../schema/problem.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import type { SweepConfig } from '../schema/schemaSweep.ts';
import { keyAt } from '../schema/keyTable.ts';
import { checkValue } from '../text/checkValue.ts';
import { ConfigError } from '../text/errors.ts';
import { didYouMean, nearestName } from '../text/nearest.ts';
import { pathOf, settablePaths } from '../text/setOption.ts';
import type { Path } from '../text/tree.ts';
import { localize } from '../wording/localize.ts';
import { fixedKey, memberCount, rangeExcess, rangeValues, type Variation, varyingBefore } from './sweepPlan.ts';
import { parseUntil } from './until.ts';
import { withSetting } from './withSetting.ts';

/** In the order of the text; a range without values has none. */
export function variationsOf({ vary = {} }: SweepConfig): readonly Variation[] {
  return Object.entries(vary).map(([path, given]) => ({
    ...{ path, keys: pathOf(path) },
    values: Array.isArray(given) ? given : (rangeValues(given.from, given.to, given.step) ?? []),
  }));
}

/** Of a list longer than this, values are not tried out while somebody types. */
const maxTried = 1000;

/** What a schema does not see: paths that are none, values that do not fit, a goal that is none, too many trainings. */
export function sweepProblems(config: NetworkConfig, sweep: SweepConfig): KeyProblem[] {
  const variations = variationsOf(sweep);
  const problems = variations.flatMap((variation, place) => {
    const problem = pathProblem(variation, varyingBefore(variations, place));
    return problem ? [problem] : valueProblems(config, variation, sweep);
  });
  if (sweep.until !== undefined && !parseUntil(sweep.until))
    problems.push(
      problemAt(
        ['sweep', 'until'],
        localize('The goal is one of {0} with <, ≤, > or ≥ and a number, such as "cost < 0.1".', goals),
      ),
    );
  return problems.length > 0 ? problems : countProblems(sweep, variations);
}

const goals = 'cost, validationCost, trainAccuracy, validationAccuracy';

function problemAt(path: Path, message: string): KeyProblem {
  return { code: 'sweep', severity: 'error', path, message, values: [] };
}

function pathProblem({ path, keys }: Variation, before: Variation | undefined): KeyProblem | null {
  const at: Path = ['sweep', 'vary', path];
  if (!keyAt(keys) || keys[0] === 'sweep') {
    const near = nearestName(path, settablePaths());
    const message = localize('There is no key "{0}".', path);
    const suggestion = near === undefined ? {} : { suggestion: JSON.stringify(near) };
    return {
      ...{ code: 'unknownKey', severity: 'error', path: at, values: [path], ...suggestion },
      message: near === undefined ? message : `${message} ${didYouMean(near)}`,
    };
  }
  const fixed = fixedKey(keys);
  if (fixed)
    return problemAt(
      at,
      localize(
        'All trainings of a sweep read the same files: "{0}" is not varied. Name the keys beside it one by one.',
        fixed,
      ),
    );
  return before
    ? problemAt(at, localize('Its values would take the place of those of "{0}". Name each path once.', before.path))
    : null;
}

function valueProblems(config: NetworkConfig, { path, keys, values }: Variation, { vary }: SweepConfig): KeyProblem[] {
  const at: Path = ['sweep', 'vary', path];
  const given = vary?.[path] ?? [];
  const isList = Array.isArray(given);
  if (!isList && values.length === 0) {
    const none = localize('The range has no values: it goes from "from" to "to" in steps of "step".');
    return [problemAt(at, rangeExcess(given.from, given.to, given.step) ?? none)];
  }
  const problems: KeyProblem[] = [];
  for (const [i, value] of values.slice(0, maxTried).entries()) {
    const refusal = checkValue(keys, value) ?? refusalOf(config, keys, value);
    if (refusal === undefined) continue;
    problems.push(problemAt(isList ? [...at, i] : at, refusal));
    if (!isList) break;
  }
  return problems;
}

function refusalOf(config: NetworkConfig, path: Path, value: unknown): string | undefined {
  try {
    withSetting(config, { path, value });
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

function countProblems(sweep: SweepConfig, variations: readonly Variation[]): KeyProblem[] {
  try {
    memberCount({ ...requestOf(sweep), variations });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return [problemAt(['sweep'], error.message)];
    throw error;
  }
}

/** All but the variations. */
export function requestOf({ random, seeds, folds, until }: SweepConfig): SweepNumbers {
  return { random: random ?? null, seeds: seeds ?? null, folds: folds ?? null, until: until ?? null };
}

export interface SweepNumbers {
  readonly random: number | null;
  readonly seeds: number | null;
  readonly folds: number | null;
  readonly until: string | null;
}
