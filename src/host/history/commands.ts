/** What can be done with recorded runs, from the view and from the palette. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { errorText } from '../../config/wording/notice.ts';
import { askText, pickOne, showError, showInformation, showWarning } from '../base/shown.ts';
import type { Command } from '../commands/command.ts';
import { loadConfig } from '../files/configDocuments.ts';
import { configKey, nameOf } from '../files/configKey.ts';
import { type Host, UserError } from '../parts/host.ts';
import { configUriOf, type RecordedRun } from '../records/recordedRuns.ts';
import { asItWas } from './asItWas.ts';
import { resumeRun as resumeRecorded } from './offer.ts';
import { findTable } from './findTable.ts';
import { openRun } from './openRun.ts';
import { reproduceRun } from './reproduceRun.ts';
import { runName, runSummary, sizeText, stateIcons } from '../../record/runText.ts';

/** A command for one run: the row it was called on, or one that is asked for. */
function forRun(
  isMeant: (run: RecordedRun) => boolean,
  act: (host: Host, run: RecordedRun) => Promise<unknown>,
): Command {
  return (host) => async (argument) => {
    const run = isRecorded(argument) ? argument : await askRun(host, isMeant);
    if (run) await act(host, run);
  };
}

function isRecorded(argument: unknown): argument is RecordedRun {
  return typeof argument === 'object' && argument !== null && 'record' in argument && 'place' in argument;
}

async function askRun(host: Host, isMeant: (run: RecordedRun) => boolean): Promise<RecordedRun | undefined> {
  const { language } = vscode.env;
  const runs = (await host.recorded.list()).filter(isMeant);
  if (runs.length === 0) throw new UserError(localize('There is no recorded run for this.'));
  const choices = runs.map((run) => ({
    label: runName(run.record, language, Date.now()),
    description: run.record.file,
    detail: runSummary(run.record, Date.now(), language),
    icon: stateIcons[run.record.state],
    run,
  }));
  return (await pickOne(choices, { title: localize('Recorded run'), matchOnDescription: true }))?.run;
}

const isAny = (): boolean => true;
const isAtRest = ({ record }: RecordedRun): boolean => record.state !== 'training';
const canGoOn = ({ record }: RecordedRun): boolean => record.state === 'interrupted' || record.state === 'stopped';

async function rename(host: Host, run: RecordedRun): Promise<void> {
  const name = await ask(localize('Name of the run'), run.record.name ?? '');
  if (name !== undefined) await host.recorded.update(run, { name: name.trim() === '' ? null : name.trim() });
}

async function note(host: Host, run: RecordedRun): Promise<void> {
  const text = await ask(localize('Note on the run'), run.record.note);
  if (text !== undefined) await host.recorded.update(run, { note: text.trim() });
}

function ask(prompt: string, value: string): Thenable<string | undefined> {
  return askText({ title: localize('Recorded run'), prompt, value, validateInput: () => null });
}

/** It goes when nobody wants it back any more. */
async function remove(host: Host, run: RecordedRun): Promise<void> {
  const { recorded } = host;
  if (!isAtRest(run)) throw new UserError(localize('This run is being trained now: stop it first.'));
  recorded.hide(run, true);
  const undo = localize('Undo');
  const text = localize('The run {0} was deleted.', runName(run.record, vscode.env.language, Date.now()));
  // Not awaited: the command is over, the message may stay as long as it likes.
  void showInformation(text, undo).then(async (answer) => {
    if (answer === undo) recorded.hide(run, false);
    else await recorded.delete(run).catch((error: unknown) => void showError(errorText(error)));
  });
}

async function openConfiguration(_host: Host, run: RecordedRun): Promise<void> {
  const then = asItWas(run);
  const uri = configUriOf(run);
  const today = uri && (await loadConfig(configKey(uri)).catch(() => null));
  const title = localize('{0}: then and today', uri ? nameOf(uri) : run.record.file);
  if (today) await vscode.commands.executeCommand('vscode.diff', then, today.uri, title);
  else await vscode.commands.executeCommand('vscode.open', then);
}

/** Called with words by tests: nothing is asked then. */
const filterRuns: Command = (host) => async (words) => {
  const { filter } = host.recorded;
  const asked =
    typeof words === 'string' ? words : await ask(localize('Words of name, note, file, table or state'), filter);
  if (asked !== undefined) host.recorded.filter = asked;
};

const showSize: Command = (host) => async () => {
  const lines = (await host.recorded.sizes())
    .filter(({ runs }) => runs > 0)
    .map(({ place, runs, bytes }) => localize('{0} in {1} runs in {2}', sizeText(bytes), runs, place.root));
  void showInformation(lines.length > 0 ? lines.join('; ') : localize('No run is recorded here.'));
};

const clear: Command = (host) => async () => {
  const runs = (await host.recorded.list()).filter((run) => isAtRest(run) && !run.record.pinned);
  if (runs.length === 0) throw new UserError(localize('There is no recorded run for this.'));
  const yes = localize('Delete {0} Runs', runs.length);
  const text = localize('Delete all recorded runs that are not pinned and do not train? They cannot be brought back.');
  if ((await showWarning(text, yes)) !== yes) return;
  for (const run of runs) await host.recorded.delete(run);
};

export const runCommands: Readonly<Record<string, Command>> = {
  showRun: forRun(isAny, openRun),
  resumeRun: forRun(canGoOn, resumeRecorded),
  /** Gives what came out. */
  reproduceRun: (host) => async (argument) => {
    const run = isRecorded(argument) ? argument : await askRun(host, isAtRest);
    return run && reproduceRun(host, run);
  },
  findRunTable: (host) => async (argument, uri) => {
    const run = isRecorded(argument) ? argument : await askRun(host, isAtRest);
    if (run) await findTable(host, run, uri instanceof vscode.Uri ? uri : undefined);
  },
  filterRuns,
  showAllRuns: (host) => () => {
    host.recorded.filter = '';
  },
  openRunConfiguration: forRun(isAny, openConfiguration),
  renameRun: forRun(isAtRest, rename),
  noteRun: forRun(isAtRest, note),
  pinRun: forRun(
    (run) => isAtRest(run) && !run.record.pinned,
    (host, run) => host.recorded.update(run, { pinned: true }),
  ),
  unpinRun: forRun(
    (run) => isAtRest(run) && run.record.pinned,
    (host, run) => host.recorded.update(run, { pinned: false }),
  ),
  deleteRun: forRun(isAtRest, remove),
  refreshRuns: (host) => () => host.recorded.refresh(),
  showRunsSize: showSize,
  clearRuns: clear,
};
