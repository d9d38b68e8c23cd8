/**
 * Every run of this window, one a configuration. A run lives while it trains, while its panel is open, or while its
 * configuration is open in a tab; then its worker ends.
 */
import * as vscode from 'vscode';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { Progress } from '../../protocol/requestClient.ts';
import type { RunStatus } from '../../protocol/run.ts';
import type { ReadOptions, TableSource } from '../../protocol/workerApi.ts';
import type { Session } from '../../session/session.ts';
import type { SessionStore } from '../../session/sessionStore.ts';
import { openConfig } from '../files/configDocuments.ts';
import { configKey, isConfig, nameOf, savedUri } from '../files/configKey.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import { tableVersion } from '../files/tableSource.ts';
import { Owner } from '../owner.ts';
import { Run } from './run.ts';

/** Milliseconds between a closed tab and the end of its run: saving an untitled configuration changes its tab. */
const grace = 3000;

export interface RunChange {
  readonly run: Run;
  readonly status: RunStatus;
}

export interface RunMove {
  readonly run: Run;
  /** The key before. */
  readonly from: string;
}

/** Where a table is; see `Summaries.source`. */
export type FindTable = (
  uri: vscode.Uri,
  options: ReadOptions,
  onProgress?: (progress: Progress) => void,
) => Promise<TableSource>;

export class Runs extends Owner {
  readonly store: SessionStore;
  private readonly findTable: FindTable;
  private readonly all = new Map<string, Run>();
  private readonly changed = this.register(new vscode.EventEmitter<RunChange>());
  private readonly activated = this.register(new vscode.EventEmitter<Run | null>());
  private readonly moved = this.register(new vscode.EventEmitter<RunMove>());
  private readonly removed = this.register(new vscode.EventEmitter<Run>());
  private pruning: ReturnType<typeof setTimeout> | undefined;
  /** Whether something beside its tab shows a run. */
  isShown: (run: Run) => boolean = () => false;

  readonly onDidChange = this.changed.event;
  readonly onDidChangeActive = this.activated.event;
  readonly onDidMove = this.moved.event;
  readonly onDidRemove = this.removed.event;

  constructor(store: SessionStore, findTable: FindTable) {
    super();
    this.store = store;
    this.findTable = findTable;
    this.register(store);
    this.register({ dispose: () => this.endAll() });
    this.register(store.onDidRemove((session) => this.forget(session)));
    this.register(store.onDidChangeActive((session) => this.activated.fire(session && this.of(session))));
    this.register(vscode.window.tabGroups.onDidChangeTabs((event) => event.closed.length > 0 && this.pruneSoon()));
    this.register(
      vscode.workspace.onDidRenameFiles(({ files }) =>
        files.forEach(({ oldUri, newUri }) => this.moveAll(oldUri, newUri)),
      ),
    );
    this.register(vscode.workspace.onDidCloseTextDocument((document) => this.followSaved(document)));
    this.register({ dispose: () => clearTimeout(this.pruning) });
  }

  get list(): readonly Run[] {
    return [...this.all.values()];
  }

  /** The run that commands are meant for. */
  get active(): Run | null {
    const session = this.store.active;
    return session && this.of(session);
  }

  get(key: string): Run | undefined {
    return this.all.get(key);
  }

  activate(run: Run): void {
    this.store.activate(run.session);
  }

  /** The run of a configuration; a new one, not yet prepared, if there is none. */
  obtain(uri: vscode.Uri, config: NetworkConfig): Run {
    const known = this.all.get(configKey(uri));
    if (known) {
      this.activate(known);
      return known;
    }
    this.prune();
    return this.create(savedUri(uri), config);
  }

  /** Ends the run and its worker. */
  remove(run: Run): void {
    this.store.remove(run.session);
  }

  /** Ends runs that nobody can see any more, after a moment. */
  pruneSoon(): void {
    clearTimeout(this.pruning);
    this.pruning = setTimeout(() => this.prune(), grace);
  }

  private create(uri: vscode.Uri, config: NetworkConfig): Run {
    const made: { run?: Run } = {};
    const session = this.store.create({
      title: nameOf(uri),
      config,
      loadSource: (current, onProgress) => this.loadSource(made.run?.uri ?? uri, current, made.run, onProgress),
    });
    const run = new Run(uri, session);
    made.run = run;
    this.all.set(run.key, run);
    run.onDidChange((status) => this.changed.fire({ run, status }));
    this.activated.fire(run);
    return run;
  }

  /** Where the data are now; also notes on the run which table it learns from, and in which version. */
  private async loadSource(
    config: vscode.Uri,
    { data }: NetworkConfig,
    run: Run | undefined,
    onProgress?: (progress: Progress) => void,
  ): Promise<TableSource> {
    const uri = await resolveDataUri(config, data.file);
    const version = await tableVersion(uri);
    if (run) {
      run.dataUri = uri;
      run.dataVersion = version;
      run.say('table', '');
    }
    return this.findTable(uri, data, onProgress);
  }

  /** Runs follow their configurations, also when a folder above them was renamed. */
  private moveAll(from: vscode.Uri, to: vscode.Uri): void {
    for (const run of this.list) {
      const rest = restOfPath(run.uri, from);
      if (rest !== null) this.move(run, to.with({ path: to.path + rest }));
    }
  }

  /** An untitled configuration that is saved becomes another document with the same text; nothing else says so. */
  private followSaved(document: vscode.TextDocument): void {
    const run = document.isUntitled ? this.all.get(configKey(document.uri)) : undefined;
    if (!run || openConfig(run.key)) return;
    const saved = vscode.workspace.textDocuments.find(
      (other) =>
        isConfig(other) &&
        !other.isUntitled &&
        !this.all.has(configKey(other.uri)) &&
        other.getText() === document.getText(),
    );
    if (saved) this.move(run, saved.uri);
  }

  private move(run: Run, to: vscode.Uri): void {
    const from = run.key;
    this.all.delete(from);
    run.move(to);
    this.all.set(run.key, run);
    this.moved.fire({ run, from });
  }

  private of(session: Session): Run | null {
    return this.list.find((run) => run.session === session) ?? null;
  }

  private forget(session: Session): void {
    const run = this.of(session);
    if (!run) return;
    this.all.delete(run.key);
    this.removed.fire(run);
    run.dispose();
  }

  private prune(): void {
    const tabs = openTabs();
    for (const run of this.list) {
      if (!run.isBusy && !tabs.has(run.key) && !this.isShown(run)) this.remove(run);
    }
  }

  /** Nobody is told: when the window reloads, panels must stay to be brought back. */
  private endAll(): void {
    for (const run of this.list) run.dispose();
    this.all.clear();
  }
}

/** What follows `start` in the path of `uri`: "" for the same, `null` when it lies elsewhere. */
function restOfPath(uri: vscode.Uri, start: vscode.Uri): string | null {
  if (uri.scheme !== start.scheme || uri.authority !== start.authority) return null;
  if (uri.path === start.path) return '';
  return uri.path.startsWith(`${start.path}/`) ? uri.path.slice(start.path.length) : null;
}

function openTabs(): Set<string> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return new Set(tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [configKey(input.uri)] : [])));
}
