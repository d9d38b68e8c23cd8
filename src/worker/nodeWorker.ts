/** Entry of the training worker: a thread of node, or a process of its own when V8 is to have vectors of 256 bits. */
import { totalmem } from 'node:os';
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { FromWorker, ToWorker } from '../protocol/workerApi.ts';
import type { FromWorkerProcess } from '../protocol/workerProcess.ts';
import { giveWay, giveWayAsThread } from './nodePriority.ts';
import { nodeThreads } from '../platform/node/nodeThreads.ts';
import { useWideVectors } from '../platform/node/nodeWideMode.ts';
import { WorkerService } from './workerService.ts';
import { Mailbox } from './mailbox.ts';

function serviceFor(
  post: (message: FromWorker) => void,
  giveWay: () => void,
  hasCommand?: () => boolean,
): WorkerService {
  return new WorkerService({
    giveWay,
    ...(hasCommand ? { hasCommand } : {}),
    memory: totalmem(),
    threads: { ...nodeThreads, reserved: 1 },
    now: () => performance.now(),
    defer: (callback) => void setImmediate(callback),
    later: (callback, milliseconds) => void setTimeout(callback, milliseconds),
    post,
  });
}

function serveThread(port: MessagePort): void {
  const mailbox = new Mailbox(port, (message) => service.receive(message));
  const service = serviceFor(
    (message) => port.postMessage(message),
    giveWayAsThread,
    () => mailbox.hasCommand(),
  );
}

function serveProcess(send: (message: FromWorkerProcess, sent?: () => void) => void): void {
  useWideVectors();
  const service = serviceFor(send, giveWay);
  process.on('message', (message: ToWorker) => service.receive(message));
  // Nobody is there any more: the extension host has gone, however it went.
  process.on('disconnect', () => process.exit());
  process.on('uncaughtException', ({ message }) => send({ type: 'failed', message }, () => process.exit(1)));
  send({ type: 'ready' });
}

if (parentPort) serveThread(parentPort);
else if (process.send) {
  const send = process.send.bind(process);
  serveProcess((message, sent = () => undefined) => void (process.connected && send(message, undefined, {}, sent)));
} else throw new Error('This file is the training worker: it is started by the extension, not by itself.');
