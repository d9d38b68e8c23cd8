/**
 * Every run of this window, one a configuration. A run lives while it trains, while its panel is open, or while its
 * configuration is open in a tab; then its worker ends.
 */
import * as vscode from 'vscode';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { NamedModel } from '../../protocol/modelApi.ts';
import type { Progress } from '../../protocol/requestClient.ts';
import type { RunStatus } from '../../protocol/run.ts';
import type { TableSource } from '../../protocol/tableSource.ts';
import type { RunController } from '../../session/session.ts';
import type { RunRecords } from '../../session/sessionOptions.ts';
import type { SessionStore } from '../../session/sessionStore.ts';
import { openConfig } from '../files/configDocuments.ts';
import { configKey, isConfig, nameOf, savedUri } from '../files/configKey.ts';
import { resolveDataUri } from '../files/dataUri.ts';
import { tableVersion } from '../files/tableSource.ts';
import { Owner } from '../base/owner.ts';
import { RunHandle } from './run.ts';

/** Milliseconds between a closed tab and the end of its run: saving an untitled configuration changes its tab. */
const grace = 3000;

export interface RunChange {
  readonly run: RunHandle;
  readonly status: RunStatus;
}

export interface RunMove {
  readonly run: RunHandle;
  /** The key before. */
  readonly from: string;
}

/** Where the table of a configuration is; see `Summaries.source`. */
export type FindTable = (
  uri: vscode.Uri,
  config: NetworkConfig,
  onProgress?: (progress: Progress) => void,
) => Promise<TableSource>;

/** The file that the network of a configuration starts from. */
export type FindStart = (config: vscode.Uri, current: NetworkConfig) => Promise<NamedModel | null>;

/** Who keeps the records of a run. @param run `undefined` while it is being made */
export type RecordsOf = (run: () => RunHandle | undefined) => RunRecords;

export class Runs extends Owner {
  readonly store: SessionStore;
  readonly #findTable: FindTable;
  readonly #findStart: FindStart;
  readonly #recordsOf: RecordsOf;
  readonly #all = new Map<string, RunHandle>();
  readonly #changed = this.register(new vscode.EventEmitter<RunChange>());
  readonly #activated = this.register(new vscode.EventEmitter<RunHandle | null>());
  readonly #moved = this.register(new vscode.EventEmitter<RunMove>());
  readonly #removed = this.register(new vscode.EventEmitter<RunHandle>());
  #pruning: ReturnType<typeof setTimeout> | undefined;
  /** Whether something beside its tab shows a run. */
  isShown: (run: RunHandle) => boolean = () => false;

  readonly onDidChange = this.#changed.event;
  readonly onDidChangeActive = this.#activated.event;
  readonly onDidMove = this.#moved.event;
  readonly onDidRemove = this.#removed.event;

  constructor(store: SessionStore, findTable: FindTable, findStart: FindStart, recordsOf: RecordsOf) {
    super();
    this.store = store;
    this.#findTable = findTable;
    this.#findStart = findStart;
    this.#recordsOf = recordsOf;
    this.register(store);
    this.register({ dispose: () => this.#endAll() });
    this.register(store.onDidRemove((session) => this.#forget(session)));
    this.register(store.onDidChangeActive((session) => this.#activated.fire(session && this.#of(session))));
    this.register(vscode.window.tabGroups.onDidChangeTabs((event) => event.closed.length > 0 && this.pruneSoon()));
    this.register(
      vscode.workspace.onDidRenameFiles(({ files }) =>
        files.forEach(({ oldUri, newUri }) => this.#moveAll(oldUri, newUri)),
      ),
    );
    this.register(vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)));
    this.register({ dispose: () => clearTimeout(this.#pruning) });
  }

  get list(): readonly RunHandle[] {
    return [...this.#all.values()];
  }

  /** The run that commands are meant for. */
  get active(): RunHandle | null {
    const session = this.store.active;
    return session && this.#of(session);
  }

  get(key: string): RunHandle | undefined {
    return this.#all.get(key);
  }

  activate(run: RunHandle): void {
    this.store.activate(run.session);
  }

  /** The run of a configuration; a new one, not yet prepared, if there is none. */
  obtain(uri: vscode.Uri, config: NetworkConfig): RunHandle {
    const known = this.#all.get(configKey(uri));
    if (known) {
      this.activate(known);
      return known;
    }
    this.#prune();
    const run = this.#create(savedUri(uri), config);
    run.text = openConfig(run.key)?.getText() ?? '';
    return run;
  }

  /** Ends the run and its worker. */
  remove(run: RunHandle): void {
    this.store.remove(run.session);
  }

  /** Ends runs that nobody can see any more, after a moment. */
  pruneSoon(): void {
    clearTimeout(this.#pruning);
    this.#pruning = setTimeout(() => this.#prune(), grace);
  }

  #create(uri: vscode.Uri, config: NetworkConfig): RunHandle {
    const made: { run?: RunHandle } = {};
    const session = this.store.create({
      title: nameOf(uri),
      config,
      loadStart: (current) => this.#findStart(made.run?.uri ?? uri, current),
      records: this.#recordsOf(() => made.run),
      loadSource: (current, onProgress) => this.#loadSource(made.run?.uri ?? uri, current, made.run, onProgress),
    });
    const run = new RunHandle(uri, session);
    made.run = run;
    this.#all.set(run.key, run);
    run.onDidChange((status) => this.#changed.fire({ run, status }));
    this.#activated.fire(run);
    return run;
  }

  /** Where the data are now; also notes on the run which table it learns from, and in which version. */
  async #loadSource(
    config: vscode.Uri,
    current: NetworkConfig,
    run: RunHandle | undefined,
    onProgress?: (progress: Progress) => void,
  ): Promise<TableSource> {
    const uri = await resolveDataUri(config, current.data.file);
    const version = await tableVersion(uri);
    if (run) {
      run.dataUri = uri;
      run.dataVersion = version;
      run.say('table', '');
    }
    return this.#findTable(uri, current, onProgress);
  }

  /** Runs follow their configurations, also when a folder above them was renamed. */
  #moveAll(from: vscode.Uri, to: vscode.Uri): void {
    for (const run of this.list) {
      const rest = restOfPath(run.uri, from);
      if (rest !== null) this.#move(run, to.with({ path: to.path + rest }));
    }
  }

  /** The text stays with the run: nothing else may have it any more. */
  #closed(document: vscode.TextDocument): void {
    const run = this.#all.get(configKey(document.uri));
    if (run && isConfig(document) && document.getText() !== '') run.text = document.getText();
    this.#followSaved(document);
  }

  /** An untitled configuration that is saved becomes another document with the same text; nothing else says so. */
  #followSaved(document: vscode.TextDocument): void {
    const run = document.isUntitled ? this.#all.get(configKey(document.uri)) : undefined;
    if (!run || openConfig(run.key)) return;
    const saved = vscode.workspace.textDocuments.find(
      (other) =>
        isConfig(other) &&
        !other.isUntitled &&
        !this.#all.has(configKey(other.uri)) &&
        other.getText() === document.getText(),
    );
    if (saved) this.#move(run, saved.uri);
  }

  #move(run: RunHandle, to: vscode.Uri): void {
    const from = run.key;
    this.#all.delete(from);
    run.move(to);
    this.#all.set(run.key, run);
    this.#moved.fire({ run, from });
  }

  #of(session: RunController): RunHandle | null {
    return this.list.find((run) => run.session === session) ?? null;
  }

  #forget(session: RunController): void {
    const run = this.#of(session);
    if (!run) return;
    this.#all.delete(run.key);
    this.#removed.fire(run);
    run.dispose();
  }

  #prune(): void {
    const tabs = openTabs();
    for (const run of this.list) {
      if (!run.isBusy && !tabs.has(run.key) && !this.isShown(run)) this.remove(run);
    }
  }

  /** Nobody is told: when the window reloads, panels must stay to be brought back. */
  #endAll(): void {
    for (const run of this.list) run.dispose();
    this.#all.clear();
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
