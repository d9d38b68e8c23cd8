/**
 * Starts training workers as processes of our own, because only there V8 may be told to use vectors of 256 bits; shows each as a
 * session's port. Where that cannot be, a thread takes the place without a word to the session, and the log says why. Processes
 * end with their port, with this owner, and by themselves when the extension host has gone.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Disposable } from '../../protocol/port.ts';
import type { FromWorker, ToWorker } from '../../protocol/workerApi.ts';
import { type FromWorkerProcess, wideVectorsFlag } from '../../protocol/workerProcess.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';

/** A training makes few short-lived objects; twice as much memory would be taken for them without this, and kept. */
const youngGeneration = '--max-semi-space-size=8';

export interface WorkerProcessesOptions {
  /** Folder of the bundles; worker.js lies in it. */
  readonly dist: string;
  /** A port to a thread. */
  readonly instead: () => WorkerPort;
  readonly log: (sentence: string) => void;
  /** The engine that runs the worker and the options it gets; the extension host's own, with the switch, unless told. */
  readonly execPath?: string;
  readonly execArgv?: readonly string[];
}

export class WorkerProcesses {
  readonly #options: WorkerProcessesOptions;
  readonly #processes = new Set<ChildProcess>();
  /** Where one process could not start, the next will not either. */
  #isPossible = process.arch === 'x64';

  constructor(options: WorkerProcessesOptions) {
    this.#options = options;
  }

  /** Started and not yet ended, oldest first. */
  get alive(): readonly ChildProcess[] {
    return [...this.#processes];
  }

  spawn(): WorkerPort {
    return this.#isPossible ? new ProcessPort(this.#start(), () => this.#giveUp()) : this.#options.instead();
  }

  dispose(): void {
    for (const child of this.#processes) child.kill('SIGKILL');
  }

  #start(): ChildProcess {
    const { dist, execPath = process.execPath, execArgv = [wideVectorsFlag, youngGeneration] } = this.#options;
    const { NODE_OPTIONS: _, ...env } = process.env;
    const child = fork(join(dist, 'worker.js'), [], {
      ...{ execPath, execArgv: [...execArgv], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
      env: process.versions['electron'] ? { ...env, ELECTRON_RUN_AS_NODE: '1' } : env,
    });
    this.#processes.add(child);
    const forget = () => void this.#processes.delete(child);
    child.on('exit', forget);
    // It could not be started at all.
    child.on('error', () => child.pid === undefined && forget());
    return child;
  }

  #giveUp(): WorkerPort {
    if (this.#isPossible)
      this.#options.log(
        'Vectors of 256 bits are not used: this engine does not have them. Trainings run as without the setting.',
      );
    this.#isPossible = false;
    return this.#options.instead();
  }
}

/** A process once it has said that it is ready; until then what is posted waits, and if it ends before, goes to another port. */
class ProcessPort implements WorkerPort {
  readonly #child: ChildProcess;
  readonly #messageListeners = new Set<(message: FromWorker) => void>();
  readonly #exitListeners = new Set<(reason: string) => void>();
  #waiting: ToWorker[] | null = [];
  #other: WorkerPort | null = null;
  #isTerminated = false;
  #hasEnded = false;
  #reason: string | undefined;

  constructor(child: ChildProcess, instead: () => WorkerPort) {
    this.#child = child;
    child.on('message', (message) => this.#receive(message as FromWorkerProcess));
    const ended = (reason: string): void => {
      if (this.#hasEnded) return;
      this.#hasEnded = true;
      if (this.#waiting && !this.#isTerminated) this.#moveTo(instead());
      else this.#tellExit(this.#reason ?? reason);
    };
    child.on('exit', (code, signal) =>
      ended(signal ? `it was ended by ${signal}` : `it ended with code ${String(code)}`),
    );
    // A message to a process that is just ending is one of these, too; the end itself follows.
    child.on('error', ({ message }) => child.pid === undefined && ended(message));
  }

  post(message: ToWorker): void {
    if (this.#other) this.#other.post(message);
    else if (this.#waiting) this.#waiting.push(message);
    else if (this.#child.connected) this.#child.send(message);
  }

  onMessage(listener: (message: FromWorker) => void): Disposable {
    return listened(this.#messageListeners, listener);
  }

  onExit(listener: (reason: string) => void): Disposable {
    return listened(this.#exitListeners, listener);
  }

  terminate(): void {
    this.#isTerminated = true;
    if (this.#other) this.#other.terminate();
    else this.#child.kill('SIGKILL');
  }

  #receive(message: FromWorkerProcess): void {
    if (message.type === 'ready') {
      const waiting = this.#waiting ?? [];
      this.#waiting = null;
      for (const posted of waiting) this.post(posted);
    } else if (message.type === 'failed') this.#reason = message.message;
    else for (const listener of this.#messageListeners) listener(message);
  }

  #moveTo(port: WorkerPort): void {
    this.#other = port;
    port.onMessage((message) => {
      for (const listener of this.#messageListeners) listener(message);
    });
    port.onExit((reason) => this.#tellExit(reason));
    for (const message of this.#waiting ?? []) port.post(message);
    this.#waiting = null;
  }

  #tellExit(reason: string): void {
    for (const listener of this.#exitListeners) listener(reason);
  }
}

function listened<T>(listeners: Set<T>, listener: T): Disposable {
  listeners.add(listener);
  return { dispose: () => void listeners.delete(listener) };
}
