/** Where the runs of this window are recorded: in the storage of the workspace, in a folder of it, or nowhere. */
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { readChoice } from '../base/settings.ts';
import { savedUri } from '../files/configKey.ts';

/** In a folder of the workspace. */
export const recordsFolder = '.nn-runs';

export interface RecordPlace {
  /** Of the records, absolute. */
  readonly root: string;
  /** The folder that they lie in and may be moved with; `null`: the storage of the workspace. */
  readonly folder: string | null;
}

export function recordingChoice(): 'workspaceStorage' | 'folder' | 'off' {
  return readChoice('recording.runs', ['workspaceStorage', 'folder', 'off'], 'workspaceStorage');
}

export class RecordPlaces {
  readonly #storage: RecordPlace | null;

  constructor({ storageUri, globalStorageUri }: vscode.ExtensionContext) {
    const uri = vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'runs');
    this.#storage = uri.scheme === 'file' ? { root: uri.fsPath, folder: null } : null;
  }

  /** Of the workspace; `null` where there are no files. */
  get storage(): RecordPlace | null {
    return this.#storage;
  }

  /** Of the runs of a configuration; `null`: they are not recorded. */
  of(config: vscode.Uri): RecordPlace | null {
    const choice = recordingChoice();
    if (choice === 'off' || !vscode.workspace.isTrusted) return null;
    const saved = savedUri(config);
    if (saved.scheme !== 'file' && saved.scheme !== 'untitled') return null;
    const folder = vscode.workspace.getWorkspaceFolder(saved)?.uri;
    if (choice === 'folder' && folder?.scheme === 'file') return placeIn(folder);
    return this.#storage;
  }

  /** All there may be. */
  get all(): readonly RecordPlace[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const inFolders = folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => placeIn(uri));
    return [...(this.#storage ? [this.#storage] : []), ...inFolders];
  }
}

function placeIn({ fsPath }: vscode.Uri): RecordPlace {
  return { root: join(fsPath, recordsFolder), folder: fsPath };
}

/** How a record names a configuration: from the folder that both lie in, so that it may move. */
export function recordedName(config: vscode.Uri): string {
  const saved = savedUri(config);
  if (saved.scheme !== 'file') return saved.toString();
  return vscode.workspace.asRelativePath(saved).replaceAll('\\', '/');
}

/** The configuration that a record names. */
export function recordedUri(file: string, { folder }: RecordPlace): vscode.Uri | null {
  if (file.startsWith('untitled:')) return vscode.Uri.parse(file);
  if (isAbsolute(file)) return vscode.Uri.file(file);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = file.split('/');
  const named = folders.length > 1 ? folders.find(({ name }) => name === first) : undefined;
  if (named) return vscode.Uri.joinPath(named.uri, file.slice(named.name.length + 1));
  const root = folder === null ? folders[0]?.uri : vscode.Uri.file(folder);
  return root ? vscode.Uri.joinPath(root, file) : null;
}
