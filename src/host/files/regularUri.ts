/** Regular files of the workspace, and nothing else: reading a pipe would stop the files of every extension. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';

/** @throws Error with a sentence for the user when something else is there; rejects as `stat` does when nothing is */
export async function requireRegularUri(uri: vscode.Uri): Promise<void> {
  const { type } = await vscode.workspace.fs.stat(uri);
  if (type & vscode.FileType.File) return;
  throw new Error(
    type & vscode.FileType.Directory
      ? localize('{0} is a folder; name a file in it.', nameIn(uri))
      : localize('{0} is a pipe, a socket or a device; name a file.', nameIn(uri)),
  );
}

/** The bytes of a regular file. @throws as `requireRegularUri`, and what `readFile` says */
export async function readRegularUri(uri: vscode.Uri): Promise<Uint8Array> {
  await requireRegularUri(uri);
  return vscode.workspace.fs.readFile(uri);
}

function nameIn(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
