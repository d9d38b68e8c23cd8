/**
 * From "data.file" of a configuration to the Uri of the table. The path is relative to the configuration and must stay
 * inside the workspace: a `.nnconfig` that came with a download must not read files of the user's home.
 */
import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { dataPathFault, slashed } from '../../config/text/dataPath.ts';
import { type FileFailure, fileKeyProblem, type OutsideReason } from '../../config/problems/fileProblem.ts';
import { folderOf, savedUri } from './configKey.ts';
import { mayRead } from './trust.ts';

/** The path may not be used; the message is for the user. */
export class DataPathError extends Error {
  override readonly name = 'DataPathError';
  readonly failure: FileFailure;

  constructor(file: string, failure: FileFailure) {
    super(fileKeyProblem(failure, file).message);
    this.failure = failure;
  }
}

/**
 * @param config Uri of the configuration, saved or untitled.
 * @throws DataPathError when the path is absolute, has a scheme, leaves the workspace (also by a symbolic link), or, in Restricted Mode,
 * when the configuration itself lies outside the workspace.
 */
export async function resolveDataUri(config: vscode.Uri, file: string): Promise<vscode.Uri> {
  const fault = dataPathFault(file);
  if (fault) throw new DataPathError(file, { kind: 'refused', fault });
  if (!mayRead(config)) throw outside(file, 'restricted');
  const home = savedUri(config);
  if (home.scheme === 'untitled') return untitledSibling(file);
  const folder = folderOf(home);
  const data = vscode.Uri.joinPath(folder, slashed(file));
  const roots = rootsOf(home);
  if (!roots.some((root) => isInside(data, root))) throw outside(file, 'workspace');
  if (data.scheme === 'file') await refuseLink(data, roots, file);
  return data;
}

/** The folders that are open; of a configuration in none of them, its own folder. */
function rootsOf(home: vscode.Uri): readonly vscode.Uri[] {
  const folders = vscode.workspace.getWorkspaceFolder(home) ? (vscode.workspace.workspaceFolders ?? []) : [];
  return folders.length > 0 ? folders.map(({ uri }) => uri) : [folderOf(home)];
}

function outside(file: string, because: OutsideReason): DataPathError {
  return new DataPathError(file, { kind: 'outside', because });
}

/** "iris.csv" or "data/iris.csv": how a configuration at `config` names the table at `data`. */
export function relativeDataPath(config: vscode.Uri, data: vscode.Uri): string {
  const folder = folderOf(savedUri(config)).path.replace(/\/?$/, '/');
  const path = savedUri(data).path;
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}

function isInside(uri: vscode.Uri, root: vscode.Uri): boolean {
  const folder = root.path.replace(/\/?$/, '/');
  return uri.scheme === root.scheme && uri.authority === root.authority && uri.path.startsWith(folder);
}

/** A link may lie inside and point outside. A file that is not there is the reader's matter. */
async function refuseLink(data: vscode.Uri, roots: readonly vscode.Uri[], file: string): Promise<void> {
  let target: string;
  let bases: readonly string[];
  try {
    [target, bases] = await Promise.all([
      realpath(data.fsPath),
      Promise.all(roots.map(({ fsPath }) => realpath(fsPath))),
    ]);
  } catch {
    return;
  }
  if (!bases.some((base) => holds(base, target))) throw outside(file, 'link');
}

function holds(base: string, target: string): boolean {
  const way = relative(base, target);
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^([a-z]:|[\\/])/i.test(way);
}

/** A configuration that was never saved may use a table that was never saved either. */
function untitledSibling(file: string): vscode.Uri {
  const open = vscode.workspace.textDocuments.find((document) => document.isUntitled && document.uri.path === file);
  if (open) return open.uri;
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  const reason = localize('Save the configuration beside the table first: its folder is not known yet.');
  if (!root) throw new DataPathError(file, { kind: 'unreadable', reason });
  const data = vscode.Uri.joinPath(root, slashed(file));
  if (!isInside(data, root)) throw outside(file, 'workspace');
  return data;
}
