/** Starts training workers as threads of the extension host and shows each as a session's port. Knows which are alive. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromWorker } from '../protocol/workerApi.ts';
import type { WorkerPort } from '../session/workerPort.ts';

export class WorkerThreads {
  private readonly script: string;
  private readonly threads = new Set<Worker>();

  /** @param dist Folder of the bundles; worker.js lies in it. */
  constructor(dist: string) {
    this.script = join(dist, 'worker.js');
  }

  /** Started and not yet ended, oldest first. */
  get alive(): readonly Worker[] {
    return [...this.threads];
  }

  spawn(): WorkerPort {
    const thread = new Worker(this.script, { name: 'nnExplorer' });
    this.threads.add(thread);
    let reason: string | undefined;
    thread.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    thread.on('exit', () => this.threads.delete(thread));
    return {
      post: (message, transfer = []) => thread.postMessage(message, [...transfer]),
      onMessage: (listener) => listen(thread, 'message', (message) => listener(message as FromWorker)),
      onExit: (listener) => listen(thread, 'exit', (code) => listener(reason ?? `it ended with code ${String(code)}`)),
      terminate: () => void thread.terminate(),
    };
  }
}

function listen(thread: Worker, event: 'message' | 'exit', listener: (value: unknown) => void): { dispose(): void } {
  thread.on(event, listener);
  return { dispose: () => void thread.off(event, listener) };
}
