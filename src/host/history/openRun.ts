/** A recorded run in the panel: as its last checkpoint has it, with its whole time bar, paused; or going on from there. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { configDifference } from '../../config/text/difference.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import { configDocumentOf } from '../files/configDocumentOf.ts';
import { configAt, editConfig, loadConfig } from '../files/configDocuments.ts';
import { configKey, folderOf, nameOf } from '../files/configKey.ts';
import { type Host, UserError } from '../parts/host.ts';
import { finalConfig } from '../../record/configAt.ts';
import { configUriOf, type RecordedRun } from '../records/recordedRuns.ts';
import { type TableOfRun, tableOfRun } from '../records/tableOfRun.ts';
import { goOnFrom } from '../runs/recordedWay.ts';
import type { RunHandle } from '../runs/run.ts';

/** @throws UserError where it cannot be what it was */
export async function openRun(host: Host, recorded: RecordedRun): Promise<RunHandle> {
  const uri = configUriOf(recorded);
  const standing = uri && host.runs.get(configKey(uri));
  if (standing) await arrived(standing);
  const live = host.runs.list.find((run) => host.records.of(run)?.report.id === recorded.record.id);
  if (live) return shown(host, live);
  const { record } = recorded;
  if (record.state === 'training') throw new UserError(localize('This run is being trained in another window.'));
  if (!uri) throw new UserError(localize('This run has no configuration; it was trained on a table alone.'));
  const table = await requireTable(uri, recorded);
  const document = await documentOf(uri, record);
  const key = configKey(document.uri);
  const before = host.runs.get(key);
  if (before?.isBusy)
    throw new UserError(localize('{0} is being trained: pause or stop it first.', nameOf(document.uri)));
  if (before) host.runs.remove(before);
  const run = host.runs.obtain(document.uri, record.config.used);
  if (!(await goOnFrom(host.records, run, recorded, table))) throw new UserError(run.session.status.message);
  const { changes: events, step } = record;
  const { training } = finalConfig(record);
  const { config: began } = run.session;
  await run.session.redo({
    events,
    step: Math.min(step, run.session.status.step),
    phases: 0,
    training,
    config: began,
    before: null,
    checksum: null,
  });
  const { config } = configDocumentOf(document);
  if (config) await run.session.apply(config);
  return shown(host, run);
}

/** Its network stands, and it is where it was before a reload. */
async function arrived(run: RunHandle): Promise<void> {
  while (run.session.status.state === 'preparing' && !run.isDisposed)
    await new Promise<void>((changed) => {
      const subscription = run.onDidChange(() => {
        subscription.dispose();
        changed();
      });
    });
  await run.comingBack;
}

function shown({ runs, panels }: Host, run: RunHandle): RunHandle {
  runs.activate(run);
  panels.show(run);
  return run;
}

async function requireTable(config: vscode.Uri, recorded: RecordedRun): Promise<TableOfRun> {
  const table = await tableOfRun(config, recorded);
  if (table) return table;
  throw new UserError(
    localize(
      'The table {0} has changed since this run, or is gone, and no copy was kept: name its place by "Find the Table…".',
      recorded.record.table.name,
    ),
  );
}

/** Today's configuration where it means the same; else, beside it and not saved, the one of then. */
async function documentOf(uri: vscode.Uri, record: RunRecord): Promise<vscode.TextDocument> {
  const today = await loadConfig(configKey(uri)).catch(() => null);
  const final = finalConfig(record);
  const { config } = today ? configDocumentOf(today) : {};
  if (today && config && configDifference(config, final).kind === 'none') return today;
  const stem = nameOf(uri).replace(/\.nnconfig$/, '');
  const place = vscode.Uri.joinPath(folderOf(uri), `${stem} ${record.id}.nnconfig`);
  const { document } = await configAt(place, () => writtenText(record));
  const written = configDocumentOf(document).config;
  const changes = written ? Object.entries(configDifference(written, final).change) : [];
  await editConfig(
    document,
    changes.map(([key, value]) => ({ path: ['training', key], value })),
  );
  return document;
}

/** The text as it was when the run began. */
export function writtenText({ config: { written, used } }: RunRecord): string {
  return written ? written.join('\n') : `${JSON.stringify(used, null, 2)}\n`;
}
