/** Recorded runs side by side: those that are selected in the view, or that are chosen. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { pickSeveral } from '../base/shown.ts';
import type { Command } from '../commands/command.ts';
import { type Host, UserError } from '../parts/host.ts';
import type { RecordedRun } from '../records/recordedRuns.ts';
import { runName, runSummary, stateIcons } from '../../record/runText.ts';

/** The command line allows as many, see `run/compare`. */
const [least, most] = [2, 20];

/** @param argument the row that it was called on @param selected all that are selected */
const compareRuns: Command = (host) => async (argument, selected) => {
  const given = [selected, argument].flat().filter(isRecorded);
  const unique = given.filter((run, i) => given.findIndex(({ record }) => record.id === run.record.id) === i);
  const runs = unique.length >= least ? unique : await askRuns(host, unique);
  if (!runs) return;
  if (runs.length < least || runs.length > most)
    throw new UserError(localize('Choose {0} to {1} runs; {2} were chosen.', least, most, runs.length));
  // As they began: the first is what the others are compared with.
  host.comparisons.show([...runs].sort((a, b) => (a.record.id < b.record.id ? -1 : 1)));
};

function isRecorded(argument: unknown): argument is RecordedRun {
  return typeof argument === 'object' && argument !== null && 'record' in argument && 'place' in argument;
}

/** @param picked those that are chosen already */
async function askRuns(host: Host, picked: readonly RecordedRun[]): Promise<readonly RecordedRun[] | undefined> {
  const { language } = vscode.env;
  const all = await host.recorded.list();
  if (all.length < least) throw new UserError(localize('There are fewer than two recorded runs.'));
  const choices = all.map((run) => ({
    label: runName(run.record, language, Date.now()),
    description: run.record.file,
    detail: runSummary(run.record, Date.now(), language),
    icon: stateIcons[run.record.state],
    picked: picked.some(({ record }) => record.id === run.record.id),
    run,
  }));
  const chosen = await pickSeveral(choices, {
    title: localize('Runs to compare: {0} to {1}', least, most),
    matchOnDescription: true,
  });
  return chosen?.map(({ run }) => run);
}

export const compareCommands: Readonly<Record<string, Command>> = { compareRuns };
