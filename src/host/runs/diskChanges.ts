/**
 * What happens on disk reaches the runs, and stops none: a configuration that is open in no editor is taken over, a table
 * that is there at last is read, and of a table that changed or went the run says so.
 */
import type * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { loadConfig, openConfig } from '../files/configDocuments.ts';
import { nameOf } from '../files/configKey.ts';
import type { FileChanges } from '../files/fileChanges.ts';
import { tableVersion } from '../files/tableSource.ts';
import { Owner } from '../base/owner.ts';
import { applyText } from './liveText.ts';
import type { RunHandle } from './run.ts';
import type { Runs } from './runs.ts';

export class DiskChanges extends Owner {
  readonly #runs: Runs;

  constructor(runs: Runs, files: FileChanges) {
    super();
    this.#runs = runs;
    this.register(files.onDidChange((uri) => this.#changed(uri)));
  }

  #changed(uri: vscode.Uri): void {
    const key = uri.toString();
    const configured = this.#runs.get(key);
    // The editor tells of the documents it has open.
    if (configured && !openConfig(key)) void takeOver(configured);
    for (const run of this.#runs.list) {
      if (run.dataUri?.toString() === key) void tableChanged(run, uri);
    }
  }
}

async function takeOver(run: RunHandle): Promise<void> {
  try {
    applyText(run, await loadConfig(run.key));
  } catch {
    run.say('text', localize('{0} is no longer on disk; the last good configuration stays in force.', run.title));
  }
}

async function tableChanged(run: RunHandle, table: vscode.Uri): Promise<void> {
  const version = await tableVersion(table);
  if (run.isDisposed || run.dataUri?.toString() !== table.toString()) return;
  if (run.session.isUnbuilt) {
    if (version !== null) await run.session.retry();
  } else run.say('table', sentence(nameOf(table), version, run.dataVersion));
}

function sentence(name: string, now: string | null, read: string | null): string {
  if (now === read) return '';
  return now === null
    ? localize('{0} is no longer on disk; the network goes on with the rows it has read.', name)
    : localize('{0} changed on disk; train again to use it.', name);
}
