/** One panel beside the editor: the inside of one run. Closing it leaves the run alone. */
import * as vscode from 'vscode';
import type { ToView } from '../../protocol/viewMessages.ts';
import { Owner } from '../base/owner.ts';
import type { RunHandle } from '../runs/run.ts';
import { pageOf, resourceRoots } from './html.ts';
import {
  type ColumnSource,
  ViewConnection,
  type ViewFeed,
  type ViewHandler,
  type ViewSubject,
} from './viewConnection.ts';

export const panelType = 'neuralNetwork.panel';

export interface PanelOptions {
  readonly extension: vscode.Uri;
  /** Sends a page the columns of the table of the configuration that `key` names, whatever that is called by then. */
  readonly columns: (key: () => string, post: (message: ToView) => void) => ColumnSource;
  readonly handler: ViewHandler;
  /** What is said beside the run: tables that its network was applied to. */
  readonly feed: (key: () => string, post: (message: ToView) => void) => ViewFeed;
}

export class Panel extends Owner {
  /** The configuration it shows the run of; see `configKey`. */
  key: string;
  readonly connection: ViewConnection;
  readonly #window: vscode.WebviewPanel;

  /** @param window A panel of ours, new or brought back after a reload. */
  constructor(window: vscode.WebviewPanel, key: string, { extension, handler, columns, feed }: PanelOptions) {
    super();
    this.#window = window;
    this.key = key;
    window.iconPath = vscode.Uri.joinPath(extension, 'media', 'nnconfig.svg');
    window.webview.options = { enableScripts: true, localResourceRoots: resourceRoots(extension) };
    const page = () => pageOf(window.webview, extension, 'panel', window.title);
    const subject: ViewSubject = subjectOf(() => this.key, { columns, feed });
    this.connection = this.register(new ViewConnection(window.webview, page, window.visible, handler, subject));
    this.register(window.onDidChangeViewState(() => this.connection.setVisible(window.visible)));
  }

  /** Names its tab, and finds it again after a reload. */
  get title(): string {
    return this.#window.title;
  }

  get isVisible(): boolean {
    return this.#window.visible;
  }

  show(run: RunHandle): void {
    this.connection.show(run);
  }

  /** The run's configuration has another name, or lies elsewhere. */
  follow(key: string, title: string): void {
    this.key = key;
    this.#window.title = title;
  }

  reveal(preserveFocus: boolean): void {
    this.#window.reveal(undefined, preserveFocus);
  }

  /** Closes the panel's tab; its owner hears of it as when the user does. */
  close(): void {
    this.#window.dispose();
  }
}

/** A panel keeps its table when its configuration is renamed. */
function subjectOf(key: () => string, { columns, feed }: Pick<PanelOptions, 'columns' | 'feed'>): ViewSubject {
  return {
    get key() {
      return key();
    },
    columns: (post) => columns(key, post),
    feed: (post) => feed(key, post),
  };
}
