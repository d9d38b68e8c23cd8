/** At the start of a window: runs that were training when it ended are offered to go on, or go on without a question. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { errorText } from '../../config/wording/notice.ts';
import { readSetting } from '../base/settings.ts';
import { showError, showInformation } from '../base/shown.ts';
import type { Host } from '../parts/host.ts';
import { configUriOf, type RecordedRun } from '../records/recordedRuns.ts';
import { openRun } from './openRun.ts';

export async function offerInterrupted(host: Host): Promise<void> {
  if (!vscode.workspace.isTrusted) return;
  const runs = newestOfEach(await host.recorded.interrupted());
  if (runs.length === 0) return;
  if (readSetting('recording.resume', false) || (await isWanted(host, runs))) {
    for (const run of runs) await resumeRun(host, run).catch((error: unknown) => void showError(errorText(error)));
  }
}

/** Goes on, wherever its network is by now. */
export async function resumeRun(host: Host, recorded: RecordedRun): Promise<void> {
  const run = await openRun(host, recorded);
  await run.session.resume();
}

async function isWanted(host: Host, runs: readonly RecordedRun[]): Promise<boolean> {
  const [resume, no] = [localize('Resume'), localize('Not Now')];
  const answer = await showInformation(question(runs), resume, no);
  if (answer === no)
    for (const run of runs) await host.recorded.update(run, { state: 'stopped' }).catch(() => undefined);
  return answer === resume;
}

function question(runs: readonly RecordedRun[]): string {
  const [{ record }] = runs as [RecordedRun];
  if (runs.length > 1)
    return localize('{0} trainings were interrupted. They can go on as if nothing had happened.', runs.length);
  const step = record.step.toLocaleString(vscode.env.language);
  return localize(
    'The training of {0} was interrupted at step {1}. It can go on as if nothing had happened.',
    record.file,
    step,
  );
}

/** Of several runs of one configuration only the last can be the one that is missed. */
function newestOfEach(runs: readonly RecordedRun[]): readonly RecordedRun[] {
  const byFile = new Map<string, RecordedRun>();
  for (const run of [...runs].sort((a, b) => (a.record.id < b.record.id ? -1 : 1))) {
    const uri = configUriOf(run);
    if (uri) byFile.set(uri.toString(), run);
  }
  return [...byFile.values()];
}
