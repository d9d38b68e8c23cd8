/** Panels of one kind beside those of runs: one a subject, not opened twice, and brought back after a reload of the window. */
import * as vscode from 'vscode';
import { Owner } from '../base/owner.ts';
import { pageOf, resourceRoots, type ViewName } from './html.ts';
import { ViewConnection, type ViewFeed, type ViewHandler } from './viewConnection.ts';
import type { ToView } from '../../protocol/viewMessages.ts';

export interface SubjectPanelsOptions {
  readonly extension: vscode.Uri;
  readonly handler: ViewHandler;
}

/** What a panel is about. */
export interface PanelSubject {
  /** Names it; after a reload, what it is found by. */
  readonly key: string;
  readonly title: string;
  readonly feed: (post: (message: ToView) => void) => ViewFeed;
}

export abstract class SubjectPanels extends Owner implements vscode.WebviewPanelSerializer {
  readonly #options: SubjectPanelsOptions;
  readonly #type: string;
  readonly #view: ViewName;
  readonly #open = new Map<string, vscode.WebviewPanel>();

  protected constructor(type: string, view: ViewName, options: SubjectPanelsOptions) {
    super();
    this.#options = options;
    this.#type = type;
    this.#view = view;
    this.register(vscode.window.registerWebviewPanelSerializer(type, this));
  }

  /** What a panel of before the reload was about; `null` where that is gone. */
  protected abstract find(key: string): Promise<PanelSubject | null>;

  async deserializeWebviewPanel(window: vscode.WebviewPanel, state: unknown): Promise<void> {
    const key = typeof state === 'object' && state !== null && 'subject' in state ? state.subject : null;
    const subject = typeof key === 'string' && !this.#open.has(key) ? await this.find(key).catch(() => null) : null;
    // Meanwhile the user may have opened it.
    if (subject && !this.#open.has(subject.key)) this.#adopt(window, subject);
    else window.dispose();
  }

  /** Opens or reveals the panel. */
  protected reveal(subject: PanelSubject): void {
    const there = this.#open.get(subject.key);
    if (there) there.reveal();
    else
      this.#adopt(vscode.window.createWebviewPanel(this.#type, subject.title, vscode.ViewColumn.Active, {}), subject);
  }

  #adopt(window: vscode.WebviewPanel, { key, title, feed }: PanelSubject): void {
    const { extension, handler } = this.#options;
    window.webview.options = { enableScripts: true, localResourceRoots: resourceRoots(extension) };
    window.iconPath = vscode.Uri.joinPath(extension, 'media', 'nnconfig.svg');
    const page = () => pageOf(window.webview, extension, this.#view, title, key);
    const columns = () => ({ show: () => undefined, dispose: () => undefined });
    const connection = new ViewConnection(window.webview, page, window.visible, handler, { key, feed, columns });
    this.#open.set(key, window);
    const parts = vscode.Disposable.from(
      connection,
      window.onDidChangeViewState(() => connection.setVisible(window.visible)),
    );
    window.onDidDispose(() => {
      this.#open.delete(key);
      parts.dispose();
    });
    // The window itself stays: a reload brings it back.
    this.register(parts);
  }
}
