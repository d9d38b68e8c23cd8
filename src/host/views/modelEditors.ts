/** The editor of `.safetensors`: one for all of them, read-only; whether a file is ours is decided by what is in it. */
import * as vscode from 'vscode';
import { nameOf } from '../files/configKey.ts';
import { Owner } from '../base/owner.ts';
import { modelEditorType } from '../models/modelFiles.ts';
import { ModelFeed } from '../models/modelFeed.ts';
import type { Predictions } from '../models/predictions.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { pageOf, resourceRoots } from './html.ts';
import { ViewConnection, type ViewHandler, type ViewSubject } from './viewConnection.ts';

export interface ModelEditorsOptions {
  readonly extension: vscode.Uri;
  readonly handler: ViewHandler;
  readonly predictions: Predictions;
  readonly spawn: () => WorkerPort;
}

export class ModelEditors extends Owner implements vscode.CustomReadonlyEditorProvider {
  readonly #options: ModelEditorsOptions;
  readonly #open = new Map<string, ViewConnection[]>();
  /** What a page is to turn to that is not there yet. */
  readonly #requested = new Map<string, number>();

  constructor(options: ModelEditorsOptions) {
    super();
    this.#options = options;
    const settings = { supportsMultipleEditorsPerDocument: true };
    this.register(vscode.window.registerCustomEditorProvider(modelEditorType, this, settings));
  }

  /** Opens the file, or brings it to the front, and turns its page to a prediction. */
  async lookAtPrediction(uri: vscode.Uri, id: number): Promise<void> {
    const key = uri.toString();
    this.#requested.set(key, id);
    await vscode.commands.executeCommand('vscode.openWith', uri, modelEditorType);
    this.#turn(key);
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => this.#options.predictions.forget(uri.toString()) };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, window: vscode.WebviewPanel): void {
    const { extension, handler } = this.#options;
    const key = uri.toString();
    window.webview.options = { enableScripts: true, localResourceRoots: resourceRoots(extension) };
    const page = () => pageOf(window.webview, extension, 'model', nameOf(uri));
    const connection = new ViewConnection(window.webview, page, window.visible, handler, this.#subjectOf(uri));
    this.#open.set(key, [...(this.#open.get(key) ?? []), connection]);
    const changes = window.onDidChangeViewState(() => connection.setVisible(window.visible));
    window.onDidDispose(() => {
      changes.dispose();
      connection.dispose();
      const others = (this.#open.get(key) ?? []).filter((other) => other !== connection);
      if (others.length > 0) this.#open.set(key, others);
      else this.#open.delete(key);
    });
    this.#turn(key);
  }

  #turn(key: string): void {
    const id = this.#requested.get(key);
    const connection = this.#open.get(key)?.at(-1);
    if (id === undefined || !connection) return;
    this.#requested.delete(key);
    connection.lookAtPrediction(id);
  }

  #subjectOf(uri: vscode.Uri): ViewSubject {
    const { predictions, spawn } = this.#options;
    return {
      key: uri.toString(),
      feed: (post) => new ModelFeed({ uri, predictions, spawn, canExport, post }),
      columns: () => ({ show: () => undefined, dispose: () => undefined }),
    };
  }
}

async function canExport(): Promise<boolean> {
  return (await vscode.commands.getCommands(true)).includes('neuralNetwork.exportNetwork');
}
