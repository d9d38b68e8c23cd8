/**
 * A thread that writes records: encodes, sums up, flushes and renames what a training gives it, so that the training's own thread only
 * copies. It begins with the first writing, and keeps no process alive but while it writes.
 */
import {
  isMainThread,
  type MessagePort,
  parentPort,
  type TransferListItem,
  Worker,
  workerData,
} from 'node:worker_threads';
import { renewLock } from '../../../record/lock.ts';
import { type WriteRun, writeRun, type WritersOf, type Writing, type Written } from '../../../record/writing.ts';
import { weightsSha256 } from '../fingerprint.ts';
import { nodeRecords } from './nodeRecords.ts';

const kind = 'nn-explorer records';

type Model = NonNullable<Writing['model']>;
/** What is the same of all models of a run: it is sent once. */
type Fixed = Pick<Model, 'config' | 'pipeline' | 'spec'>;

interface Job {
  readonly number: number;
  readonly root: string;
  readonly id: string;
  readonly token: string;
  readonly writing: Omit<Writing, 'model'>;
  readonly model: Omit<Model, keyof Fixed> | null;
  /** `null`: as before. */
  readonly fixed: Fixed | null;
}

/** An error as plain data: a copy of one between threads has its message alone. */
interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code: unknown;
  readonly syscall: unknown;
}

type Answer = { readonly number: number } & (
  | { readonly written: Omit<Written, 'problem'>; readonly problem: Failure | null }
  | { readonly failure: Failure }
);

interface Waiting {
  readonly done: (written: Written) => void;
  readonly failed: (error: Error) => void;
}

/** Of all threads. */
const underWay = new Set<Promise<Written>>();

/** Whatever such threads are writing now has come to its end: none of their temporary files is there. */
export async function recordsSettled(): Promise<void> {
  await Promise.allSettled(underWay);
}

/** @param program what the thread runs: it calls `servesRecords` */
export function recordThread(program: string): WritersOf {
  const thread = new RecordThread(program);
  return (root, id, token) => (writing) => thread.write(root, id, token, writing);
}

class RecordThread {
  readonly #program: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #fixed: Fixed | null = null;
  #jobs = 0;

  constructor(program: string) {
    this.#program = program;
  }

  write(root: string, id: string, token: string, { model, ...writing }: Writing): ReturnType<WriteRun> {
    const worker = this.#worker ?? this.#start();
    this.#worker = worker;
    const number = ++this.#jobs;
    const fixed = model && this.#unsent(model);
    const job: Job = { number, root, id, token, writing, model: model && withoutFixed(model), fixed };
    const written = new Promise<Written>((done, failed) => {
      worker.postMessage(job, model ? buffersOf(model) : []);
      // Only now: what could not be sent is not known there.
      this.#fixed = fixed ?? this.#fixed;
      this.#waiting.set(number, { done, failed });
      worker.ref();
    });
    const end = () => void underWay.delete(written);
    underWay.add(written);
    written.then(end, end);
    return written;
  }

  #unsent({ config, pipeline, spec }: Model): Fixed | null {
    const sent = this.#fixed;
    if (sent?.config === config && sent.pipeline === pipeline && sent.spec === spec) return null;
    return { config, pipeline, spec };
  }

  #start(): Worker {
    const worker = new Worker(this.#program, { name: 'records', workerData: { kind } });
    worker.unref();
    this.#fixed = null;
    let reason = '';
    worker.on('message', (answer: Answer) => this.#hear(worker, answer));
    worker.on('error', (error) => {
      reason = String(error);
    });
    worker.on('exit', (code) =>
      this.#ended(worker, `The thread that writes records ended (exit code ${code}) ${reason}`),
    );
    return worker;
  }

  #hear(worker: Worker, answer: Answer): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if (this.#waiting.size === 0) worker.unref();
    if ('failure' in answer) waiting?.failed(errorOf(answer.failure));
    else waiting?.done({ ...answer.written, problem: answer.problem && errorOf(answer.problem) });
  }

  /** What it was about to write is written the next time, by another one. */
  #ended(worker: Worker, message: string): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { failed } of all) failed(new Error(message));
  }
}

function withoutFixed({ config: _config, pipeline: _pipeline, spec: _spec, ...rest }: Model): Omit<Model, keyof Fixed> {
  return rest;
}

/** The model owns them, so that they need not be copied once more. */
function buffersOf({ parameters, state }: Model): readonly TransferListItem[] {
  const arrays = [parameters, state?.firstMoment, state?.secondMoment, state?.best?.values];
  return [...new Set(arrays.flatMap((array) => (array ? [array.buffer as ArrayBuffer] : [])))];
}

/** Whether this thread is one that writes records; then it does. */
export function servesRecords(): boolean {
  const data = workerData as { readonly kind?: unknown } | null;
  if (isMainThread || data?.kind !== kind || !parentPort) return false;
  serve(parentPort);
  return true;
}

function serve(port: MessagePort): void {
  let known: Fixed | null = null;
  port.on('message', (job: Job) => {
    known = job.fixed ?? known;
    const { number } = job;
    writtenBy(job, known).then(
      ({ problem, ...written }) => answer({ number, written, problem: problem === null ? null : failureOf(problem) }),
      (error: unknown) => answer({ number, failure: failureOf(error) }),
    );
  });
  const answer = (message: Answer): void => port.postMessage(message);
}

async function writtenBy({ root, id, token, writing, model }: Job, fixed: Fixed | null): Promise<Written> {
  const store = nodeRecords(root);
  const renew = () => renewLock(store.files, store.machine, id, token);
  const whole = model && fixed ? { ...model, ...fixed } : null;
  return writeRun({ store, renew, fingerprint: weightsSha256 }, { ...writing, model: whole });
}

function failureOf(error: unknown): Failure {
  const { name = 'Error', message = String(error), code, syscall } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return { name, message, code, syscall };
}

function errorOf({ name, message, code, syscall }: Failure): Error {
  return Object.assign(new Error(message), { name, ...(code === undefined ? {} : { code, syscall }) });
}
