/**
 * Starts training workers as processes of our own, because only there V8 may be told to use vectors of 256 bits; shows each as a
 * session's port. Where that cannot be, a thread takes the place without a word to the session, and the log says why. Processes
 * end with their port, with this owner, and by themselves when the extension host has gone.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Disposable } from '../../protocol/port.ts';
import type { FromWorker, ToWorker } from '../../protocol/workerApi.ts';
import type { Precision } from '../../core/training/backend.ts';
import { type FromWorkerProcess, processArguments, wideVectorsFlag } from '../../protocol/workerProcess.ts';
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
  /** Milliseconds after which one that is not ready is given up. */
  readonly patience?: number;
}

/** They are ready after some quarter of a second. */
const usualPatience = 10_000;

export class WorkerProcesses {
  readonly #options: WorkerProcessesOptions;
  readonly #processes = new Set<ChildProcess>();
  #isPossible = process.arch === 'x64';

  constructor(options: WorkerProcessesOptions) {
    this.#options = options;
  }

  /** Where one process could not start, the next will not either. */
  get isPossible(): boolean {
    return this.#isPossible;
  }

  /** Started and not yet ended, oldest first. */
  get alive(): readonly ChildProcess[] {
    return [...this.#processes];
  }

  /** @param ifFaster a process only where its vectors are right and faster in this precision; `null`: wherever one can start */
  spawn(ifFaster: Precision | null): WorkerPort {
    if (!this.#isPossible) return this.#options.instead();
    const child = this.#start(ifFaster);
    const { patience = usualPatience } = this.#options;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, patience);
    child.on('exit', () => clearTimeout(timer));
    return new ProcessPort(child, {
      onReady: () => clearTimeout(timer),
      instead: (reason) => this.#giveUp(isLate ? `it was not ready within ${patience / 1000} seconds` : reason),
    });
  }

  dispose(): void {
    for (const child of this.#processes) child.kill('SIGKILL');
  }

  #start(ifFaster: Precision | null): ChildProcess {
    const { dist, execPath = process.execPath, execArgv = [wideVectorsFlag, youngGeneration] } = this.#options;
    const { NODE_OPTIONS: _, ...env } = process.env;
    const child = fork(join(dist, 'worker.js'), processArguments(ifFaster), {
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

  #giveUp(reason: string): WorkerPort {
    if (this.#isPossible)
      this.#options.log(
        `Vectors of 256 bits are not used: ${reason}. Large networks train in threads, with the same numbers.`,
      );
    this.#isPossible = false;
    return this.#options.instead();
  }
}

interface ProcessEvents {
  readonly onReady: () => void;
  /** It has ended before. */
  readonly instead: (reason: string) => WorkerPort;
}

/** A process once it has said that it is ready; until then what is posted waits, and if it ends before, goes to another port. */
class ProcessPort implements WorkerPort {
  readonly #child: ChildProcess;
  readonly #onReady: () => void;
  readonly #messageListeners = new Set<(message: FromWorker) => void>();
  readonly #exitListeners = new Set<(reason: string) => void>();
  #waiting: ToWorker[] | null = [];
  #other: WorkerPort | null = null;
  #isTerminated = false;
  #hasEnded = false;
  #reason: string | undefined;

  constructor(child: ChildProcess, { onReady, instead }: ProcessEvents) {
    this.#child = child;
    this.#onReady = onReady;
    child.on('message', (message) => this.#receive(message as FromWorkerProcess));
    const ended = (reason: string): void => {
      if (this.#hasEnded) return;
      this.#hasEnded = true;
      if (this.#waiting && !this.#isTerminated) this.#moveTo(instead(this.#reason ?? reason));
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
      this.#onReady();
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
