/**
 * The threads of one training: whether they are worth it, when they start, how many do the next steps, and what happens when one is
 * lost. Its steps have the same bits with any number of threads.
 */
import { type Notice, notice } from '../../core/notice.ts';
import type { Workspace } from '../program/workspace.ts';
import { type ThreadPlatform, threadCount } from './platform.ts';
import { Workers } from './workers.ts';
import { ThreadChoice } from './threadChoice.ts';

/** Additions and multiplications of a step below which threads lose more by waiting than they save. */
export const minOperations = 2e7;
/** Milliseconds after which threads that are to be used come what may are missed. */
const maxStart = 10_000;

export interface ThreadPoolOptions {
  readonly platform: ThreadPlatform;
  /** Threads, or 0: as many as fit the machine. */
  readonly requested: number;
  /** Whether all are used for every step of a large network, even where they are slower: for tests and measurements. */
  readonly always?: boolean;
}

/** A thread did not come to a barrier: the last steps are worth nothing. */
export class LostThreadError extends Error {}

export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  /** Threads of the training, the first included. */
  readonly count: number;
  readonly #choice: ThreadChoice;
  #workers: Workers | null = null;
  #isProven = false;
  #isGone = false;
  /** Sentences for the log: why there are no threads any more. */
  readonly notes: Notice[] = [];

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
    this.count = threadCount(options.requested, options.platform);
    this.#choice = new ThreadChoice(this.count);
  }

  /** Threads that do the steps, but for those of a contest. */
  get threads(): number {
    if (!this.#isProven || this.#isGone) return 1;
    return this.#options.always ? this.count : this.#choice.chosen;
  }

  /** Whether a network's memory should be such that threads can share it. @param operations of a step */
  wants(operations: number): boolean {
    const isEnough = this.#options.always === true || operations >= minOperations;
    return isEnough && this.count > 1 && !this.#isGone;
  }

  /** Whether the threads are there, and have yet to show that they come to the same numbers as one. */
  needsProof(space: Workspace, operations: number): boolean {
    return !this.#isProven && this.#isReady(space, operations);
  }

  /** What the proof has shown. */
  proven(agree: boolean): void {
    this.#isProven = true;
    if (!agree) this.dismiss(notice('thread.differs'));
  }

  /** Does steps by one or all threads. @returns what `steps` does, their number @throws LostThreadError */
  run(space: Workspace, operations: number, steps: () => number): number {
    const { platform, always } = this.#options;
    if (!this.#isProven || !this.#isReady(space, operations)) return this.runBy(1, space, steps);
    if (always) return this.runBy(this.count, space, steps);
    const threads = this.#choice.next;
    const begun = platform.now();
    const done = this.runBy(threads, space, steps);
    this.#choice.took(threads, done, platform.now() - begun);
    return done;
  }

  /** Does steps by so many threads. @throws LostThreadError */
  runBy(threads: number, space: Workspace, steps: () => number): number {
    space.useThreads(threads);
    const done = steps();
    if (threads > 1 && this.#workers?.hasLost) throw new LostThreadError();
    return done;
  }

  /** There are no threads from now on. @param why a clause; `null`: they are needed no more */
  dismiss(why: Notice | null): void {
    this.#workers?.end();
    this.#workers = null;
    this.#isGone = true;
    if (why !== null) this.notes.push(notice('engine.oneThread', why));
  }

  /** Starts the threads when they are needed for the first time. */
  #isReady(space: Workspace, operations: number): boolean {
    if (!space.layout.isShared || !this.wants(operations)) return false;
    if (this.#workers?.space !== space) {
      this.#workers?.end();
      this.#isProven = false;
      this.#workers = new Workers(this.#options.platform, space, this.count - 1);
      if (this.#options.always) this.#await(this.#workers);
    }
    if (this.#workers.hasLost) this.dismiss(notice('thread.ended'));
    return this.#workers?.isComplete ?? false;
  }

  #await(team: Workers): void {
    const { platform } = this.#options;
    const end = platform.now() + maxStart;
    while (!team.isComplete && platform.now() < end) team.rest(1);
  }
}
