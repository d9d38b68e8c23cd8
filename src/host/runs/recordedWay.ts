/** A run after a reload of the window, where it was recorded: from its last checkpoint, and the few steps after that once more. */
import type * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { isSomething } from '../../session/recovery.ts';
import type { RecordKeeper } from '../records/keeper.ts';
import type { RecordedRun, RecordedRuns } from '../records/recordedRuns.ts';
import { type TableOfRun, tableOfRun } from '../records/tableOfRun.ts';
import type { RunHandle } from './run.ts';
import type { RememberedRun } from './runMemory.ts';

/** The record that a remembered run can go on from; `null`: there is none, or it cannot. */
export async function recordOf(
  recorded: RecordedRuns,
  config: vscode.Uri,
  { record, trace }: RememberedRun,
): Promise<{ readonly run: RecordedRun; readonly table: TableOfRun } | null> {
  const found = record && (await recorded.find(record.root, record.id));
  if (!found || found.record.state === 'training' || found.record.step > trace.step) return null;
  if (!isSomething(trace)) return null;
  const table = await tableOfRun(config, found);
  return table && { run: found, table };
}

/** Builds the network of a run that has none yet, where the record left it, on the run's own table. @returns whether it stands */
export async function goOnFrom(
  records: RecordKeeper,
  run: RunHandle,
  recorded: RecordedRun,
  table: TableOfRun | null,
): Promise<boolean> {
  records.goOn(run.key, { place: recorded.place, id: recorded.record.id });
  if (table?.isElsewhere) run.nextTable = table;
  try {
    if (!(await run.session.prepare())) return false;
    if (table?.isElsewhere) run.say('table', ownTable(table.name));
    return true;
  } finally {
    run.nextTable = null;
    records.goOn(run.key, null);
  }
}

function ownTable(name: string): string {
  return localize(
    '{0} has changed since: this run goes on with the table as it was, another network reads today’s.',
    name,
  );
}

/** What the window had seen of it after its last checkpoint. @returns whether it has the weights that it had */
export async function catchUp({ session }: RunHandle, { trace, cursor }: RememberedRun): Promise<boolean> {
  const redone = await session.redo(trace);
  if (cursor !== null) await session.inspection.seek(cursor);
  return redone !== null && (trace.checksum === null || redone.checksum === trace.checksum);
}

export function whereItWas(step: string): string {
  return localize('The window was reloaded: the run is at step {0}, where it was. Resume goes on from there.', step);
}
