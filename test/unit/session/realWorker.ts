/** Sessions with the built worker in a real thread, and the same training done straight in this one. */
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { NetworkConfig } from '../../../src/config/schema/schema.ts';
import type { Trainer } from '../../../src/core/training/trainer.ts';
import { readTable } from '../../../src/data/read/readTable.ts';
import type { Disposable } from '../../../src/protocol/port.ts';
import type { RunStatus } from '../../../src/protocol/run.ts';
import type { FromWorker } from '../../../src/protocol/workerApi.ts';
import type { RunController } from '../../../src/session/session.ts';
import type { Clock, WorkerPort } from '../../../src/session/link/workerPort.ts';
import { buildTrainer } from '../../../src/run/setup/buildTrainer.ts';
import { fileSource } from '../../../src/platform/node/openSource.ts';

export interface Thread extends WorkerPort {
  readonly worker: Worker;
}

export function spawnThread(): Thread {
  const worker = new Worker(resolve('dist/worker.js'));
  let reason = 'it ended';
  worker.on('error', (error: Error) => {
    reason = error.message;
  });
  const on = (event: 'message' | 'exit', listener: (value: unknown) => void): Disposable => {
    worker.on(event, listener);
    return { dispose: () => void worker.off(event, listener) };
  };
  return {
    worker,
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    onMessage: (listener) => on('message', (message) => listener(message as FromWorker)),
    onExit: (listener) => on('exit', () => listener(reason)),
    terminate: () => void worker.terminate(),
  };
}

export const realClock: Clock = {
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

/** The first status for which `wanted` holds, the present one included. */
export function until(session: RunController, condition: (status: RunStatus) => boolean): Promise<RunStatus> {
  if (condition(session.status)) return Promise.resolve(session.status);
  return new Promise((resolveStatus) => {
    const subscription = session.onDidChange((status) => {
      if (!condition(status)) return;
      subscription.dispose();
      resolveStatus(status);
    });
  });
}

/** The same training without worker, session or frames. */
export async function straightTrainer(config: NetworkConfig, path: string): Promise<Trainer> {
  return buildTrainer(config, await readTable(fileSource(path))).trainer;
}
