/** All panels: at most one a run, revealed rather than opened twice, and brought back after a reload of the window. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { nameOf } from '../files/configKey.ts';
import { Owner } from '../base/owner.ts';
import type { RunHandle } from '../runs/run.ts';
import type { RunMove, Runs } from '../runs/runs.ts';
import type { ViewTurn } from '../../protocol/viewMessages.ts';
import { Panel, type PanelOptions, panelType } from './panel.ts';

/** Which configurations had a panel: a page's own state cannot say, it holds only what the page keeps. */
const memoryKey = 'neuralNetwork.panels';

interface Remembered {
  readonly key: string;
  readonly title: string;
}

export interface PanelsOptions extends PanelOptions {
  readonly runs: Runs;
  readonly memory: vscode.Memento;
  /** Prepares the run of a configuration after a reload; `null` when the configuration is gone. */
  readonly revive: (key: string) => Promise<RunHandle | null>;
}

export class Panels extends Owner implements vscode.WebviewPanelSerializer {
  readonly #options: PanelsOptions;
  readonly #open = new Map<string, Panel>();

  constructor(options: PanelsOptions) {
    super();
    this.#options = options;
    options.runs.isShown = (run) => this.#open.has(run.key);
    this.register(options.runs.onDidMove((move) => this.#moved(move)));
    this.register(options.runs.onDidRemove((run) => this.#open.get(run.key)?.close()));
    this.register(vscode.window.registerWebviewPanelSerializer(panelType, this));
    this.register({ dispose: () => this.#open.forEach((panel) => panel.dispose()) });
  }

  /** Opens or reveals the run's panel. The keyboard stays where it is unless asked otherwise. */
  show(run: RunHandle, preserveFocus = true): void {
    const there = this.#open.get(run.key);
    if (there && (!there.isVisible || !preserveFocus)) there.reveal(preserveFocus);
    (there ?? this.#create(run.key, preserveFocus)).show(run);
  }

  /**
   * Opens the panel of a run that is about to be: its page loads meanwhile. Says how to take that back should there be
   * no run in the end; a panel that was there stays.
   */
  expect(key: string): () => void {
    if (this.#open.has(key)) return () => undefined;
    const panel = this.#create(key, true);
    return () => {
      if (!this.#options.runs.get(key)) panel.close();
    };
  }

  /** Opens or reveals the panel of a configuration, with a run or without, and turns it to the columns of the table. */
  lookAtColumns(key: string): void {
    const there = this.#open.get(key);
    if (there && !there.isVisible) there.reveal(true);
    const panel = there ?? this.#create(key, true);
    const run = this.#options.runs.get(key);
    if (run) panel.show(run);
    panel.connection.turnTo({ type: 'lookAtColumns' });
  }

  /** Turns a run's panel to something; opens or reveals it first where it is not in sight. */
  turn(run: RunHandle, turn: ViewTurn): void {
    if (!this.isVisible(run)) this.show(run);
    this.#open.get(run.key)?.connection.turnTo(turn);
  }

  /** Opens or reveals the run's panel and turns it to a prediction. */
  lookAtPrediction(run: RunHandle, id: number): void {
    this.show(run);
    this.#open.get(run.key)?.connection.lookAtPrediction(id);
  }

  /** Resolves when the run's panel has drawn its first frame, and at once when it has none. */
  async firstDrawn(run: RunHandle): Promise<void> {
    await this.#open.get(run.key)?.connection.firstDrawn;
  }

  isVisible(run: RunHandle): boolean {
    return this.#open.get(run.key)?.isVisible ?? false;
  }

  async deserializeWebviewPanel(window: vscode.WebviewPanel): Promise<void> {
    const remembered = this.#remembered().find(({ title, key }) => title === window.title && !this.#open.has(key));
    if (!remembered) {
      window.dispose();
      return;
    }
    const panel = this.#adopt(window, remembered.key);
    const run = await this.#options.revive(remembered.key);
    if (panel.isDisposed) return;
    if (run) panel.show(run);
    else panel.close();
  }

  #create(key: string, preserveFocus: boolean): Panel {
    const options = { viewColumn: panelColumn(), preserveFocus };
    return this.#adopt(vscode.window.createWebviewPanel(panelType, this.#titleOf(key), options, {}), key);
  }

  /** Two configurations of one name, in two folders: the later panel says its path. */
  #titleOf(key: string): string {
    const uri = vscode.Uri.parse(key);
    const title = panelTitle(nameOf(uri));
    const taken = [...this.#open.values()].some((other) => other.key !== key && other.title === title);
    return taken ? panelTitle(vscode.workspace.asRelativePath(uri)) : title;
  }

  #adopt(window: vscode.WebviewPanel, key: string): Panel {
    const panel = new Panel(window, key, this.#options);
    this.#open.set(key, panel);
    const parts = vscode.Disposable.from(
      window.onDidChangeViewState(() => window.active && this.#activate(panel.key)),
      window.onDidDispose(() => {
        parts.dispose();
        panel.dispose();
        this.#open.delete(panel.key);
        this.#remember();
        this.#options.runs.pruneSoon();
      }),
    );
    this.#remember();
    return panel;
  }

  #activate(key: string): void {
    const run = this.#options.runs.get(key);
    if (run) this.#options.runs.activate(run);
  }

  #moved({ run, from }: RunMove): void {
    const panel = this.#open.get(from);
    if (!panel) return;
    this.#open.delete(from);
    panel.follow(run.key, this.#titleOf(run.key));
    this.#open.set(run.key, panel);
    this.#remember();
  }

  #remembered(): readonly Remembered[] {
    return this.#options.memory.get<readonly Remembered[]>(memoryKey, []);
  }

  #remember(): void {
    const kept = Array.from(this.#open.values(), ({ key, title }): Remembered => ({ key, title }));
    void this.#options.memory.update(memoryKey, kept);
  }
}

/** "Network: iris.nnconfig" */
function panelTitle(name: string): string {
  return localize('Network: {0}', name);
}

/** Where a panel is in front already, so that panels share a column; else beside the editor. */
function panelColumn(): vscode.ViewColumn {
  const shared = vscode.window.tabGroups.all.find(({ activeTab }) => {
    const input = activeTab?.input;
    return input instanceof vscode.TabInputWebview && input.viewType.endsWith(panelType);
  });
  return shared?.viewColumn ?? vscode.ViewColumn.Beside;
}
