/**
 * One run as the host sees it. The session owns the run's state and its worker; views and commands ask it, and show what
 * it says. What is asked of it never throws: what goes wrong becomes a state and a sentence in the status.
 */
import { configDifference } from '../config/difference.ts';
import type { NetworkConfig } from '../config/schema.ts';
import type { TrainingSettings } from '../core/settings.ts';
import type { Frame } from '../protocol/frame.ts';
import type { CancelToken, Disposable } from '../protocol/port.ts';
import type { Progress } from '../protocol/requestClient.ts';
import { RequestError } from '../protocol/requestError.ts';
import type { Mark, RunDescription, RunId, RunState, RunStatus } from '../protocol/run.ts';
import type { GradientCheckReport, Method, Params, Result, TableSource, WorkerStatus } from '../protocol/workerApi.ts';
import { CancelSource } from './cancelSource.ts';
import { Connection } from './connection.ts';
import { Emitter } from './emitter.ts';
import { FrameKeeper } from './frameKeeper.ts';
import type { TurnQueue } from './queue.ts';
import { blankStatus, composeStatus, isOver, stillPending } from './sessionStatus.ts';
import { longestSilence } from './watchdog.ts';
import type { Clock, WorkerPort } from './workerPort.ts';

export interface SessionOptions {
  readonly runId: RunId;
  /** File name of the configuration. */
  readonly title: string;
  readonly config: NetworkConfig;
  /** Where the data are at this moment; asked at each preparation. Rejects with a sentence for the user. */
  readonly loadSource: (config: NetworkConfig) => Promise<TableSource>;
  readonly spawn: () => WorkerPort;
  readonly clock: Clock;
  readonly turns: TurnQueue;
}

export class Session implements Disposable {
  readonly runId: RunId;
  readonly title: string;
  private readonly options: SessionOptions;
  private readonly changed = new Emitter<RunStatus>();
  private readonly described = new Emitter<RunDescription>();
  private readonly framed = new Emitter<Frame>();
  private readonly frames = new FrameKeeper((buffer) => this.connection?.credit(buffer));
  private connection: Connection | null = null;
  private preparation: CancelSource | null = null;
  private current: NetworkConfig;
  private worker: WorkerStatus;
  private about: RunDescription | null = null;
  private override: RunState | null = 'preparing';
  private message = '';
  private silence = '';
  private progress: number | null = null;
  private pending: Partial<TrainingSettings> = {};
  private marks: readonly Mark[] = [];
  private frameCount = 0;
  private visible = false;
  /** Training was asked for before the run was ready. */
  private startWhenReady = false;
  /** A request to train is on its way: the worker's state is older than our wish. */
  private starting = 0;
  private disposed = false;

  readonly onDidChange = this.changed.event;
  readonly onDescription = this.described.event;
  /** Not called while the view is hidden. Frames must be acknowledged, or no more come. */
  readonly onFrame = this.framed.event;

  constructor(options: SessionOptions) {
    this.options = options;
    this.runId = options.runId;
    this.title = options.title;
    this.current = options.config;
    this.worker = blankStatus(options.runId, options.config);
  }

  /** `null` until the run was prepared for the first time. */
  get description(): RunDescription | null {
    return this.about;
  }

  get status(): RunStatus {
    const { override: state, progress, pending, marks } = this;
    return composeStatus(this.worker, { state, message: this.silence || this.message, progress, pending, marks });
  }

  /** The newest frame, for a view that opens. Its numbers are the session's: copy or send them, do not keep them. */
  get lastFrame(): Frame | null {
    return this.frames.last;
  }

  /** The last configuration that could be used. */
  get config(): NetworkConfig {
    return this.current;
  }

  /** Reads the data and builds the network. Says whether the run can train now. */
  prepare(): Promise<boolean> {
    return this.build(this.current, 'Reading the data.');
  }

  /** Trains on; from the beginning when the training is over, in a new worker when the old one died. */
  async start(): Promise<void> {
    if (this.override === 'failed') return this.restart();
    if (this.override === 'preparing') {
      this.startWhenReady = true;
      return;
    }
    if (isOver(this.worker.state)) await this.reset();
    this.train('start', { runId: this.runId });
  }

  /** Goes on where it was paused or stopped. */
  async resume(): Promise<void> {
    if (this.worker.state === 'stopped') this.train('start', { runId: this.runId });
    else await this.start();
  }

  async pause(): Promise<void> {
    this.cancelStart();
    await this.ask('pause', { runId: this.runId });
  }

  /** Runs so many steps and is paused then. Needs no turn: it is the user's own hand. */
  async step(count = 1): Promise<void> {
    this.cancelStart();
    await this.ask('advance', { runId: this.runId, count });
  }

  /** Runs to the end of the epoch. */
  async stepEpoch(): Promise<void> {
    this.train('advance', { runId: this.runId, count: 'epoch' });
  }

  async stop(): Promise<void> {
    this.cancelStart();
    await this.ask('stop', { runId: this.runId });
  }

  /** Back to step 0: the same initial weights, or those of `seed`. */
  async reset(seed?: number): Promise<void> {
    this.cancelStart();
    this.marks = [];
    await this.ask('reset', seed === undefined ? { runId: this.runId } : { runId: this.runId, seed });
  }

  /** A new worker, the data read anew, and training from the beginning. */
  async restart(): Promise<void> {
    this.disconnect();
    this.startWhenReady = true;
    await this.build(this.current, 'Starting again.');
  }

  /**
   * Takes over a changed configuration: settings at the next step, anything else by building the network anew. When that
   * fails, the run and the configuration before it stay.
   */
  async apply(config: NetworkConfig): Promise<void> {
    const difference = configDifference(this.current, config);
    if (this.preparation || (this.override === 'failed' && difference.kind !== 'none')) {
      await this.build(config, 'The configuration changed: reading the data.');
    } else if (difference.kind === 'live') {
      await this.applyLive(config, difference.change);
    } else if (difference.kind === 'rebuild') {
      this.startWhenReady ||= this.worker.state === 'running' || this.options.turns.isWaiting(this);
      await this.build(config, 'The network or its data changed: building it anew, from step 0.');
    }
  }

  /** Compares backpropagation with finite differences. Rejects with a RequestError: reason "cancelled" when `token` ended it. */
  async gradientCheck(token?: CancelToken, onProgress?: (progress: Progress) => void): Promise<GradientCheckReport> {
    if (!this.connection || !this.about) throw new RequestError({ reason: 'training', message: 'There is no network to check yet.' });
    return this.connection.request('gradientCheck', { runId: this.runId }, { token, onProgress });
  }

  /** Whether a view looks at the run. Showing it makes a frame at once. */
  watch(visible: boolean): void {
    this.visible = visible;
    this.frames.acknowledgeAll();
    if (this.about) void this.ask('watch', { runId: this.runId, visible });
  }

  /** A view drew the frame: its buffer is free for another. */
  acknowledge(frame: number): void {
    this.frames.acknowledge(frame);
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.disconnect();
    for (const emitter of [this.changed, this.described, this.framed]) emitter.dispose();
  }

  private train(method: 'start', params: Params<'start'>): void;
  private train(method: 'advance', params: Params<'advance'>): void;
  private train(method: 'start' | 'advance', params: Params<'start'> | Params<'advance'>): void {
    if (!this.connection || this.override === 'preparing' || this.override === 'failed') return;
    this.options.turns.request(this, () => void this.begin(method, params));
    this.override = this.options.turns.isWaiting(this) ? 'waiting' : null;
    this.changed.fire(this.status);
  }

  private async begin(method: 'start' | 'advance', params: Params<'start'> | Params<'advance'>): Promise<void> {
    this.override = null;
    this.starting++;
    await this.ask(method, params as Params<typeof method>);
    this.starting--;
    this.releaseIfIdle();
  }

  /** Forgets the wish to train that has not come to its turn. */
  private cancelStart(): void {
    this.startWhenReady = false;
    if (!this.options.turns.isWaiting(this)) return;
    this.options.turns.release(this);
    this.override = null;
    this.changed.fire(this.status);
  }

  private releaseIfIdle(): void {
    const busy = this.starting > 0 || this.worker.state === 'running' || this.options.turns.isWaiting(this);
    if (!busy) this.options.turns.release(this);
  }

  private async applyLive(config: NetworkConfig, change: Partial<TrainingSettings>): Promise<void> {
    const before = this.current;
    this.current = config;
    this.pending = { ...this.pending, ...change };
    this.changed.fire(this.status);
    const answer = await this.ask('apply', { runId: this.runId, change });
    this.pending = stillPending(this.pending, change);
    if (answer) {
      this.worker = { ...this.worker, effective: answer.effective };
      if (answer.mark) this.marks = [...this.marks, answer.mark];
    } else if (this.current === config) this.current = before;
    if (!this.disposed) this.changed.fire(this.status);
  }

  /** Prepares a run with `config`; the run there is goes on until the new one stands. */
  private async build(config: NetworkConfig, message: string): Promise<boolean> {
    this.preparation?.cancel();
    const preparation = new CancelSource();
    this.preparation = preparation;
    this.show('preparing', message);
    try {
      const source = await this.options.loadSource(config);
      if (preparation !== this.preparation) return false;
      const request = { runId: this.runId, title: this.title, config, source };
      const onProgress = ({ done, total, message: text }: Progress): void => {
        this.progress = total > 0 ? done / total : 0;
        this.show('preparing', text);
      };
      const about = await this.connect().request('prepare', request, { token: preparation.token, onProgress });
      if (preparation !== this.preparation) return false;
      this.built(config, about);
      return true;
    } catch (error) {
      if (preparation === this.preparation) this.notBuilt(error);
      return false;
    }
  }

  private built(config: NetworkConfig, about: RunDescription): void {
    this.preparation = null;
    this.progress = null;
    this.current = config;
    this.about = about;
    this.pending = {};
    this.marks = [];
    this.frames.clear();
    this.described.fire(about);
    this.show(null, '');
    if (this.visible) this.watch(true);
    if (!this.startWhenReady) return this.releaseIfIdle();
    this.startWhenReady = false;
    this.train('start', { runId: this.runId });
  }

  /** The run before it goes on, if there is one. */
  private notBuilt(error: unknown): void {
    this.preparation = null;
    this.progress = null;
    const goesOn = this.connection !== null && this.about !== null;
    if (goesOn) this.startWhenReady = false;
    this.show(goesOn ? null : 'failed', messageOf(error));
    this.releaseIfIdle();
  }

  private async ask<M extends Method>(method: M, params: Params<M>): Promise<Result<M> | undefined> {
    const { connection } = this;
    if (!connection || !this.about) return undefined;
    try {
      const result = await connection.request(method, params);
      if (connection === this.connection && method !== 'watch') this.message = '';
      return result;
    } catch (error) {
      if (connection === this.connection && !isCancelled(error)) this.show(this.override, messageOf(error));
      return undefined;
    }
  }

  private connect(): Connection {
    this.connection ??= new Connection(this.options.spawn(), this.options.clock, {
      onStatus: (status) => this.onStatus(status),
      onFrame: (frame) => this.onWorkerFrame(frame),
      onExit: (reason) => this.onExit(reason),
      onSilence: (silent) => this.onSilence(silent),
    });
    return this.connection;
  }

  private onStatus(status: WorkerStatus): void {
    this.worker = status;
    this.releaseIfIdle();
    this.changed.fire(this.status);
  }

  private onWorkerFrame(frame: Frame): void {
    // A new worker counts from one again; for the views the numbers go on rising.
    const own = { ...frame, frame: ++this.frameCount };
    this.frames.receive(own);
    if (this.visible && !this.preparation) this.framed.fire(own);
    else this.frames.acknowledgeAll();
  }

  private onExit(reason: string): void {
    this.disconnect();
    this.show('failed', `The training worker stopped: ${reason}. Start the run again to train from the beginning.`);
  }

  private onSilence(silent: boolean): void {
    this.silence = silent ? `The training worker has not answered for ${longestSilence / 1000} s. A single step may take this long; if not, restart the run.` : '';
    this.changed.fire(this.status);
  }

  private disconnect(): void {
    const { connection } = this;
    this.connection = null;
    this.preparation?.cancel();
    this.preparation = null;
    this.startWhenReady = false;
    this.pending = {};
    this.silence = '';
    connection?.dispose();
    this.options.turns.release(this);
  }

  private show(state: RunState | null, message: string): void {
    this.override = state;
    this.message = message;
    if (!this.disposed) this.changed.fire(this.status);
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof RequestError && error.reason === 'cancelled';
}

/** The sentence for the user, with the line of the data file where there is one. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof RequestError && error.line !== undefined && !message.includes(`${error.line}`) ? `Line ${error.line}: ${message}` : message;
}
