/**
 * One run as the host sees it. The session owns the run's state and its worker; views and commands ask it, and show what
 * it says. What is asked of it never throws: what goes wrong becomes a state and a sentence in the status.
 */
import { localize } from '../config/wording/localize.ts';
import { configDifference } from '../config/text/difference.ts';
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { TrainingSettings } from '../core/training/settings.ts';
import type { Disposable } from '../protocol/port.ts';
import type { RunDescription, RunId, RunStatus } from '../protocol/run.ts';
import type { PreviousRun } from './previousRun.ts';
import type { Event } from './emitter.ts';
import { FrameStream } from './frameStream.ts';
import { Inspection } from './inspection.ts';
import { Preparation } from './preparation.ts';
import { notInForce, rebuilding, sentenceOf, silenceSentence, weightsKept, workerStopped } from './sentences.ts';
import { prepareInWorker } from './prepareInWorker.ts';
import { recordEvents, type RunControllerOptions, writtenOf } from './sessionOptions.ts';
import { stillPending } from './sessionStatus.ts';
import { StatusStore } from './statusStore.ts';
import type { ChangeLog } from './changeLog.ts';
import type { Redone } from '../protocol/history.ts';
import { Recovery } from './recovery.ts';
import { StandingNetwork } from './standingNetwork.ts';
import { Training } from './training.ts';
import { WorkerLink } from './link/workerLink.ts';

export class RunController implements Disposable {
  readonly runId: RunId;
  readonly onDidChange: Event<RunStatus>;
  readonly onDescription: Event<RunDescription>;
  readonly frames: FrameStream;
  /** Questions about the run, and the cursor in time. */
  readonly inspection: Inspection;
  readonly #options: RunControllerOptions;
  readonly #board: StatusStore;
  readonly #link: WorkerLink;
  readonly #training: Training;
  readonly #network: StandingNetwork;
  readonly #preparation = new Preparation();
  readonly #recovery: Recovery;
  /** Networks that were asked for. */
  #builds = 0;
  #disposed = false;

  constructor(options: RunControllerOptions) {
    this.#options = options;
    this.runId = options.runId;
    this.#board = new StatusStore(options.runId, options.config);
    this.#recovery = new Recovery(this.#board);
    this.#link = new WorkerLink({
      spawn: options.spawn,
      clock: options.clock,
      onStatus: (status) => {
        this.#board.update(status);
        this.#training.onStatus();
      },
      onFrame: (frame) => this.frames.receive(frame, frame.build === this.#network.build),
      onEvents: (build, events) => this.#network.record(build, events),
      ...recordEvents(options),
      onExit: (reason) => this.#onExit(reason),
      onSilence: (silent) => this.#board.setSilence(silent ? silenceSentence() : ''),
      onAsk: () => this.#board.clearMessage(),
      onRefusal: (error) => this.#board.set({ message: sentenceOf(error) }),
    });
    const { runId, turns, watchSeconds = () => 0 } = options;
    this.frames = new FrameStream(runId, this.#link);
    this.#network = new StandingNetwork(options.title, options.config, this.#board, this.frames);
    this.#training = new Training({
      ...{ runId, board: this.#board, link: this.#link, turns, watchSeconds, clock: options.clock },
      onRewind: () => this.#network.rewind(),
      onUnanswered: (reason, asked) => this.#onExit(reason, asked === 'reset' ? null : this.trace),
    });
    this.inspection = new Inspection(runId, this.#link, this.#board);
    this.onDidChange = this.#board.onDidChange;
    this.onDescription = this.#network.onDescription;
  }

  get title(): string {
    return this.#network.title;
  }

  /** `null` until the run was prepared for the first time. */
  get description(): RunDescription | null {
    return this.#network.description;
  }

  get status(): RunStatus {
    return this.#board.status;
  }

  /** The last configuration that could be used. */
  get config(): NetworkConfig {
    return this.#network.config;
  }

  /** The run as it was before it began anew. */
  get earlier(): PreviousRun {
    return this.#network.earlier;
  }

  /** How the run came to where it is; `null` when that cannot be done again. */
  get trace(): ChangeLog | null {
    return this.#network.trace;
  }

  /** What was asked for last could not be built: the data or the configuration would not do. */
  get isUnbuilt(): boolean {
    return this.#preparation.requestedConfig !== null && !this.#preparation.isActive;
  }

  get requestNumber(): number {
    return this.#training.requestNumber;
  }

  get #requestedConfig(): NetworkConfig {
    return this.#preparation.requestedConfig ?? this.config;
  }

  /** The configuration's file has another name now. */
  rename(title: string): void {
    this.#network.rename(title);
  }

  /** Reads the data and builds the network. Says whether the run can train now. */
  prepare(): Promise<boolean> {
    return this.#build(this.config, localize('Reading the data.'));
  }

  /** Trains on; from the beginning when the training is over, in a new worker when the old one died. */
  async start(): Promise<void> {
    const { hostState, workerState } = this.#board;
    if (this.#preparation.isActive || hostState === 'preparing') this.#training.wait();
    else if (hostState === 'failed' || workerState === 'failed')
      await (this.#recovery.log && !this.isUnbuilt ? this.#comeBack() : this.restart());
    else if (this.isUnbuilt) {
      this.#training.wait();
      await this.#build(this.#requestedConfig, localize('Reading the data.'));
    } else await this.#training.start();
  }

  /** Goes on where it was paused or stopped; `isReopened`: or had ended, before a change of settings just now. */
  async resume(isReopened = false): Promise<void> {
    if (isReopened || this.#board.workerState === 'stopped') this.#training.resume();
    else await this.start();
  }

  /** Holds a running training back no longer. */
  fullSpeed(): Promise<void> {
    return this.#training.fullSpeed();
  }

  pause(): Promise<void> {
    return this.#training.halt('pause');
  }

  stop(): Promise<void> {
    return this.#training.halt('stop');
  }

  /** Runs so many steps and is paused then. */
  step(count = 1): Promise<void> {
    return this.#training.step(count);
  }

  /** Runs to the end of the epoch and is paused then. */
  async stepEpoch(): Promise<void> {
    this.#training.stepEpoch();
  }

  /** Back to step 0 and the initial weights. */
  reset(): Promise<void> {
    if (!this.isUnbuilt) this.#board.set({ notice: '' });
    return this.#training.reset();
  }

  /** A new worker, the data read anew, and training from the beginning. */
  async restart(config = this.#requestedConfig): Promise<void> {
    this.#disconnect();
    this.#training.wait();
    await this.#build(config, localize('Starting again.'));
  }

  /** Tries once more to build what could not be built, if anything: its table may be there now. Quiet, for nobody asked. */
  async retry(): Promise<void> {
    if (this.isUnbuilt) await this.#build(this.#requestedConfig, null);
  }

  /** After the end of its worker: back to where the run was, and on from there. */
  async #comeBack(): Promise<void> {
    const arrived = await this.#recovery.bringBack(this, (config) => {
      this.#disconnect();
      return this.#build(config, localize('Starting again.'));
    });
    if (arrived) this.#training.resume();
  }

  /**
   * Takes over a changed configuration: settings at the next step, anything else by building the network anew, with the weights that still
   * fit. When that fails, the run and the configuration before it stay.
   */
  async apply(config: NetworkConfig): Promise<void> {
    if (configDifference(this.#requestedConfig, config).kind === 'none') return;
    const { kind, change } = configDifference(this.config, config);
    if (this.#preparation.isActive || !this.#link.isPrepared) {
      await this.#build(config, rebuilding('changed'), kind !== 'rebuild');
    } else if (kind === 'refit' || kind === 'rebuild') {
      await this.#build(config, rebuilding(kind), kind === 'refit');
    } else {
      this.#preparation.forget();
      this.#board.set({ notice: '' });
      if (kind === 'live') await this.#applyLive(config, change);
    }
  }

  /** Does again, on a run at step 0, what was done to another one. `null` when that is refused. */
  async redo(log: ChangeLog): Promise<Redone | null> {
    const { events, step, phases, training } = log;
    const { build } = this.#network;
    const redone = await this.#link.ask('redo', { runId: this.runId, build, history: { events, step, phases } });
    if (!redone) return null;
    this.#network.config = { ...this.#network.config, training };
    this.inspection.redone(redone.done);
    return redone;
  }

  /** Ends the worker. Nobody is told anything afterwards. */
  dispose(): void {
    this.#disposed = true;
    for (const owned of [this.#board, this.#network, this.frames]) owned.dispose();
    this.#disconnect();
  }

  async #applyLive(config: NetworkConfig, change: Partial<TrainingSettings>): Promise<void> {
    const network = this.#network;
    const { config: before, beginnings } = network;
    network.config = config;
    this.#board.set({ pending: { ...this.#board.pending, ...change } });
    const answer = await this.#link.ask('apply', { runId: this.runId, change, ...writtenOf(this.#options) });
    if (answer) this.#board.update({ effective: answer.effective });
    else if (network.config === config) network.config = before;
    // A reset that was asked for meanwhile begins with these settings: they are no change of its way.
    if (answer?.mark && beginnings === network.beginnings) this.#board.addMark(answer.mark);
    this.#board.set({ pending: stillPending(this.#board.pending, change) });
  }

  /** Prepares a run with `config`; the run there is goes on until the new one stands. `null`: without a word about it. */
  async #build(config: NetworkConfig, message: string | null, keepWeights = false): Promise<boolean> {
    if (this.#disposed) return false;
    this.#training.hold(this.#link.isPrepared && this.#board.workerState === 'running');
    if (message !== null) this.#board.set({ state: 'preparing', message, progress: 0 });
    const standing = { options: this.#options, board: this.#board, link: this.#link, title: this.title };
    const prepared = await this.#preparation.run(config, (token) =>
      prepareInWorker({ ...standing, config, build: ++this.#builds, keepWeights, token }),
    );
    if (prepared.kind === 'built') this.#built(config, prepared.description);
    else if (prepared.kind === 'failed') this.#notBuilt(prepared.error);
    else if (prepared.description && !this.#disposed) this.#stands(config, prepared.description);
    return prepared.kind === 'built';
  }

  #built(config: NetworkConfig, description: RunDescription): void {
    this.#stands(config, description);
    this.#board.set({ state: null, message: '', notice: weightsKept(description), progress: null });
    this.#training.settle();
  }

  /** The worker has this network now, whether or not something else is wanted meanwhile. */
  #stands(config: NetworkConfig, description: RunDescription): void {
    this.inspection.turnTo(description.build);
    this.#network.replace(config, description);
    this.frames.renew();
  }

  /** The run before it goes on, if there is one. */
  #notBuilt(error: unknown): void {
    const message = sentenceOf(error);
    if (!this.#link.isPrepared) {
      this.#board.set({ state: 'failed', message, progress: null });
      return;
    }
    this.#board.set({ state: null, message: '', notice: notInForce(message), progress: null });
    this.#training.settle();
  }

  #onExit(reason: string, log = this.trace): void {
    this.#recovery.died(log);
    this.#disconnect();
    this.#board.set({ state: 'failed', message: workerStopped(reason, this.#recovery.log?.step ?? null) });
  }

  #disconnect(): void {
    this.#preparation.cancel();
    this.#board.setSilence('');
    this.#board.set({ pending: {}, progress: null, notice: '' });
    this.#link.close();
    this.#training.end();
  }
}
