/**
 * The `.nnconfig` text behind a run: finding it, opening it, editing it. Every control of the extension ends here, as
 * one edit of the text and so one step of undo.
 */
import * as vscode from 'vscode';
import { setValues } from '../../config/text/edit.ts';
import { configKey, configLanguage, isConfig } from './configKey.ts';
import { readRegularUri, requireRegularUri } from './regularUri.ts';

export interface Change {
  readonly path: readonly (string | number)[];
  /** `undefined` removes the key. */
  readonly value: unknown;
}

/** The open document of a configuration, saved or untitled. */
export function openConfig(key: string): vscode.TextDocument | undefined {
  const matches = vscode.workspace.textDocuments.filter(
    (document) => !document.isClosed && configKey(document.uri) === key,
  );
  // While an untitled document is being saved both exist for a moment; the saved one stays.
  return matches.find((document) => !document.isUntitled) ?? matches[0];
}

/** Opens the configuration's document without showing it. Rejects when the file is gone. */
export async function loadConfig(key: string): Promise<vscode.TextDocument> {
  return openConfig(key) ?? (await openRegularText(vscode.Uri.parse(key, true)));
}

/** Opens the text of a regular file. Rejects when there is none, or something else at its place. */
export async function openRegularText(uri: vscode.Uri): Promise<vscode.TextDocument> {
  if (uri.scheme !== 'untitled') await requireRegularUri(uri);
  return vscode.workspace.openTextDocument(uri);
}

/** The configuration in front: the active editor's, if it is one. */
export function activeConfig(): vscode.TextDocument | null {
  const document = vscode.window.activeTextEditor?.document;
  return isConfig(document) ? document : null;
}

/**
 * The configuration at `target`: its open document, its file, or a new unsaved document with `text` at that path, which is
 * untitled when there is no path. Virtual file systems have no unsaved documents at a path; there the file is created.
 */
export async function configAt(
  target: vscode.Uri | null,
  text: () => string,
): Promise<{ document: vscode.TextDocument; isNew: boolean }> {
  if (!target)
    return {
      document: await vscode.workspace.openTextDocument({ language: configLanguage, content: text() }),
      isNew: true,
    };
  const open = openConfig(configKey(target));
  if (open) return { document: open, isNew: false };
  if (await exists(target)) return { document: await openRegularText(target), isNew: false };
  return { document: await newConfig(target, text()), isNew: true };
}

async function newConfig(target: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const edit = new vscode.WorkspaceEdit();
  if (target.scheme === 'file') {
    const document = await vscode.workspace.openTextDocument(target.with({ scheme: 'untitled' }));
    edit.insert(document.uri, new vscode.Position(0, 0), text);
    await vscode.workspace.applyEdit(edit);
    return inConfigLanguage(document);
  }
  edit.createFile(target, { contents: new TextEncoder().encode(text), ignoreIfExists: true });
  await vscode.workspace.applyEdit(edit);
  return vscode.workspace.openTextDocument(target);
}

/**
 * Makes all changes in one edit. Says whether it was made; comments, order and indentation stay.
 * @throws ConfigError when the text is too broken to be edited.
 */
export async function editConfig(document: vscode.TextDocument, changes: readonly Change[]): Promise<boolean> {
  const edits = setValues(document.getText(), changes);
  if (edits.length === 0) return true;
  const edit = new vscode.WorkspaceEdit();
  for (const { offset, length, text } of edits) {
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)),
      text,
    );
  }
  return vscode.workspace.applyEdit(edit);
}

async function inConfigLanguage(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  return isConfig(document) ? document : vscode.languages.setTextDocumentLanguage(document, configLanguage);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** The text of a configuration, as it stands in the editor or on disk; `null` when there is none. */
export async function configText(uri: vscode.Uri): Promise<string | null> {
  const open = openConfig(configKey(uri));
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await readRegularUri(uri));
  } catch {
    return null;
  }
}
