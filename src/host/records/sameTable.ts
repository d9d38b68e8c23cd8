/** Whether a run can still be what it was: its network is built from its table. */
import * as vscode from 'vscode';
import { fileSource } from '../../platform/node/openSource.ts';
import { digestOf } from '../../platform/node/tableDigest.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import { savedUri } from '../files/configKey.ts';
import { resolveDataUri } from '../files/dataUri.ts';

/** Whether the table of a configuration is, bit for bit, the one that a run was trained on. */
export async function hasSameTable(config: vscode.Uri, { config: { used }, table }: RunRecord): Promise<boolean> {
  try {
    const uri = savedUri(await resolveDataUri(config, used.data.file));
    const isChanged = vscode.workspace.textDocuments.some(
      (document) => document.isDirty && savedUri(document.uri).toString() === uri.toString(),
    );
    if (uri.scheme !== 'file' || isChanged) return false;
    return (await digestOf(fileSource(uri.fsPath))).sha256 === table.sha256;
  } catch {
    return false;
  }
}
