/** *Find the Table…*: names another place for the table of a recorded run; its SHA-256 decides whether it is the same. */
import { relative } from 'node:path';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { showInformation } from '../base/shown.ts';
import { nameOf } from '../files/configKey.ts';
import { type Host, UserError } from '../parts/host.ts';
import type { RecordedRun } from '../records/recordedRuns.ts';
import { isTable } from '../records/tableOfRun.ts';

/** Called with a Uri by tests: nothing is asked then. */
export async function findTable(host: Host, run: RecordedRun, given?: vscode.Uri): Promise<void> {
  const { record, place } = run;
  const uri = given ?? (await ask(record.table.name));
  if (!uri) return;
  if (!(await isTable(uri.fsPath, record.table.sha256)))
    throw new UserError(
      localize(
        '{0} is not the table {1} of this run: its SHA-256 is another one than {2}….',
        ...[nameOf(uri), record.table.name, record.table.sha256.slice(0, 12)],
      ),
    );
  const folder = place.folder && vscode.Uri.file(place.folder);
  const isBeside = folder && uri.path.startsWith(`${folder.path}/`);
  const from = vscode.Uri.joinPath(vscode.Uri.file(place.root), record.id).fsPath;
  const where = isBeside ? relative(from, uri.fsPath).replaceAll('\\', '/') : uri.fsPath;
  await host.recorded.update(run, { table: { ...record.table, where } });
  void showInformation(localize('The table of this run is {0} from now on.', uri.fsPath));
}

async function ask(name: string): Promise<vscode.Uri | undefined> {
  const title = localize('Find the table {0}', name);
  return (await vscode.window.showOpenDialog({ title, canSelectMany: false }))?.[0];
}
