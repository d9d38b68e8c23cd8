/**
 * A run in the worker: its state, and the loop that trains it a slice at a time so that every wish is heard between two
 * slices. Wishes take effect at once, which is always between two steps.
 */
import type { TrainingSettings } from '../core/settings.ts';
import type { Trainer } from '../core/trainer.ts';
import type { Mark, RunDescription, RunState, StopReason } from '../protocol/run.ts';
import type { WorkerStatus } from '../protocol/workerApi.ts';
import type { BuiltRun } from './buildTrainer.ts';
import { CurveRecorder } from './curveRecorder.ts';
import type { DescribedRun } from './describeRun.ts';
import { Evaluator } from './evaluator.ts';
import { FrameBuilder } from './frameBuilder.ts';
import { FrameSender } from './frameSender.ts';
import { markLabel } from './markLabel.ts';
import { Pace } from './pace.ts';
import type { WorkerPlatform } from './platform.ts';
import { RateMeter } from './rateMeter.ts';
import { Tempo } from './tempo.ts';

/** Milliseconds between two status messages of a running training. */
const statusInterval = 100;
/** Milliseconds that a training which is held back sleeps: about a picture of the screen. */
const heldInterval = 16;

export class Runner {
  readonly description: RunDescription;
  readonly trainer: Trainer;
  private readonly platform: WorkerPlatform;
  private readonly recorder = new CurveRecorder();
  private readonly evaluator: Evaluator;
  private readonly pace: Pace;
  private readonly rate = new RateMeter();
  private readonly tempo = new Tempo();
  private readonly frames: FrameSender;
  private state: RunState = 'ready';
  private stopReason: StopReason | null = null;
  private message = '';
  /** The step to pause at. */
  private last = Number.POSITIVE_INFINITY;
  /** Those who wait for the training to stand still. */
  private waiting: (() => void)[] = [];
  private scheduled = false;
  private sliceEnded = 0;
  private statusSent = Number.NEGATIVE_INFINITY;
  private disposed = false;

  constructor(platform: WorkerPlatform, { trainer, dataset }: BuiltRun, described: DescribedRun) {
    this.platform = platform;
    this.trainer = trainer;
    this.evaluator = new Evaluator(trainer);
    this.pace = new Pace(trainer, this.recorder, this.evaluator, () => platform.now());
    const { note } = this.evaluator;
    this.description = note === null ? described.description : { ...described.description, notes: [...described.description.notes, note] };
    const builder = new FrameBuilder(trainer, dataset, described);
    this.frames = new FrameSender(platform, builder.layout.capacity, (buffer, frame) =>
      builder.build(buffer, frame, this.scalars(), this.recorder),
    );
    this.pace.record();
  }

  /** Tells where the run stands. */
  announce(): void {
    this.sendStatus();
  }

  /** Trains until the end, a pause or a stop; the whole training takes at least so many seconds, 0 is full speed. */
  start(atLeast = 0): void {
    this.last = Number.POSITIVE_INFINITY;
    this.setTempo(atLeast);
    this.go();
  }

  /** Trains `count` steps or to the end of the epoch, then is paused. Settles when the training stands still. */
  async advance(count: number | 'epoch'): Promise<void> {
    this.setTempo(0);
    this.last = this.trainer.step + (count === 'epoch' ? stepsLeftInEpoch(this.trainer) : count);
    this.go();
    if (this.state === 'running') await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  pause(): void {
    if (this.state === 'running') this.halt('paused');
  }

  stop(): void {
    if (this.state === 'running' || this.state === 'paused') this.halt('stopped', 'user');
  }

  /** Back to step 0 and the initial weights; other weights are another configuration, and so another run. */
  reset(): void {
    this.trainer.reset();
    this.recorder.clear();
    this.rate.reset();
    this.halt('ready');
  }

  /** Changes settings; answers with what is in force. @throws TrainingError when a value means nothing. */
  apply(change: Partial<TrainingSettings>): { effective: TrainingSettings; mark: Mark | null } {
    const before = this.trainer.settings;
    this.trainer.apply(change);
    const effective = this.trainer.settings;
    const label = markLabel(before, effective);
    this.pace.forget();
    if (label === null) return { effective, mark: null };
    // More epochs: what was finished can go on.
    if (this.state === 'finished' && !this.trainer.outcome) this.halt('paused');
    else this.sendStatus();
    return { effective, mark: { step: this.trainer.step, label } };
  }

  watch(visible: boolean): void {
    this.frames.watch(visible);
  }

  /** A frame is no longer needed. */
  credit(): void {
    this.frames.credit(this.state === 'running');
  }

  /** Trains no more and says no more. */
  dispose(): void {
    this.disposed = true;
    this.state = 'stopped';
    this.release();
    this.trainer.dispose();
  }

  private go(): void {
    if (this.trainer.outcome || this.last <= this.trainer.step) return;
    if (this.state !== 'running') {
      this.state = 'running';
      this.stopReason = null;
      this.message = '';
      this.sliceEnded = this.platform.now();
      this.sendStatus();
    }
    this.schedule();
  }

  private setTempo(atLeast: number): void {
    this.tempo.hold(atLeast, this.platform.now());
    this.rate.reset();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    const next = () => {
      this.scheduled = false;
      if (!this.disposed && this.state === 'running') this.slice();
    };
    if (this.tempo.isSlowing) this.platform.later(next, heldInterval);
    else this.platform.defer(next);
  }

  private slice(): void {
    const before = this.platform.now();
    this.pace.rest(before - this.sliceEnded);
    try {
      const allowed = this.tempo.allowed(this.trainer.stepsPerEpoch * this.trainer.settings.epochs, before);
      const steps = this.pace.slice(Math.min(this.last, this.trainer.step + allowed));
      this.tempo.spend(steps, allowed);
      const after = this.platform.now();
      const elapsed = after - this.sliceEnded;
      this.rate.add(steps, elapsed);
      this.sliceEnded = after;
      if (this.trainer.outcome) this.finish();
      else if (this.trainer.step >= this.last) this.halt('paused');
      else this.goOn(after, elapsed);
    } catch (error) {
      this.fail(error);
    }
  }

  private goOn(now: number, elapsed: number): void {
    this.frames.trained(elapsed);
    if (now - this.statusSent >= statusInterval) this.sendStatus();
    this.schedule();
  }

  private finish(): void {
    const { outcome } = this.trainer;
    if (!outcome) return;
    this.message = `${outcome.message.charAt(0).toUpperCase()}${outcome.message.slice(1)}.`;
    this.halt(outcome.reason === 'diverged' ? 'diverged' : 'finished', outcome.reason, this.message);
  }

  /** The training stands still in a new state: everything is told at once. */
  private halt(state: RunState, stopReason: StopReason | null = null, message = ''): void {
    this.state = state;
    this.stopReason = stopReason;
    this.message = message;
    if (this.recorder.latest?.step !== this.trainer.step || this.trainer.outcome) this.pace.record();
    this.sendStatus();
    this.frames.changed();
    this.release();
  }

  private fail(error: unknown): void {
    this.state = 'failed';
    this.stopReason = 'error';
    this.message = `Training failed at step ${this.trainer.step + 1}: ${error instanceof Error ? error.message : String(error)}`;
    this.sendStatus();
    this.release();
  }

  private release(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  private sendStatus(): void {
    if (this.disposed) return;
    this.statusSent = this.platform.now();
    this.platform.post({ type: 'status', status: this.status() });
  }

  private status(): WorkerStatus {
    const { latest } = this.recorder;
    return {
      runId: this.description.runId,
      state: this.state,
      step: this.trainer.step,
      epoch: this.trainer.epoch,
      cost: finiteOrNull(latest?.cost),
      validationCost: finiteOrNull(latest?.validationCost),
      trainMetric: finiteOrNull(latest?.trainMetric),
      validationMetric: finiteOrNull(latest?.validationMetric),
      stepsPerSecond: this.rate.stepsPerSecond,
      slowed: this.state === 'running' && this.tempo.isSlowing,
      stopReason: this.stopReason,
      message: this.message,
      recording: { first: this.trainer.step, last: this.trainer.step, cursor: null, bytes: 0, limit: 0 },
      effective: this.trainer.settings,
    };
  }

  private scalars(): number[] {
    const { latest } = this.recorder;
    const numbers = latest
      ? [latest.cost, latest.validationCost, latest.trainMetric, latest.validationMetric]
      : new Array<number>(4).fill(Number.NaN);
    return [...numbers, this.rate.stepsPerSecond, this.trainer.epoch];
  }
}

/** Steps until the epoch is through, whatever the batch size was in the part that is done. */
function stepsLeftInEpoch(trainer: Trainer): number {
  const { m } = trainer.train;
  const { batchSize } = trainer.settings;
  const left = m - trainer.checkpoint().position.used;
  return batchSize === 'full' ? 1 : Math.ceil(left / batchSize);
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
