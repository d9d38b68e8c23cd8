/** *Reproduce…*: a recorded run trained again from its record alone, in a thread of its own, and whether every number came out again. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { noticeText } from '../../config/wording/notice.ts';
import type { ReproduceReport } from '../../protocol/recordApi.ts';
import type { Progress } from '../../protocol/requestClient.ts';
import { showInformation, showProgress, showWarning } from '../base/shown.ts';
import { savedUri } from '../files/configKey.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import { type Host, UserError } from '../parts/host.ts';
import { configUriOf, type RecordedRun } from '../records/recordedRuns.ts';
import { tableOfRun } from '../records/tableOfRun.ts';
import { askOnce } from '../workers/askOnce.ts';
import { runName } from '../../record/runText.ts';

/** Gives what came out; the message stays as long as it likes. */
export async function reproduceRun(host: Host, run: RecordedRun): Promise<ReproduceReport> {
  const table = await requireTable(run);
  const title = localize('Training {0} again', runName(run.record, vscode.env.language, Date.now()));
  const report = await showProgress(title, (progress, token) => {
    let shown = 0;
    return trainAgain(host, run, table, token, ({ done, total }) => {
      const percent = (100 * done) / Math.max(1, total);
      progress.report({ increment: percent - shown });
      shown = percent;
    });
  });
  void tell(report);
  return report;
}

interface TableToRead {
  readonly uri: vscode.Uri;
  readonly isSame: boolean;
}

/** One that has changed is trained on, too, where there is no other: what differs then is what is asked. */
async function requireTable(run: RecordedRun): Promise<TableToRead> {
  const { table, config } = run.record;
  const uri = configUriOf(run);
  const found = await tableOfRun(uri, run);
  if (found) return { uri: found.uri, isSame: true };
  const today = uri && (await resolveDataUri(uri, config.used.data.file).catch(() => null));
  if (today?.scheme === 'file') return { uri: savedUri(today), isSame: false };
  throw new UserError(
    localize('The table {0} is not found: "Find the Table…" names the place where it is now.', table.name),
  );
}

function trainAgain(
  { workers, version }: Host,
  { place, record }: RecordedRun,
  { uri, isSame }: TableToRead,
  token: vscode.CancellationToken,
  onProgress: (progress: Progress) => void,
): Promise<ReproduceReport> {
  const request = { root: place.root, id: record.id, table: uri.fsPath, isSameTable: isSame, version };
  return askOnce(workers.spawn(), 'reproduce', request, { token, onProgress });
}

function tell({ difference, reason, weightsSha256 }: ReproduceReport): Thenable<unknown> {
  if (!difference) return showInformation(localize('identical: weights SHA-256 {0}', weightsSha256));
  const { step, what, recorded, found } = difference;
  const values = [step, what, recorded, found ?? '–'];
  const sentence = localize('Step {0} is the first that differs: {1} was {2} and is {3} now.', ...values);
  return showWarning(reason ? `${sentence} ${noticeText(reason)}` : sentence);
}
