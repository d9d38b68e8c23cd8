/** All runs there are, and which one is active. At most two of them train at once. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { Disposable } from '../protocol/port.ts';
import type { RunId, RunStatus } from '../protocol/run.ts';
import type { Params } from '../protocol/workerApi.ts';
import { Emitter } from './emitter.ts';
import { SlotQueue } from './slotQueue.ts';
import { RunController } from './session.ts';
import type { LoadSource, RunControllerOptions } from './sessionOptions.ts';
import type { Clock, WorkerPort } from './link/workerPort.ts';

export interface SessionStoreOptions {
  /** @param first what it will be asked first */
  readonly spawn: (first: Params<'prepare'>) => WorkerPort;
  readonly clock: Clock;
  /** Seconds a training takes at least, so that it can be watched; asked at each start. */
  readonly watchSeconds?: (() => number) | undefined;
  /** Most bytes that the recording of a run may take; asked at each preparation. */
  readonly recordingLimit?: (() => number) | undefined;
  /** Threads that may train a large network, 0: as many as fit the machine; asked at each preparation. */
  readonly threads?: (() => number) | undefined;
}

export interface NewRun {
  /** File name of the configuration. */
  readonly title: string;
  readonly config: NetworkConfig;
  readonly loadSource: LoadSource;
  /** See `RunControllerOptions`. */
  readonly loadStart?: RunControllerOptions['loadStart'];
  readonly records?: RunControllerOptions['records'];
}

/** A run whose status changed. */
export interface SessionChange {
  readonly session: RunController;
  readonly status: RunStatus;
}

export class SessionStore implements Disposable {
  readonly #options: SessionStoreOptions;
  readonly #turns = new SlotQueue();
  readonly #all = new Map<RunId, RunController>();
  readonly #activated = new Emitter<RunController | null>();
  readonly #added = new Emitter<RunController>();
  readonly #removed = new Emitter<RunController>();
  readonly #changed = new Emitter<SessionChange>();
  #current: RunController | null = null;
  #count = 0;

  readonly onDidChangeActive = this.#activated.event;
  readonly onDidAdd = this.#added.event;
  /** The session is already disposed. */
  readonly onDidRemove = this.#removed.event;
  /** The status of any run. */
  readonly onDidChange = this.#changed.event;

  constructor(options: SessionStoreOptions) {
    this.#options = options;
  }

  /** In order of their creation. */
  get sessions(): readonly RunController[] {
    return [...this.#all.values()];
  }

  /** The run that commands are meant for. */
  get active(): RunController | null {
    return this.#current;
  }

  find(runId: RunId): RunController | undefined {
    return this.#all.get(runId);
  }

  /** A new run, not yet prepared. It becomes the active one. */
  create(run: NewRun): RunController {
    const runId = `run-${++this.#count}`;
    const session = new RunController({ ...run, ...this.#options, runId, turns: this.#turns });
    this.#all.set(runId, session);
    session.onDidChange((status) => this.#changed.fire({ session, status }));
    this.#added.fire(session);
    this.activate(session);
    return session;
  }

  activate(session: RunController): void {
    if (this.#current === session || !this.#all.has(session.runId)) return;
    this.#current = session;
    this.#activated.fire(session);
  }

  /** Ends the run and its worker. Another one becomes active if it was. */
  remove(session: RunController): void {
    if (!this.#all.delete(session.runId)) return;
    session.dispose();
    this.#removed.fire(session);
    if (this.#current !== session) return;
    this.#current = this.sessions.at(-1) ?? null;
    this.#activated.fire(this.#current);
  }

  dispose(): void {
    for (const session of this.sessions) this.remove(session);
    for (const emitter of [this.#activated, this.#added, this.#removed, this.#changed]) emitter.dispose();
  }
}
