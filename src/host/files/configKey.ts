/** Which configuration a document is, whether it is saved already or still untitled at its target path. */
import * as vscode from 'vscode';

export const configLanguage = 'nnconfig';

/** The same text for `iris.nnconfig` on disk and for the unsaved document that will become it. */
export function configKey(uri: vscode.Uri): string {
  return savedUri(uri).toString();
}

/** Where an untitled document with a target path will be saved; any other Uri as it is. */
export function savedUri(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === 'untitled' && uri.path.startsWith('/') ? uri.with({ scheme: 'file', authority: '' }) : uri;
}

export function isConfig(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document?.languageId === configLanguage;
}

/** File name with ending. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The folder a file lies in. */
export function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}
