/** The wish to train and the run's turn at it: what the user's start, pause, step and stop become. */
import type { RunId } from '../protocol/run.ts';
import type { SlotQueue } from './slotQueue.ts';
import { isOver } from './sessionStatus.ts';
import type { StatusStore } from './statusStore.ts';
import { unanswered } from './sentences.ts';
import { TrainingSlot } from './trainingSlot.ts';
import { haltPatience } from './link/watchdog.ts';
import type { WorkerLink } from './link/workerLink.ts';
import type { Clock } from './link/workerPort.ts';

export interface TrainingOptions {
  readonly runId: RunId;
  readonly board: StatusStore;
  readonly link: WorkerLink;
  readonly turns: SlotQueue;
  /** Seconds a training takes at least; asked at each start. */
  readonly watchSeconds: () => number;
  readonly clock: Clock;
  /** The run is about to go back to its first step. */
  readonly onRewind: () => void;
  /** A stop or a reset was not answered in time. */
  readonly onUnanswered: (reason: string, asked: 'stop' | 'reset') => void;
}

export class Training {
  readonly #options: TrainingOptions;
  readonly #turn: TrainingSlot;
  /** Training was asked for before the network stood. */
  #startWhenReady = false;
  /** The request to train that is on its way; the worker answers when the run's record is there. */
  #starting: object | null = null;
  /** Counts what the user asked for: a newer wish takes the place of one that still waits for an answer. */
  #requests = 0;

  constructor(options: TrainingOptions) {
    this.#options = options;
    this.#turn = new TrainingSlot(options.turns, () => options.board.workerState === 'running');
  }

  /** Another number each time the user has asked for something else: who waits before asking for a training looks at it again. */
  get requestNumber(): number {
    return this.#requests;
  }

  /** Trains as soon as the network that is being built stands. */
  wait(): void {
    this.#startWhenReady = true;
  }

  /** Trains on; from the beginning when the training is over. */
  async start(): Promise<void> {
    const request = ++this.#requests;
    if (isOver(this.#options.board.workerState)) await this.#rewind();
    if (request === this.#requests) this.#begin(() => this.#ask());
  }

  /** Trains on, also where the training was stopped. */
  resume(): void {
    this.#begin(() => this.#ask());
  }

  /** Runs so many steps and is paused then. Needs no turn: it is the user's own hand. */
  async step(count: number): Promise<void> {
    this.#cancel();
    await this.#options.link.ask('advance', { runId: this.#options.runId, count });
  }

  /** Runs to the end of the epoch and is paused then. */
  stepEpoch(): void {
    const { link, runId } = this.#options;
    this.#begin(() => link.ask('advance', { runId, count: 'epoch' }));
  }

  async halt(how: 'pause' | 'stop'): Promise<void> {
    this.#cancel();
    if (how === 'stop') await this.#insist('stop');
    else await this.#options.link.ask(how, { runId: this.#options.runId });
  }

  async reset(): Promise<void> {
    this.#cancel();
    await this.#rewind();
  }

  /** Holds a running training back no longer. */
  async fullSpeed(): Promise<void> {
    if (this.#options.board.workerState === 'running') await this.#ask(0);
  }

  /** The network is about to be built anew: the turn it waits for would be for the old one. `trains`: the old one does. */
  hold(trains: boolean): void {
    const waited = this.#turn.isWaiting;
    if (waited) this.#turn.release();
    this.#startWhenReady ||= waited || trains || this.#starting !== null;
  }

  /** The network stands, new or as before: it trains if that was asked for. */
  settle(): void {
    const start = this.#startWhenReady && this.#options.board.workerState !== 'running';
    this.#startWhenReady = false;
    if (start) this.#begin(() => this.#ask());
    else this.#turn.releaseIfIdle();
  }

  /** The worker said how it stands. */
  onStatus(): void {
    this.#turn.releaseIfIdle();
  }

  /** The worker is gone, and with it whatever was wished of it. */
  end(): void {
    this.#requests++;
    this.#startWhenReady = false;
    this.#starting = null;
    this.#turn.release();
  }

  async #rewind(): Promise<void> {
    this.#options.onRewind();
    this.#options.board.set({ marks: [] });
    await this.#insist('reset');
  }

  /** Asks for what must be answered. */
  async #insist(asked: 'stop' | 'reset'): Promise<void> {
    const { clock, link, runId, onUnanswered } = this.#options;
    const timer = link.isPrepared ? clock.after(haltPatience, () => onUnanswered(unanswered(), asked)) : null;
    await link.ask(asked, { runId });
    timer?.dispose();
  }

  #begin(train: () => Promise<unknown>): void {
    const { board, link } = this.#options;
    if (!link.isPrepared || board.hostState === 'preparing') return;
    this.#turn.request(async () => {
      board.set({ state: null });
      await train();
    });
    if (this.#turn.isWaiting) board.set({ state: 'waiting' });
  }

  async #ask(atLeast = this.#options.watchSeconds()): Promise<void> {
    const request = {};
    this.#starting = request;
    await this.#options.link.ask('start', { runId: this.#options.runId, atLeast });
    if (this.#starting === request) this.#starting = null;
  }

  /** Forgets a wish to train that has not come to its turn. */
  #cancel(): void {
    this.#requests++;
    this.#startWhenReady = false;
    this.#starting = null;
    if (!this.#turn.isWaiting) return;
    this.#turn.release();
    this.#options.board.set({ state: null });
  }
}
