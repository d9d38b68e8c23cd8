/**
 * Where the worker gets a table's bytes. A clean file on disk is read by the worker itself, so that its size never
 * touches the extension host; what is unsaved comes from the editor, what is virtual from the workspace's file system.
 */
import * as vscode from 'vscode';
import type { TableSource } from '../../protocol/workerApi.ts';
import { nameOf, savedUri } from './configKey.ts';

/** @throws Error with a sentence for the user when a virtual file cannot be read. */
export async function tableSource(uri: vscode.Uri): Promise<TableSource> {
  const name = nameOf(uri);
  const document = openDocument(uri);
  if (document && (document.isDirty || document.isUntitled)) {
    return { kind: 'bytes', bytes: new TextEncoder().encode(document.getText()), name };
  }
  if (uri.scheme === 'file') return { kind: 'path', path: uri.fsPath, name };
  try {
    return { kind: 'bytes', bytes: new Uint8Array(await vscode.workspace.fs.readFile(uri)), name };
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : String(error);
    throw new Error(vscode.l10n.t('{0} could not be read: {1}.', name, code));
  }
}

/** Changes whenever the table's contents may have changed; `null` when there is no such file. */
export async function tableVersion(uri: vscode.Uri): Promise<string | null> {
  const document = openDocument(uri);
  if (document && (document.isDirty || document.isUntitled)) return `editor ${document.version}`;
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    return `${mtime} ${size}`;
  } catch {
    return null;
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  // A table that is not saved yet but has a path stands for the file at that path.
  const wanted = savedUri(uri).toString();
  return vscode.workspace.textDocuments.find((document) => savedUri(document.uri).toString() === wanted && !document.isClosed);
}
