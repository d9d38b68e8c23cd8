/** `sweep FILE`: many trainings at once, over seeds, values and folds, and what came out of all of them. */
import { availableParallelism } from 'node:os';
import { requestOf, variationsOf } from '../../config/sweep/sweepKey.ts';
import { planSweep, SweepError, type SweepGroup, type Variation } from '../../config/sweep/sweepPlan.ts';
import { parseVariations } from '../../config/sweep/variationText.ts';
import { parseUntil, type Until, untilFigures } from '../../config/sweep/until.ts';
import { withSetting } from '../../config/sweep/withSetting.ts';
import { localize, msg } from '../../config/wording/localize.ts';
import { trainGroups } from '../../platform/node/sweep/pool.ts';
import type { SweepSummary } from '../../protocol/sweep/sweepPage.ts';
import type { SweepMember } from '../../run/sweep/member.ts';
import { sweepSummary } from '../../run/sweep/summary.ts';
import { listOption, singleOption } from '../command/option.ts';
import { networkOperands, networkOptions } from '../command/options.ts';
import type { Option } from '../command/verb.ts';
import { type ExitCode, type ValuesOf, verb } from '../command/verb.ts';
import { loadSetup, planSetup, type Setup } from '../input/setup.ts';
import { cutSubject } from '../input/overrides.ts';
import { dataNotes } from '../report/dataNotes.ts';
import { toFailure, usageError } from '../terminal/failure.ts';
import { interruptedCode, onInterrupt } from '../terminal/interruption.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { numberText, tableText } from '../terminal/text.ts';

const maxWorkers = 64;

function countOption(name: string, help: string, [least, most]: readonly [number, number]): Option<number | null> {
  return singleOption({ name, takes: name === 'folds' ? 'K' : 'N', help }, (text) => {
    if (text === undefined) return null;
    if (/^\d{1,7}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
    throw usageError(
      localize('{0} takes a whole number from {1} to {2}; "{3}" is not one.', `--${name}`, least, most, text),
    );
  });
}

const { targets, set, ...common } = networkOptions;

const vary: Option<readonly Variation[]> = {
  ...listOption({
    name: 'vary',
    takes: 'PATH=V,V,…',
    help: msg(
      'values of the configuration that are tried in turn, those with commas in JSON, or ' +
        'PATH=FROM:TO:STEP; repeatable: every combination is trained',
    ),
  }),
  read: (given) => asUsage(() => parseVariations(given)),
};

const options = {
  seeds: countOption(
    'seeds',
    msg('trains with so many initial weights: network.initialization.seed, and the ones after it'),
    [1, 1_000_000],
  ),
  vary,
  ...{ targets, set },
  random: countOption(
    'random',
    msg('trains so many of the combinations, drawn, instead of all of them'),
    [1, 1_000_000],
  ),
  folds: countOption('folds', msg('cross-validation: K parts, stratified, each the validation part once'), [2, 1000]),
  until: singleOption(
    {
      name: 'until',
      takes: 'GOAL',
      help: msg(
        'ends a training where cost, validationCost, trainAccuracy or validationAccuracy has reached a value: "cost<0.1"',
      ),
    },
    (text): Until | null => (text === undefined ? null : untilOf(text)),
  ),
  workers: countOption('workers', msg('trainings that go on side by side; as many as the machine can do unless told'), [
    1,
    maxWorkers,
  ]),
  ...common,
};

export const sweep = verb({
  name: 'sweep',
  operands: networkOperands,
  options,
  help: msg('train with many seeds, values or folds, and sum up what came out'),
  json: ['members', 'summary'],
  run: sweepNow,
});

type Values = ValuesOf<typeof networkOperands, typeof options>;

async function sweepNow(values: Values, terminal: Terminal): Promise<ExitCode> {
  const setup = await loadSetup(values, terminal);
  const workers = values.workers ?? availableParallelism();
  const { until, ...request } = requestedSweep(values, setup);
  const groups = planned(setup, { ...request, workers });
  const all = groups.reduce((sum, group) => sum + group.seeds.length, 0);
  const found: (SweepMember | undefined)[] = new Array(all);
  const told = groups[0]
    ? dataNotes(setup, planSetup({ ...setup, config: groups[0].config }, groups[0].fold).dataset)
    : [];
  const interruption = onInterrupt();
  const progress = new Progress(terminal);
  let count = 0;
  try {
    await trainGroups({
      task: taskOf(setup, until),
      groups,
      workers,
      done: (place, member) => {
        found[place] = member;
        count++;
        progress.show(() => localize('{0} of {1} trainings', count, all));
      },
      isOver: () => interruption.aborted,
    });
  } catch (error) {
    throw toFailure(error, setup.shownData);
  } finally {
    progress.clear();
    interruption.dispose();
  }
  const members = found.flatMap((member) => member ?? []);
  const summary = sweepSummary(members, until !== null);
  if (values.json) terminal.json({ members, summary });
  else terminal.out(textOf(members, summary));
  for (const note of told) terminal.err(`${note}\n`);
  if (!interruption.aborted) return 0;
  terminal.err(`${localize('Interrupted: {0} of {1} trainings were done.', members.length, all)}\n`);
  return interruptedCode;
}

function taskOf({ dataPath, start }: Setup, until: Until | null) {
  return { dataPath, startPath: start?.path ?? null, until };
}

/** What the options say takes the place of what the file says. */
function requestedSweep({ vary, random, seeds, folds, until }: Values, { sweep = null }: Setup) {
  const written = sweep ? { ...requestOf(sweep), variations: variationsOf(sweep) } : null;
  const goal = written?.until == null ? null : parseUntil(written.until);
  return {
    variations: vary.length > 0 ? vary : (written?.variations ?? []),
    random: random ?? written?.random ?? null,
    seeds: seeds ?? written?.seeds ?? null,
    folds: folds ?? written?.folds ?? null,
    until: until ?? goal,
  };
}

function planned({ config }: Setup, request: Parameters<typeof planSweep>[1]): readonly SweepGroup[] {
  return asUsage(() => planSweep(config, request, withSetting));
}

/** @throws CliFailure (wrong use) of what a sweep cannot be */
function asUsage<Result>(make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof SweepError)) throw error;
    throw usageError(error.message, error.option === '' ? undefined : cutSubject(error.option));
  }
}

/** @throws CliFailure (wrong use) */
function untilOf(text: string): Until {
  const until = parseUntil(text);
  if (until) return until;
  throw usageError(
    localize(
      '--until takes one of {0} with <, ≤, > or ≥ and a number, such as "cost<0.1"; found "{1}".',
      untilFigures.join(', '),
      text,
    ),
  );
}

/** Members in the text: one line each up to here, beyond it the summary alone. */
const maxLines = 50;

function textOf(members: readonly SweepMember[], { reached, stepReached, mean, sd }: SweepSummary): string {
  const paths = Object.keys(members[0]?.set ?? {});
  const head = [
    ...paths,
    localize('seed'),
    localize('fold'),
    localize('steps'),
    localize('cost'),
    localize('validation'),
  ];
  const rows = members.map((member) => [
    ...paths.map((path) => JSON.stringify(member.set[path])),
    ...[String(member.seed), member.fold === null ? '–' : String(member.fold)],
    ...[member.steps, member.cost, member.validationCost].map((value) => numberText(value)),
  ]);
  const table =
    members.length <= maxLines
      ? tableText(
          [head, ...rows],
          rows[0]?.map((_, i) => i),
        )
      : '';
  const figures = Object.entries(mean).flatMap(([name, value]) =>
    value === null ? [] : [[name, numberText(value), `± ${numberText(sd[name as keyof typeof sd])}`]],
  );
  const success = reached === null ? '' : `${localize('{0} of {1} reached it.', reached, members.length)}\n`;
  const steps = stepReached ? stepsText(stepReached) : '';
  return `${table}\n${figures.length > 0 ? tableText(figures, [1]) : ''}${success}${steps}`;
}

function stepsText({ median, p10, p90 }: NonNullable<SweepSummary['stepReached']>): string {
  const values = [median, p10, p90].map((value) => numberText(value));
  return `${localize('step: median {0}, 10 % below {1}, 90 % below {2}', ...values)}\n`;
}
