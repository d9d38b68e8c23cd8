/** Entry of the training worker as a thread of node. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { ToWorker } from '../protocol/workerApi.ts';
import { nodeThreads } from './nodeThreads.ts';
import { WorkerService } from './workerService.ts';

function serve(port: MessagePort): void {
  const service = new WorkerService({
    threads: nodeThreads,
    now: () => performance.now(),
    defer: (callback) => void setImmediate(callback),
    later: (callback, milliseconds) => void setTimeout(callback, milliseconds),
    post: (message) => port.postMessage(message),
  });
  port.on('message', (message: ToWorker) => service.receive(message));
}

if (!parentPort) throw new Error('This file is the training worker: it is started by the extension, not by itself.');
serve(parentPort);
