/** The members of a sweep, shared out among workers: each takes a group, tells of every member what came out, and takes the next. */
import { totalmem } from 'node:os';
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { TableConfig } from '../../../config/facts/partialConfig.ts';
import type { SweepGroup } from '../../../config/sweep/sweepPlan.ts';
import type { Until } from '../../../config/sweep/until.ts';
import { setTranslations, translations } from '../../../config/wording/localize.ts';
import type { RunNoticeCode } from '../../../config/wording/runTexts.ts';
import { type Notice, NoticeError, notice } from '../../../core/notice.ts';
import type { Table } from '../../../data/columns/table.ts';
import { tableOptionsOf } from '../../../data/read/readOptions.ts';
import { readTable } from '../../../data/read/readTable.ts';
import { inSlices } from '../../../run/inSlices.ts';
import type { StartFile } from '../../../run/setup/startFile.ts';
import { type SweepMember, trainGroup } from '../../../run/sweep/member.ts';
import type { MemberCurve } from '../../../run/sweep/memberCurve.ts';
import { weightsSha256 } from '../fingerprint.ts';
import { fileSource } from '../openSource.ts';
import { readStart } from '../readStart.ts';

/** What all workers know. */
export interface SweepTask {
  readonly dataPath: string;
  readonly startPath: string | null;
  readonly until: Until | null;
  /** Epochs at which curves are taken; absent or `null`: none are. */
  readonly epochs?: readonly number[] | null;
}

/** @param place of the member among all */
export type MemberDone = (place: number, member: SweepMember, curve: MemberCurve | null) => void;

export interface PoolOptions {
  readonly task: SweepTask;
  readonly groups: readonly SweepGroup[];
  readonly workers: number;
  readonly done: MemberDone;
  readonly isOver: () => boolean;
  /** While its number is 1, workers stand still; they wait for it to be told of another. */
  readonly gate?: Int32Array<SharedArrayBuffer>;
}

const kind = 'nn-explorer sweep';
let entry: string | null = null;

/** The program that a worker runs: this one. Without it all is trained in this thread. */
export function setWorkerProgram(path: string | null): void {
  entry = path;
}

/** @throws what the first group that cannot be trained says; nothing goes on behind it */
export async function trainGroups(options: PoolOptions): Promise<void> {
  const { task, groups, workers, done, isOver } = options;
  const queue = [...groups].reverse();
  const count = Math.min(workers, groups.length);
  if (entry !== null && (count > 1 || (count > 0 && options.gate))) {
    await shareOut(entry, count, queue, options);
    return;
  }
  const train = trainerOf(task);
  for (let group = queue.pop(); group && !isOver(); group = queue.pop()) {
    const { first } = group;
    await train(group, (place, ...what) => done(first + place, ...what), isOver);
  }
}

async function shareOut(program: string, count: number, queue: SweepGroup[], options: PoolOptions): Promise<void> {
  const { task, gate } = options;
  const data = { workerData: { kind, task, gate, translations: translations() } };
  const pool = Array.from({ length: count }, () => new Worker(program, data));
  try {
    await Promise.all(pool.map((worker) => supervise(worker, queue, options)));
  } finally {
    queue.length = 0;
    await Promise.all(pool.map((worker) => worker.terminate()));
  }
}

type FromWorker =
  | { readonly place: number; readonly member: SweepMember; readonly curve?: MemberCurve | null }
  | { readonly failure: Notice | string }
  /** For a group: the first, or the next one. */
  | 'ready';

function supervise(worker: Worker, queue: SweepGroup[], { done, isOver }: PoolOptions): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let group: SweepGroup | undefined;
    const watch = setInterval(() => isOver() && resolve(), 100);
    worker.on('message', (message: FromWorker) => {
      if (message === 'ready') {
        group = isOver() ? undefined : queue.pop();
        if (group) worker.postMessage(group);
        else resolve();
      } else if ('failure' in message) reject(failureOf(message.failure));
      else if (group) done(group.first + message.place, message.member, message.curve ?? null);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      clearInterval(watch);
      reject(new NoticeError(notice('worker.gone' satisfies RunNoticeCode, code)));
    });
  });
}

function failureOf(failure: Notice | string): Error {
  return typeof failure === 'string' ? new Error(failure) : new NoticeError(failure);
}

/** Whether this thread is a worker of a sweep; then it serves as one. */
export function servesSweep(): boolean {
  const data = workerData as {
    readonly kind?: unknown;
    readonly task: SweepTask;
    readonly gate?: PoolOptions['gate'];
    readonly translations: object;
  } | null;
  const port = parentPort;
  if (isMainThread || data?.kind !== kind || !port) return false;
  setTranslations(data.translations as Readonly<Record<string, string>>);
  const train = trainerOf(data.task);
  const { gate } = data;
  const isOver = (): boolean => {
    if (gate) Atomics.wait(gate, 0, 1);
    return false;
  };
  port.on('message', (group: SweepGroup) => {
    const done: MemberDone = (place, member, curve) => port.postMessage({ place, member, curve } satisfies FromWorker);
    train(group, done, isOver).then(
      () => port.postMessage('ready' satisfies FromWorker),
      (error: unknown) => port.postMessage({ failure: reasonOf(error) } satisfies FromWorker),
    );
  });
  port.postMessage('ready' satisfies FromWorker);
  return true;
}

function reasonOf(error: unknown): Notice | string {
  if (error instanceof NoticeError) return error.notice;
  return error instanceof Error ? error.message : String(error);
}

type Train = (group: SweepGroup, done: MemberDone, isOver: () => boolean) => Promise<void>;

/** Milliseconds between two looks at whether it is over. */
const milliseconds = 40;

class Over extends Error {}

/** Tables are read once for each way of reading them. */
function trainerOf({ dataPath, startPath, until, epochs = null }: SweepTask): Train {
  const tables = new Map<string, Table>();
  let start: StartFile | null = null;
  const tableOf = async (data: TableConfig): Promise<Table> => {
    const options = tableOptionsOf(data);
    const key = JSON.stringify(options);
    const table = tables.get(key) ?? (await readTable(fileSource(dataPath), options));
    tables.clear();
    tables.set(key, table);
    return table;
  };
  const now = (): number => performance.now();
  return async (group, done, isOver) => {
    if (startPath !== null) start ??= await readStart({ kind: 'path', path: startPath }, basename(startPath));
    const tools = { start, until, epochs, memory: totalmem(), fingerprint: weightsSha256, now };
    const work = trainGroup(group, await tableOf(group.config.data), tools, done);
    const pause = async (): Promise<void> => {
      await setImmediate();
      if (isOver()) throw new Over();
    };
    await inSlices(work, { now, milliseconds, pause }).catch((error: unknown) => {
      work.return();
      if (!(error instanceof Over)) throw error;
    });
  };
}
