/** Starts a training worker as a thread of the extension host and shows it as the session's port. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromWorker } from '../protocol/workerApi.ts';
import type { WorkerPort } from '../session/workerPort.ts';

export interface WorkerThread extends WorkerPort {
  /** Ends the thread as a crash would: nobody is asked. For tests of recovery. */
  readonly thread: Worker;
}

/** @param dist Folder of the bundles; worker.js lies in it. */
export function spawnWorker(dist: string): WorkerThread {
  const thread = new Worker(join(dist, 'worker.js'), { name: 'nnExplorer' });
  let reason: string | undefined;
  thread.on('error', (error) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  return {
    thread,
    post: (message, transfer = []) => thread.postMessage(message, [...transfer]),
    onMessage: (listener) => listen(thread, 'message', (message) => listener(message as FromWorker)),
    onExit: (listener) => listen(thread, 'exit', (code) => listener(reason ?? `it ended with code ${String(code)}`)),
    terminate: () => void thread.terminate(),
  };
}

function listen(thread: Worker, event: 'message' | 'exit', listener: (value: unknown) => void): { dispose(): void } {
  thread.on(event, listener);
  return { dispose: () => void thread.off(event, listener) };
}
