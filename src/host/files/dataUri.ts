/**
 * From "data.file" of a configuration to the Uri of the table. The path is relative to the configuration and must stay
 * inside the workspace: a `.nnconfig` that came with a download must not read files of the user's home.
 */
import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { dataPathFault, slashed } from '../../config/dataPath.ts';
import { folderOf, savedUri } from './configKey.ts';

/** The path may not be used; the message is for the user. */
export class DataPathError extends Error {
  override readonly name = 'DataPathError';
}

/**
 * @param config Uri of the configuration, saved or untitled.
 * @throws DataPathError when the path is absolute, has a scheme, or leaves the workspace (also by a symbolic link).
 */
export async function resolveDataUri(config: vscode.Uri, file: string): Promise<vscode.Uri> {
  const reason = refusal(file);
  if (reason) throw new DataPathError(refused(file, reason));
  const home = savedUri(config);
  if (home.scheme === 'untitled') return untitledSibling(file);
  const folder = folderOf(home);
  const root = vscode.workspace.getWorkspaceFolder(home)?.uri ?? folder;
  const data = vscode.Uri.joinPath(folder, slashed(file));
  if (!isInside(data, root)) throw new DataPathError(refused(file, vscode.l10n.t('it leaves the workspace')));
  if (data.scheme === 'file') await refuseLink(data, root, file);
  return data;
}

/** "iris.csv" or "data/iris.csv": how a configuration at `config` names the table at `data`. */
export function relativeDataPath(config: vscode.Uri, data: vscode.Uri): string {
  const folder = folderOf(savedUri(config)).path.replace(/\/?$/, '/');
  const path = savedUri(data).path;
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}

function refusal(file: string): string | null {
  switch (dataPathFault(file)) {
    case 'network':
      return vscode.l10n.t('it is a network path');
    case 'absolute':
      return vscode.l10n.t('it is absolute');
    case 'address':
      return vscode.l10n.t('it is an address');
    case 'character':
      return vscode.l10n.t('it has a character that no file name has');
    case null:
      return null;
  }
}

function refused(file: string, reason: string): string {
  return vscode.l10n.t(
    'The data path "{0}" is refused: {1}. Write a path relative to the .nnconfig file that stays inside the workspace.',
    file,
    reason,
  );
}

function isInside(uri: vscode.Uri, root: vscode.Uri): boolean {
  const folder = root.path.replace(/\/?$/, '/');
  return uri.scheme === root.scheme && uri.authority === root.authority && uri.path.startsWith(folder);
}

/** A link may lie inside and point outside. A file that is not there is the reader's matter. */
async function refuseLink(data: vscode.Uri, root: vscode.Uri, file: string): Promise<void> {
  let target: string;
  let base: string;
  try {
    [target, base] = await Promise.all([realpath(data.fsPath), realpath(root.fsPath)]);
  } catch {
    return;
  }
  const way = relative(base, target);
  const leaves = way === '..' || way.startsWith(`..${sep}`) || /^([a-z]:|[\\/])/i.test(way);
  if (leaves) throw new DataPathError(refused(file, vscode.l10n.t('it is a link that leaves the workspace')));
}

/** A configuration that was never saved may use a table that was never saved either. */
function untitledSibling(file: string): vscode.Uri {
  const open = vscode.workspace.textDocuments.find((document) => document.isUntitled && document.uri.path === file);
  if (open) return open.uri;
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!root) throw new DataPathError(vscode.l10n.t('Save the configuration beside "{0}" first: its folder is not known yet.', file));
  const data = vscode.Uri.joinPath(root, slashed(file));
  if (!isInside(data, root)) throw new DataPathError(refused(file, vscode.l10n.t('it leaves the workspace')));
  return data;
}
