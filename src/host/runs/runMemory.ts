/**
 * Remembers beyond the window how each run came to where it is. The run itself ends with the window, its numbers with it; what is
 * kept are a few lines from which they can be computed again.
 */
import type * as vscode from 'vscode';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { ChangeLog } from '../../session/changeLog.ts';
import { isSomething } from '../../session/recovery.ts';
import { Owner } from '../base/owner.ts';
import type { RecordKeeper } from '../records/keeper.ts';
import type { RunHandle } from './run.ts';
import type { Runs } from './runs.ts';

const memoryKey = 'neuralNetwork.histories';
/** Milliseconds between two notes of a run that trains: what is lost at most. */
const interval = 500;

export interface RememberedRun {
  readonly config: NetworkConfig;
  readonly trace: ChangeLog;
  /** Of the table; see `tableVersion`. */
  readonly dataVersion: string | null;
  /** Its record; `null`: it has none. */
  readonly record: { readonly root: string; readonly id: string } | null;
  /** The iteration that was looked at; `null`: the present. */
  readonly cursor: number | null;
}

export class RunMemory extends Owner {
  readonly #memory: vscode.Memento;
  readonly #records: RecordKeeper;
  readonly #changed = new Set<RunHandle>();
  readonly #held = new Set<RunHandle>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(runs: Runs, memory: vscode.Memento, records: RecordKeeper) {
    super();
    this.#records = records;
    this.#memory = memory;
    this.register(runs.onDidChange(({ run }) => this.#noteSoon(run)));
    this.register(runs.onDidRemove((run) => this.#forget(run)));
    this.register({ dispose: () => clearTimeout(this.#timer) });
  }

  recall(key: string): RememberedRun | undefined {
    return this.#all()[key];
  }

  /** Configurations whose runs had come anywhere. */
  get keys(): readonly string[] {
    const all = Object.entries(this.#all());
    return all.filter(([, { trace }]) => isSomething(trace)).map(([key]) => key);
  }

  /** What is remembered stays as it is until `work` is done: the run is on its way back there. */
  async hold(run: RunHandle, work: Promise<void>): Promise<void> {
    this.#held.add(run);
    await work.finally(() => this.#held.delete(run));
    this.#noteSoon(run);
  }

  #all(): Readonly<Record<string, RememberedRun>> {
    return this.#memory.get(memoryKey, {});
  }

  #noteSoon(run: RunHandle): void {
    this.#changed.add(run);
    this.#timer ??= setTimeout(() => this.#note(), interval);
  }

  #note(): void {
    this.#timer = undefined;
    const kept = { ...this.#all() };
    for (const run of this.#changed) {
      if (this.#held.has(run)) continue;
      const { trace, config, status } = run.session;
      delete kept[run.key];
      const recorded = this.#records.of(run);
      const record = recorded && { root: recorded.place.root, id: recorded.report.id };
      const cursor: number | null = status.recording.cursor;
      if (trace) kept[run.key] = { trace, config, dataVersion: run.dataVersion, record, cursor };
    }
    this.#changed.clear();
    void this.#memory.update(memoryKey, kept);
  }

  #forget(run: RunHandle): void {
    this.#changed.delete(run);
    const { [run.key]: _gone, ...kept } = this.#all();
    void this.#memory.update(memoryKey, kept);
  }
}
