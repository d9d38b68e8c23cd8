/**
 * Entry of the training worker: a thread of node, or a process of its own when V8 is to have vectors of 256 bits. In a process, too, a
 * thread does the work, because a thread can look for commands in the middle of it; the process only passes messages on.
 */
import { totalmem } from 'node:os';
import { type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import { noticeText } from '../config/wording/notice.ts';
import { wideObjection } from '../engine/wide/wideObjection.ts';
import type { FromWorker, ToWorker } from '../protocol/workerApi.ts';
import { askedPrecision, type FromWorkerProcess } from '../protocol/workerProcess.ts';
import { giveWay, giveWayAsThread } from './nodePriority.ts';
import { nodeThreads } from '../platform/node/nodeThreads.ts';
import { useWideVectors } from '../platform/node/nodeWideMode.ts';
import { recordThread, servesRecords } from '../platform/node/records/recordThread.ts';
import { servesSweep, setWorkerProgram } from '../platform/node/sweep/pool.ts';
import { WorkerService } from './workerService.ts';
import { Mailbox } from './mailbox.ts';

/** Megabytes for short-lived objects, of which a training makes few; more would be taken without this, and kept. */
const maxYoungGenerationSizeMb = 16;

/** Tells the thread of a process that it is one. */
const ownProcess = 'ownProcess';

function serveThread(port: MessagePort, giveWayHere: () => void): void {
  setWorkerProgram(__filename);
  const mailbox = new Mailbox(port, (message) => service.receive(message));
  const service = new WorkerService({
    giveWay: giveWayHere,
    hasCommand: () => mailbox.hasCommand(),
    memory: totalmem(),
    threads: { ...nodeThreads, reserved: 1 },
    writers: recordThread(__filename),
    now: () => performance.now(),
    defer: (callback) => void setImmediate(callback),
    later: (callback, milliseconds) => void setTimeout(callback, milliseconds),
    post: (message) => port.postMessage(message),
  });
}

/** Is asked for nothing before it is ready; where it has nothing to offer, it ends instead, and a thread of the host does the work. */
function serveOwnProcess(port: MessagePort): void {
  useWideVectors();
  const asked = askedPrecision(process.argv);
  const objection = asked && wideObjection(asked);
  if (objection) throw new Error(noticeText(objection));
  serveThread(port, giveWay);
  port.postMessage({ type: 'ready' } satisfies FromWorkerProcess);
}

function passOn(send: (message: FromWorkerProcess, sent?: () => void) => void): void {
  const thread = new Worker(process.argv[1] ?? '', {
    workerData: ownProcess,
    argv: process.argv.slice(2),
    resourceLimits: { maxYoungGenerationSizeMb },
  });
  const fail = ({ message }: Error): void => send({ type: 'failed', message }, () => process.exit(1));
  process.on('message', (message: ToWorker) => thread.postMessage(message));
  // Nobody is there any more: the extension host has gone, however it went.
  process.on('disconnect', () => process.exit());
  process.on('uncaughtException', fail);
  thread.on('message', (message: FromWorker) => send(message));
  thread.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
}

// The same program is what a thread that writes records runs, and one that trains members of a sweep.
if (!servesRecords() && !servesSweep()) serve();

function serve(): void {
  if (parentPort && workerData === ownProcess) serveOwnProcess(parentPort);
  else if (parentPort) serveThread(parentPort, giveWayAsThread);
  else if (process.send) {
    const send = process.send.bind(process);
    passOn((message, sent = () => undefined) => void (process.connected && send(message, undefined, {}, sent)));
  } else throw new Error('This file is the training worker: it is started by the extension, not by itself.');
}
