/** Panels in which recorded runs stand side by side: one a choice of runs. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';
import { Owner } from '../base/owner.ts';
import type { RecordedRun, RecordedRuns } from '../records/recordedRuns.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import { runName } from '../../record/runText.ts';
import { CompareFeed } from './compareFeed.ts';
import { pageOf, resourceRoots } from './html.ts';
import { ViewConnection, type ViewHandler, type ViewSubject } from './viewConnection.ts';

export const comparePanelType = 'neuralNetwork.compare';

export interface ComparePanelsOptions {
  readonly extension: vscode.Uri;
  readonly handler: ViewHandler;
  readonly recorded: RecordedRuns;
  readonly spawn: () => WorkerPort;
}

export class ComparePanels extends Owner {
  readonly #options: ComparePanelsOptions;
  readonly #open = new Map<string, vscode.WebviewPanel>();

  constructor(options: ComparePanelsOptions) {
    super();
    this.#options = options;
    this.register({ dispose: () => this.#open.forEach((window) => window.dispose()) });
  }

  /** Opens or reveals the panel of these runs. */
  show(runs: readonly RecordedRun[]): void {
    const key = runs.map(({ place, record }) => `${place.root}/${record.id}`).join('\n');
    const there = this.#open.get(key);
    if (there) there.reveal();
    else this.#create(key, runs);
  }

  #create(key: string, runs: readonly RecordedRun[]): void {
    const { extension, handler } = this.#options;
    const title = localize('Compare {0} Runs', runs.length);
    const window = vscode.window.createWebviewPanel(comparePanelType, title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: resourceRoots(extension),
    });
    window.iconPath = vscode.Uri.joinPath(extension, 'media', 'nnconfig.svg');
    const page = () => pageOf(window.webview, extension, 'compare', title);
    const connection = new ViewConnection(window.webview, page, window.visible, handler, this.#subjectOf(key, runs));
    this.#open.set(key, window);
    const changes = window.onDidChangeViewState(() => connection.setVisible(window.visible));
    window.onDidDispose(() => {
      this.#open.delete(key);
      changes.dispose();
      connection.dispose();
    });
  }

  #subjectOf(key: string, runs: readonly RecordedRun[]): ViewSubject {
    const { recorded, spawn } = this.#options;
    const open = (run: RecordedRun): void => void vscode.commands.executeCommand('neuralNetwork.showRun', run);
    const nameOf = (record: RunRecord): string => runName(record, vscode.env.language, Date.now());
    return {
      key,
      feed: (post) => new CompareFeed({ runs, recorded, nameOf, spawn, open, post }),
      columns: () => ({ show: () => undefined, dispose: () => undefined }),
    };
  }
}
