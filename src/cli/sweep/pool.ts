/** The members of a sweep, shared out among workers: each takes a group, tells of every member what came out, and takes the next. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { TableConfig } from '../../config/facts/partialConfig.ts';
import type { Table } from '../../data/columns/table.ts';
import { NoticeError } from '../../core/notice.ts';
import { noticeText } from '../../config/wording/notice.ts';
import { localize, setTranslations, translations } from '../../config/wording/localize.ts';
import type { StartFile } from '../../run/setup/startFile.ts';
import { loadStart } from '../input/setup.ts';
import { loadTable } from '../input/table.ts';
import { badInput } from '../terminal/failure.ts';
import { inTurns } from '../terminal/inTurns.ts';
import { textTerminal } from '../terminal/terminal.ts';
import { type SweepMember, trainGroup } from './member.ts';
import type { SweepGroup } from './plan.ts';
import type { Until } from './until.ts';

/** What all workers know. */
export interface SweepTask {
  readonly dataPath: string;
  readonly shownData: string;
  readonly startPath: string | null;
  readonly until: Until | null;
}

export interface PoolOptions {
  readonly task: SweepTask;
  readonly groups: readonly SweepGroup[];
  readonly workers: number;
  /** @param place of the member among all */
  readonly done: (place: number, member: SweepMember) => void;
  readonly isOver: () => boolean;
}

const kind = 'nn-explorer sweep';
let entry: string | null = null;

/** The program that a worker runs: this one. Without it all is trained in this thread. */
export function setWorkerProgram(path: string | null): void {
  entry = path;
}

/** @throws CliFailure of the first group that cannot be trained; nothing goes on behind it */
export async function trainGroups(options: PoolOptions): Promise<void> {
  const { task, groups, workers, done, isOver } = options;
  const queue = [...groups].reverse();
  const count = Math.min(workers, groups.length);
  if (entry !== null && count > 1) {
    await shareOut(entry, count, queue, options);
    return;
  }
  const train = trainerOf(task);
  for (let group = queue.pop(); group && !isOver(); group = queue.pop()) {
    const { first } = group;
    await train(group, (place, member) => done(first + place, member), isOver);
  }
}

async function shareOut(program: string, count: number, queue: SweepGroup[], options: PoolOptions): Promise<void> {
  const data = { workerData: { kind, task: options.task, translations: translations() } };
  const pool = Array.from({ length: count }, () => new Worker(program, data));
  try {
    await Promise.all(pool.map((worker) => supervise(worker, queue, options)));
  } finally {
    queue.length = 0;
    await Promise.all(pool.map((worker) => worker.terminate()));
  }
}

type FromWorker =
  | { readonly place: number; readonly member: SweepMember }
  | { readonly failure: string }
  /** For a group: the first, or the next one. */
  | 'ready';

function supervise(worker: Worker, queue: SweepGroup[], { task, done, isOver }: PoolOptions): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let group: SweepGroup | undefined;
    const watch = setInterval(() => isOver() && resolve(), 100);
    worker.on('message', (message: FromWorker) => {
      if (message === 'ready') {
        group = isOver() ? undefined : queue.pop();
        if (group) worker.postMessage(group);
        else resolve();
      } else if ('failure' in message) reject(badInput(task.shownData, message.failure));
      else if (group) done(group.first + message.place, message.member);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      clearInterval(watch);
      const message = localize(
        'A worker ended before its trainings were done (exit code {0}); try fewer --workers.',
        code,
      );
      reject(badInput(task.shownData, message));
    });
  });
}

/** Whether this thread is a worker of a sweep; then it serves as one. */
export function servesSweep(): boolean {
  const data = workerData as {
    readonly kind?: unknown;
    readonly task: SweepTask;
    readonly translations: object;
  } | null;
  const port = parentPort;
  if (isMainThread || data?.kind !== kind || !port) return false;
  setTranslations(data.translations as Readonly<Record<string, string>>);
  const train = trainerOf(data.task);
  port.on('message', (group: SweepGroup) => {
    const done: Done = (place, member) => port.postMessage({ place, member } satisfies FromWorker);
    train(group, done, () => false).then(
      () => port.postMessage('ready' satisfies FromWorker),
      (error: unknown) => port.postMessage({ failure: sentenceOf(error) } satisfies FromWorker),
    );
  });
  port.postMessage('ready' satisfies FromWorker);
  return true;
}

function sentenceOf(error: unknown): string {
  if (error instanceof NoticeError) return noticeText(error.notice);
  return error instanceof Error ? error.message : String(error);
}

type Done = PoolOptions['done'];
type Train = (group: SweepGroup, done: Done, isOver: () => boolean) => Promise<unknown>;

/** Tables are read once for each way of reading them. */
function trainerOf({ dataPath, shownData, startPath, until }: SweepTask): Train {
  const silent = textTerminal(
    () => undefined,
    () => undefined,
  );
  const tables = new Map<string, Table>();
  let start: StartFile | null = null;
  const tableOf = async (data: TableConfig): Promise<Table> => {
    const key = JSON.stringify(data);
    const known = tables.get(key);
    if (known) return known;
    const { table } = await loadTable(dataPath, shownData, data, silent);
    tables.clear();
    tables.set(key, table);
    return table;
  };
  return async (group, done, isOver) => {
    if (startPath !== null) start ??= (await loadStart(startPath, startPath)).file;
    return inTurns(trainGroup(group, await tableOf(group.config.data), start, until, done), isOver);
  };
}
