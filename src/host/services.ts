/** Puts the extension together: makes every part once, in the order in which they need each other. */
import * as vscode from 'vscode';
import { assertNever } from '../core/assertNever.ts';
import { setTranslations } from '../config/wording/localize.ts';
import { SessionStore } from '../session/sessionStore.ts';
import { registerCommands } from './commands/command.ts';
import { setAt } from './commands/setHyperparameter.ts';
import { commandTable } from './commands/table.ts';
import { loadConfig } from './files/configDocuments.ts';
import { configKey } from './files/configKey.ts';
import { FileChanges } from './files/fileChanges.ts';
import { registerAsItWas } from './history/asItWas.ts';
import { compareCommands } from './history/compareRuns.ts';
import { runCommands } from './history/commands.ts';
import { offerInterrupted } from './history/offer.ts';
import { RunsTree } from './history/runsTree.ts';
import type { Host } from './parts/host.ts';
import { sweepCommands } from './sweeps/commands.ts';
import { registerLanguage } from './language/register.ts';
import { PredictionFeed } from './models/predictionFeed.ts';
import { startOf } from './models/startOf.ts';
import { Predictions } from './models/predictions.ts';
import { Notifications } from './views/notifications.ts';
import { Owner } from './base/owner.ts';
import { ColumnFeed } from './parts/columnFeed.ts';
import { setColumn } from './commands/setColumn.ts';
import { errorText } from '../config/wording/notice.ts';
import { showError } from './base/shown.ts';
import { readNumber, tellWrongSettings } from './base/settings.ts';
import { RecordKeeper } from './records/keeper.ts';
import { RecordPlaces } from './records/places.ts';
import { RecordedRuns } from './records/recordedRuns.ts';
import { DiskChanges } from './runs/diskChanges.ts';
import { LiveText } from './runs/liveText.ts';
import { reviveRun } from './runs/revive.ts';
import type { RunHandle } from './runs/run.ts';
import { RunMemory } from './runs/runMemory.ts';
import { Runs } from './runs/runs.ts';
import { SavedModels } from './runs/savedModels.ts';
import { Summaries } from './workers/summaries.ts';
import { ComparePanels } from './views/comparePanels.ts';
import { HyperparametersTree } from './views/hyperparametersTree.ts';
import { ModelEditors } from './views/modelEditors.ts';
import { ModelTree } from './views/modelTree.ts';
import { Panels, type PanelsOptions } from './views/panels.ts';
import { SideView } from './views/sideView.ts';
import { saveFromView } from './views/saveFromView.ts';
import { StatusBar } from './views/statusBar.ts';
import { SweepPanels } from './views/sweepPanels.ts';
import type { ViewHandler, ViewRequest } from './views/viewConnection.ts';
import { TrainingWorkers } from './workers/trainingWorkers.ts';
import { WorkerProcesses } from './workers/workerProcesses.ts';
import { WorkerThreads } from './workers/workerThreads.ts';

const clock = {
  after(milliseconds: number, callback: () => void) {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

/** Seconds a training takes at least: what is over before anyone has looked explains nothing. */
function watchSeconds(): number {
  return readNumber('training.watchSeconds', 10, { min: 0, max: 600 });
}

/** Bytes that the recording of a run may take. */
function recordingLimit(): number {
  return readNumber('recording.megabytes', 64, { min: 0, max: 4096 }) * 2 ** 20;
}

/** Threads that may train a large network; 0: as many as fit the machine. */
function threads(): number {
  return Math.round(readNumber('engine.threads', 0, { min: 0, max: 8 }));
}

/** The configuration that a page without a run is about. */
function subjectUri(subject: string | null): vscode.Uri | undefined {
  return subject === null ? undefined : vscode.Uri.parse(subject, true);
}

export class Services extends Owner implements Host, ViewHandler {
  readonly extension: vscode.Uri;
  readonly storage: vscode.Uri;
  readonly version: string;
  readonly savedModels: SavedModels;
  readonly predictions: Predictions;
  readonly log = this.register(vscode.window.createOutputChannel('Neural Network Explorer', { log: true }));
  readonly workers: WorkerThreads;
  readonly processes: WorkerProcesses;
  readonly sessions: SessionStore;
  readonly files = this.register(new FileChanges());
  readonly records: RecordKeeper;
  readonly recorded: RecordedRuns;
  readonly runs: Runs;
  readonly liveText: LiveText;
  readonly #memory: RunMemory;
  readonly summaries: Summaries;
  readonly panels: Panels;
  readonly comparisons: ComparePanels;
  readonly sweeps: SweepPanels;
  readonly models: ModelEditors;

  constructor(context: vscode.ExtensionContext) {
    super();
    setTranslations(vscode.l10n.bundle ?? {});
    tellWrongSettings((sentence) => this.log.warn(sentence));
    this.extension = context.extensionUri;
    this.storage = context.globalStorageUri;
    this.version = String(context.extension.packageJSON.version);
    this.savedModels = new SavedModels(context.workspaceState);
    const dist = vscode.Uri.joinPath(this.extension, 'dist').fsPath;
    this.workers = this.register(new WorkerThreads(dist));
    const thread = () => this.workers.spawn();
    const log = (sentence: string) => this.log.info(sentence);
    this.summaries = this.register(new Summaries(thread));
    this.processes = this.register(new WorkerProcesses({ dist, instead: thread, log }));
    const workers = new TrainingWorkers({ summaries: this.summaries, processes: this.processes, thread });
    const spawn = workers.spawn.bind(workers);
    this.sessions = new SessionStore({ spawn, clock, watchSeconds, recordingLimit, threads });
    const { version } = this;
    const warn = (sentence: string) => this.log.warn(sentence);
    this.records = new RecordKeeper({ places: new RecordPlaces(context), version, findStart: startOf, warn });
    const recordsOf = this.records.recordsOf.bind(this.records);
    this.runs = this.register(new Runs(this.sessions, workers.findTable.bind(workers), startOf, recordsOf));
    this.register(this.records);
    this.recorded = this.register(new RecordedRuns(this.records, warn));
    this.#memory = this.register(new RunMemory(this.runs, context.workspaceState, this.records));
    this.predictions = this.register(new Predictions(thread, this.runs));
    this.liveText = this.register(new LiveText(this.runs));
    this.register(new DiskChanges(this.runs, this.files));
    const { extension, predictions, recorded } = this;
    this.panels = this.register(new Panels(this.#panelOptions(context.workspaceState)));
    this.models = this.register(new ModelEditors({ extension, handler: this, predictions, spawn: thread }));
    this.sweeps = this.register(
      new SweepPanels({ extension, handler: this, places: this.records.places, spawn: thread }),
    );
    this.comparisons = this.register(new ComparePanels({ extension, handler: this, recorded, spawn: thread }));
    this.#registerViews();
    this.register(registerCommands(this, { ...commandTable, ...runCommands, ...compareCommands, ...sweepCommands }));
    this.#goOn();
  }

  readonly #reviving = new Map<string, Promise<RunHandle | null>>();

  /** What a page asks for goes through the same commands as the palette, for the run the page shows. */
  request(request: ViewRequest, run: RunHandle | null, subject: string | null): void {
    switch (request.type) {
      case 'command':
        void vscode.commands.executeCommand(
          `neuralNetwork.${request.command}`,
          request.command === 'trainOnCsv' ? undefined : (run?.uri ?? subjectUri(subject)),
        );
        break;
      case 'set':
        setAt(this, run?.uri, request.path, request.value).catch((error) => this.#refused(request.path, error));
        break;
      case 'column':
        if (subject !== null) setColumn(this, subject, request).catch((error) => this.#refused(request.name, error));
        break;
      case 'save':
        saveFromView(request, run).catch((error) =>
          this.log.error(`A view's file could not be saved: ${String(error)}`),
        );
        break;
      case 'reveal':
        void vscode.commands.executeCommand('neuralNetwork.openData', run?.uri ?? subjectUri(subject), request.line);
        break;
      default:
        assertNever(request);
    }
  }

  /** A value from a page that is not taken says why. */
  #refused(path: string, error: unknown): void {
    const reason = errorText(error);
    this.log.error(`A view could not set ${path}: ${reason}`);
    void showError(reason);
  }

  #panelOptions(memory: vscode.Memento): PanelsOptions {
    const { extension, runs, predictions } = this;
    return {
      ...{ extension, handler: this, runs, memory },
      revive: (key) => this.#revive(key),
      feed: (key, post) => new PredictionFeed({ predictions, key, post }),
      columns: (key, post) => new ColumnFeed(this, key, post),
    };
  }

  #registerViews(): void {
    this.register(registerLanguage(this));
    this.register(new SideView(this.extension, this.runs, this));
    this.register(new ModelTree(this.runs));
    this.register(new HyperparametersTree(this.runs));
    this.register(new RunsTree(this.recorded));
    this.register(registerAsItWas(this.recorded));
    this.register(new StatusBar(this.runs));
    const isVisible = (run: RunHandle) => this.panels.isVisible(run);
    this.register(new Notifications({ runs: this.runs, log: this.log, isVisible }));
  }

  /** After a reload of the window, or the end of the extension host. Whoever asks for the same run gets the same. */
  #revive(key: string): Promise<RunHandle | null> {
    const known = this.#reviving.get(key);
    if (known) return known;
    const reviving = this.#bringBack(key).finally(() => this.#reviving.delete(key));
    this.#reviving.set(key, reviving);
    return reviving;
  }

  /** Runs without a panel come back, too, where their configuration is open in a tab; those that were training may go on. */
  #goOn(): void {
    offerInterrupted(this).catch((error: unknown) =>
      this.log.warn(`Interrupted runs could not be looked for: ${String(error)}`),
    );
    const open = new Set(
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [configKey(input.uri)] : [])),
    );
    for (const key of this.#memory.keys) if (open.has(key)) void this.#revive(key);
    // `npm start` opens the folder of samples, and begins with their questions.
    if (process.env['NN_EXPLORER_PICK_SAMPLE'] === '1')
      void vscode.commands.executeCommand('neuralNetwork.openSamples');
  }

  async #bringBack(key: string): Promise<RunHandle | null> {
    try {
      return await reviveRun(this, this.#memory, await loadConfig(key));
    } catch (error) {
      this.log.warn(`A panel could not be brought back: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }
}
