/**
 * Where the worker gets a table's bytes. A clean file on disk is read by the worker itself, so that its size never
 * touches the extension host; what is unsaved comes from the editor, what is virtual from the workspace's file system.
 */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import type { TableSource } from '../../protocol/tableSource.ts';
import { nameOf, savedUri } from './configKey.ts';
import { readRegularUri } from './regularUri.ts';

/** @param reading see `TableSource` @throws Error with a sentence for the user when a virtual file cannot be read */
export async function tableSource(uri: vscode.Uri, reading?: string): Promise<TableSource> {
  const named = { name: nameOf(uri), reading };
  const document = openDocument(uri);
  if (document && (document.isDirty || document.isUntitled)) {
    return { kind: 'bytes', bytes: new TextEncoder().encode(document.getText()), ...named };
  }
  if (uri.scheme === 'file') return { kind: 'path', path: uri.fsPath, ...named };
  try {
    return { kind: 'bytes', bytes: new Uint8Array(await readRegularUri(uri)), ...named };
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : String(error);
    throw new Error(localize('{0} could not be read: {1}.', named.name, code));
  }
}

/** Changes whenever the table's contents may have changed; `null` when there is no such file. */
export async function tableVersion(uri: vscode.Uri): Promise<string | null> {
  const document = openDocument(uri);
  if (document && (document.isDirty || document.isUntitled)) return `editor ${numberOf(document)} ${document.version}`;
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    return `${mtime} ${size}`;
  } catch {
    return null;
  }
}

/** Of documents, in the order in which they were met. */
const numbers = new WeakMap<vscode.TextDocument, number>();
let opened = 0;

/** A document that is opened again counts its versions from the beginning, and may hold something else. */
function numberOf(document: vscode.TextDocument): number {
  const number = numbers.get(document) ?? ++opened;
  numbers.set(document, number);
  return number;
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  // A table that is not saved yet but has a path stands for the file at that path.
  const requested = savedUri(uri).toString();
  return vscode.workspace.textDocuments.find(
    (document) => savedUri(document.uri).toString() === requested && !document.isClosed,
  );
}
