/** Where the table of a recorded run is: where its configuration has it today, where it was, or among the copies that are kept. */
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as vscode from 'vscode';
import { fileSource } from '../../platform/node/openSource.ts';
import { digestOf } from '../../platform/node/tableDigest.ts';
import { tablePath } from '../../record/recordStore.ts';
import { savedUri } from '../files/configKey.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import { type RecordedRun, storeOf } from './recordedRuns.ts';
import { hasSameTable } from './sameTable.ts';

export interface TableOfRun {
  readonly uri: vscode.Uri;
  /** As the run knew it: a copy is named by its SHA-256. */
  readonly name: string;
  /** Another one, or none, is in the place that the configuration names. */
  readonly isElsewhere: boolean;
}

/** A record can come from anyone: what it names counts only where it is, bit for bit, the table of the run. `null`: it is nowhere. */
export async function tableOfRun(config: vscode.Uri | null, run: RecordedRun): Promise<TableOfRun | null> {
  const { place, record } = run;
  const { table } = record;
  if (config && (await hasSameTable(config, record))) {
    const uri = savedUri(await resolveDataUri(config, record.config.used.data.file));
    return { uri, name: table.name, isElsewhere: false };
  }
  const where = resolve(place.root, record.id, table.where);
  if (await isTable(where, table.sha256))
    return { uri: vscode.Uri.file(await realpath(where)), name: table.name, isElsewhere: true };
  if (!table.isKept || !(await storeOf(run).table(table.sha256))) return null;
  return { uri: vscode.Uri.file(join(place.root, tablePath(table.sha256))), name: table.name, isElsewhere: true };
}

/** Whether a file has this SHA-256. */
export async function isTable(path: string, sha256: string): Promise<boolean> {
  try {
    return (await digestOf(fileSource(path))).sha256 === sha256;
  } catch {
    return false;
  }
}
