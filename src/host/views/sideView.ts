/** The "Live" view in the side bar: a small page that follows the active run. */
import * as vscode from 'vscode';
import { Owner } from '../base/owner.ts';
import type { Runs } from '../runs/runs.ts';
import { pageOf, resourceRoots } from './html.ts';
import { ViewConnection, type ViewHandler } from './viewConnection.ts';

export const liveViewId = 'neuralNetwork.live';

export class SideView extends Owner implements vscode.WebviewViewProvider {
  readonly #extension: vscode.Uri;
  readonly #runs: Runs;
  readonly #handler: ViewHandler;
  #connection: ViewConnection | null = null;

  constructor(extension: vscode.Uri, runs: Runs, handler: ViewHandler) {
    super();
    this.#extension = extension;
    this.#runs = runs;
    this.#handler = handler;
    this.register(vscode.window.registerWebviewViewProvider(liveViewId, this));
    this.register(runs.onDidChangeActive((run) => this.#connection?.show(run)));
    this.register({ dispose: () => this.#connection?.dispose() });
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#connection?.dispose();
    view.webview.options = { enableScripts: true, localResourceRoots: resourceRoots(this.#extension) };
    const page = () => pageOf(view.webview, this.#extension, 'side', view.title ?? '');
    const connection = new ViewConnection(view.webview, page, view.visible, this.#handler);
    this.#connection = connection;
    connection.show(this.#runs.active);
    const changes = view.onDidChangeVisibility(() => connection.setVisible(view.visible));
    view.onDidDispose(() => {
      changes.dispose();
      connection.dispose();
      if (this.#connection === connection) this.#connection = null;
    });
  }
}
