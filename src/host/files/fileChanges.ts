/**
 * Tables and configurations that are made, changed or removed on disk. A file is told of once it has come to rest: what
 * writes it, or replaces it by another, does so in several strokes.
 */
import * as vscode from 'vscode';
import { Owner } from '../base/owner.ts';
import { folderOf, isConfig } from './configKey.ts';

/** Milliseconds without a change of the file before it is told of. */
const rest = 250;
const files = '*.{[cC][sS][vV],[tT][sS][vV],[tT][xX][tT],[tT][aA][bB],[dD][aA][tT],data,nnconfig}';

export class FileChanges extends Owner {
  readonly #changed = this.register(new vscode.EventEmitter<vscode.Uri>());
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #folders = new Set<string>();

  readonly onDidChange = this.#changed.event;

  constructor() {
    super();
    this.#watch(`**/${files}`);
    this.register(vscode.workspace.onDidOpenTextDocument((document) => this.#include(document)));
    this.register({ dispose: () => this.#timers.forEach((timer) => clearTimeout(timer)) });
    vscode.workspace.textDocuments.forEach((document) => this.#include(document));
  }

  /** Outside the workspace a folder is watched only when a configuration in it was opened. */
  #include(document: vscode.TextDocument): void {
    const { uri } = document;
    if (!isConfig(document) || document.isUntitled || vscode.workspace.getWorkspaceFolder(uri)) return;
    const folder = folderOf(uri);
    if (this.#folders.has(folder.toString())) return;
    this.#folders.add(folder.toString());
    this.#watch(new vscode.RelativePattern(folder, files));
  }

  #watch(pattern: vscode.GlobPattern): void {
    const watcher = this.register(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      event((uri) => this.#soon(uri));
  }

  #soon(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    const tell = () => {
      this.#timers.delete(key);
      this.#changed.fire(uri);
    };
    this.#timers.set(key, setTimeout(tell, rest));
  }
}
