/** What the keys of the panel do: each is a command, so that users can bind other keys to it, and find it in the palette. */
import { localize, msg } from '../../config/wording/localize.ts';
import { type TabId, tabIds } from '../../protocol/viewMessages.ts';
import { pickOne } from '../base/shown.ts';
import type { Command } from './command.ts';
import { requireRun } from './target.ts';

/** Starts, pauses or goes on, whichever the state allows. */
export const toggle: Command = (host) => async (argument) => {
  const run = requireRun(host, argument);
  host.runs.activate(run);
  const { session } = run;
  const { state } = session.status;
  if (state === 'running' || state === 'waiting') await session.pause();
  else if (state === 'paused' || state === 'stopped') await session.resume();
  else if (state === 'ready') await session.start();
};

/** The first step that is recorded, in all views of the run. */
export const lookAtFirst: Command = (host) => async (argument) => {
  const { session } = requireRun(host, argument);
  await session.inspection.seek(session.status.recording.first);
};

export const lookAtPresent: Command = (host) => async (argument) => {
  await requireRun(host, argument).session.inspection.seek('live');
};

const tabNames: Readonly<Record<TabId, string>> = {
  overview: msg('Overview'),
  matrices: msg('Matrices'),
  step: msg('Step'),
  fit: msg('Fit'),
  data: msg('Data'),
  evaluation: msg('Evaluation'),
  histograms: msg('Histograms'),
  lessons: msg('Lessons'),
};

/** Argument: the tab's name for keys, or its number from 1; asked for where there is none. */
export const showTab: Command =
  (host) =>
  async (...args) => {
    const run = requireRun(host, args[0]);
    const tab = tabOf(args) ?? (await askTab());
    if (tab) host.panels.turn(run, { type: 'showTab', tab });
  };

function tabOf(args: readonly unknown[]): TabId | undefined {
  const number = args.find((argument) => typeof argument === 'number');
  return number === undefined ? tabIds.find((id) => args.includes(id)) : tabIds[number - 1];
}

async function askTab(): Promise<TabId | undefined> {
  const items = tabIds.map((id, index) => ({ label: localize(tabNames[id]), description: String(index + 1), id }));
  return (await pickOne(items, { title: localize('Show which tab?') }))?.id;
}

export const presentationMode: Command = (host) => (argument) =>
  host.panels.turn(requireRun(host, argument), { type: 'present' });
