/** Starts training workers as threads of the extension host and shows each as a session's port. Knows which are alive. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromWorker } from '../../protocol/workerApi.ts';
import type { WorkerPort } from '../../session/link/workerPort.ts';

/** Milliseconds a worker that was started in advance waits to be wanted. */
const spareTime = 10_000;
/** Megabytes for short-lived objects, of which a training makes few; three times as many would be taken without this, and kept. */
const youngGeneration = 16;

export class WorkerThreads {
  readonly #script: string;
  readonly #threads = new Set<Worker>();
  #spare: Worker | null = null;
  #spareTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param dist Folder of the bundles; worker.js lies in it. */
  constructor(dist: string) {
    this.#script = join(dist, 'worker.js');
  }

  /** Started and not yet ended, oldest first. */
  get alive(): readonly Worker[] {
    return [...this.#threads];
  }

  /** Starts a worker that the next `spawn` takes: while the user reads a question, the thread gets ready. */
  warm(): void {
    clearTimeout(this.#spareTimer);
    this.#spare ??= this.#startThread();
    this.#spareTimer = setTimeout(() => this.dispose(), spareTime);
  }

  /** Ends the worker nobody has taken; the others belong to those who did. */
  dispose(): void {
    clearTimeout(this.#spareTimer);
    void this.#spare?.terminate();
    this.#spare = null;
  }

  spawn(): WorkerPort {
    clearTimeout(this.#spareTimer);
    const thread = this.#spare ?? this.#startThread();
    this.#spare = null;
    let reason: string | undefined;
    thread.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    return {
      post: (message, transfer = []) => thread.postMessage(message, [...transfer]),
      onMessage: (listener) => listen(thread, 'message', (message) => listener(message as FromWorker)),
      onExit: (listener) => listen(thread, 'exit', (code) => listener(reason ?? `it ended with code ${String(code)}`)),
      terminate: () => void thread.terminate(),
    };
  }

  #startThread(): Worker {
    const thread = new Worker(this.#script, {
      name: 'neuralNetwork',
      resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
    });
    this.#threads.add(thread);
    thread.on('exit', () => {
      this.#threads.delete(thread);
      if (this.#spare === thread) this.#spare = null;
    });
    return thread;
  }
}

function listen(thread: Worker, event: 'message' | 'exit', listener: (value: unknown) => void): { dispose(): void } {
  thread.on(event, listener);
  return { dispose: () => void thread.off(event, listener) };
}
