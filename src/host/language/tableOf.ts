/** The table behind a configuration's text, for hovers, hints and problems. */
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { readData } from '../../config/lenient.ts';
import type { DataConfig } from '../../config/schema.ts';
import { readTree } from '../../config/tree.ts';
import type { TableSummary } from '../../data/summary.ts';
import type { ReadOptions } from '../../protocol/workerApi.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import type { Host } from '../host.ts';

/**
 * The table's summary, or `null` when the text names none. Never in Restricted Mode, where data files are not read.
 * Rejects with a sentence for the user when the path is refused or the file cannot be read.
 */
export async function tableOf(host: Host, document: vscode.TextDocument): Promise<TableSummary | null> {
  const data = readData(readTree(document.getText()).root);
  if (!data || !vscode.workspace.isTrusted) return null;
  return host.summaries.describe(await resolveDataUri(document.uri, data.file), readOptions(data));
}

/** The same for someone who waits with the mouse: `null` when it takes longer than `patience` ms or cannot be had. */
export async function tableSoon(host: Host, document: vscode.TextDocument, patience: number): Promise<TableSummary | null> {
  const reading = tableOf(host, document).catch(() => null);
  return Promise.race([reading, delay(patience, null, { ref: false })]);
}

function readOptions({ delimiter, header, encoding, types }: DataConfig): ReadOptions {
  return {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(header === undefined ? {} : { header }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(types === undefined ? {} : { types }),
  };
}
