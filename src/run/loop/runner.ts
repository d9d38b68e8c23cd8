/** A run in the worker: its state, and what it is wished to do. Wishes take effect at once, which is always between two steps. */
import type { RunNoticeCode } from '../../config/wording/runTexts.ts';
import { type Notice, NoticeError, notice } from '../../core/notice.ts';
import { parameterCount } from '../../core/network/shape.ts';
import type { TrainingSettings } from '../../core/training/settings.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { Mark, RunDescription, RunState, StopReason } from '../../protocol/run.ts';
import type { WorkerStatus } from '../../protocol/workerApi.ts';
import type { BuiltRun } from '../setup/buildTrainer.ts';
import { type CurvePoint, CurveRecorder } from '../curve/curveRecorder.ts';
import type { DescribedRun } from '../frames/describeRun.ts';
import { InferenceSession } from './inferenceSession.ts';
import { Evaluator } from '../curve/evaluator.ts';
import { FrameBuilder } from '../frames/frameBuilder.ts';
import { FrameSender } from '../frames/frameSender.ts';
import { EventTeller } from './eventTeller.ts';
import { markLabel } from '../../config/facts/markLabel.ts';
import { Measurement } from './measurement.ts';
import { manyParameters, recordingLimit } from '../budget.ts';
import { Pace } from './pace.ts';
import type { RunPlatform } from '../platform.ts';
import { frameScalars, weightsOf, workerStatus } from './runReport.ts';
import { Judge } from './runVerdict.ts';
import type { Halt, RunWatcher } from './runWatcher.ts';
import { type Slice, SliceLoop } from './sliceLoop.ts';
import { nextBoundary, stepsLeftInEpoch } from './stepBoundary.ts';
import { TimeMachine } from './timeMachine.ts';
import { Waiters } from './waiters.ts';
import { WeightEdits } from './weightEdits.ts';

/** Milliseconds between two status messages of a running training. */
const statusInterval = 200;

export class Runner {
  readonly description: RunDescription;
  readonly trainer: Trainer;
  /** The run's past, and what is looked at. */
  readonly time: TimeMachine;
  readonly edits: WeightEdits;
  /** For answers over many examples. */
  readonly inference: InferenceSession;
  readonly #platform: RunPlatform;
  /** The training curve. */
  readonly recorder = new CurveRecorder();
  readonly evaluator: Evaluator;
  readonly #pace: Pace;
  readonly #measurement: Measurement;
  readonly #loop: SliceLoop;
  readonly #builder: FrameBuilder;
  readonly #frames: FrameSender;
  /** Of the past step that is looked at. */
  #pastPoint: CurvePoint | null = null;
  #standing: Halt = { state: 'ready', stopReason: null, message: null };
  /** Looks on, if anybody does. */
  watcher: RunWatcher | null = null;
  /** The step to pause at. */
  #last = Number.POSITIVE_INFINITY;
  /** Those who wait for the training to stand still. */
  readonly #waiting = new Waiters();
  #statusSent = Number.NEGATIVE_INFINITY;
  #disposed = false;
  readonly judge: Judge;
  readonly #events: EventTeller;
  /** Whether its weights at step 0 are the configuration's own, none of a network before. */
  #isFresh: boolean;

  /** @param limit bytes that the recording may take */
  constructor(platform: RunPlatform, { trainer, dataset }: BuiltRun, described: DescribedRun, limit = recordingLimit) {
    this.#platform = platform;
    this.trainer = trainer;
    this.evaluator = new Evaluator(trainer);
    const { recorder, evaluator } = this;
    this.judge = new Judge({ trainer, recorder, evaluator, constant: described.constant }, platform, () =>
      this.rejudge(),
    );
    const now = (): number => platform.now();
    this.time = new TimeMachine(trainer, limit, now);
    this.edits = new WeightEdits(trainer, this.time, this.recorder, (seen) => this.evaluator.evaluate(seen));
    this.#pace = new Pace(trainer, recorder, evaluator, platform, (took) => {
      this.time.trained(took);
      this.watcher?.trained(took);
    });
    this.#measurement = new Measurement(platform, this.#pace, this, {
      isStill: () => !this.#disposed && !this.isRunning,
      measured: () => this.refresh(),
    });
    this.#loop = new SliceLoop(platform, trainer, this.#pace, {
      isRunning: () => this.isRunning,
      last: () => this.#last,
      sliced: (slice) => this.#sliced(slice),
      fail: (error) => this.#fail(error),
    });
    const { note } = this.evaluator;
    const notes = [...described.description.notes, ...(note === null ? [] : [note])];
    this.description = { ...described.description, notes };
    this.#events = new EventTeller(platform, this.description.build, this.time.recording);
    this.#isFresh = this.description.keptLayers === undefined;
    this.inference = new InferenceSession(trainer);
    this.#builder = new FrameBuilder(trainer, dataset, described);
    this.#frames = new FrameSender(platform, this.#builder.layout.capacity, (buffer, frame) =>
      this.#builder.build(buffer, { frame, live: this.time.isLive }, this.time.seen, this.#scalars(), this.recorder),
    );
    this.#pace.record();
  }

  get isRunning(): boolean {
    return this.#standing.state === 'running';
  }

  /** Whether its weights are other than the initial ones of its configuration. */
  get hasLearned(): boolean {
    return this.trainer.step > 0 || this.edits.undoable > 0 || !this.#isFresh;
  }

  /** Tells where the run stands. */
  announce(): void {
    this.#sendStatus();
  }

  /** Trains until the end, a pause or a stop; the whole training takes at least so many seconds, 0 is full speed. */
  start(atLeast = 0): void {
    this.#last = Number.POSITIVE_INFINITY;
    this.#loop.hold(atLeast);
    this.#go();
  }

  /** Trains `count` steps or to the end of the epoch, then is paused. Settles when the training stands still. */
  async advance(count: number | 'epoch'): Promise<void> {
    this.#loop.hold(0);
    // A step asked for before the last one is done comes on top of it.
    const under = this.#standing.state === 'running' && Number.isFinite(this.#last) && count !== 'epoch';
    const from = under ? this.#last : this.trainer.step;
    this.#last = from + (count === 'epoch' ? stepsLeftInEpoch(this.trainer) : count);
    this.#go();
    if (this.#standing.state === 'running') await this.#waiting.wait();
  }

  pause(): void {
    if (this.#standing.state === 'running') this.#halt('paused');
  }

  stop(): void {
    if (this.#standing.state === 'running' || this.#standing.state === 'paused') this.#halt('stopped', 'user');
  }

  /** Back to step 0 and the initial weights; other weights are another configuration, and so another run. */
  reset(): void {
    // Weights by the million take their time: that the training stands is told before they are drawn.
    if (parameterCount(this.trainer.spec) > manyParameters) this.stop();
    this.trainer.reset();
    this.#isFresh = true;
    this.edits.clear();
    this.#pastPoint = null;
    this.time.clear();
    this.recorder.clear();
    this.#loop.forget();
    this.#halt('ready');
  }

  /** Changes settings; answers with what is in force. @throws TrainingError when a value means nothing. */
  apply(change: Partial<TrainingSettings>): { effective: TrainingSettings; mark: Mark | null } {
    this.trainer.leaveStep();
    const before = this.trainer.askedSettings;
    const step = nextBoundary(this.trainer);
    this.trainer.apply(change);
    this.time.note({ kind: 'settings', step, change });
    const effective = this.trainer.settings;
    // In the middle of a step they come into force after it; the chart has its mark there.
    const label = markLabel(before, this.trainer.askedSettings);
    this.#pace.forget();
    if (label === null) {
      this.#events.tell();
      return { effective, mark: null };
    }
    // More epochs: what was finished can go on.
    if (this.#standing.state === 'finished' && !this.trainer.outcome) this.#halt('paused');
    else this.#sendStatus();
    return { effective, mark: { step, label } };
  }

  /** Something else is looked at. */
  refresh(): void {
    this.#sendStatus();
    this.#frames.changed();
  }

  /** Phases were done, or a parameter was changed: the run stands where its trainer is. */
  settle(): void {
    if (this.trainer.outcome) this.#finish();
    else this.#halt(this.trainer.step === 0 && nextBoundary(this.trainer) === 0 ? 'ready' : 'paused');
  }

  /** The parameters were changed from outside, perhaps at an earlier step; a training may go on from there. */
  moved(goesOn: boolean): void {
    this.#pastPoint = null;
    this.#pace.record();
    if (goesOn && this.#standing.state === 'running') this.refresh();
    else this.settle();
  }

  watch(visible: boolean): void {
    this.#frames.watch(visible);
  }

  /** A frame is no longer needed. */
  credit(): void {
    this.#frames.credit(this.#standing.state === 'running');
  }

  /** Trains no more and says no more. */
  dispose(): void {
    this.#disposed = true;
    this.#standing = { ...this.#standing, state: 'stopped' };
    this.#frames.watch(false);
    this.#waiting.release();
    for (const owned of [this.time, this.#builder, this.inference, this.trainer]) owned.dispose();
  }

  #go(): void {
    if (this.trainer.outcome || this.#last <= this.trainer.step) return;
    if (this.#standing.state !== 'running') {
      this.#standing = { state: 'running', stopReason: null, message: null };
      this.#loop.begin();
      this.#sendStatus();
      // Its first steps are told as soon as they are done.
      this.#statusSent = Number.NEGATIVE_INFINITY;
      this.#frames.began();
    }
    this.#loop.goOn();
  }

  #sliced({ now, elapsed, steps }: Slice): void {
    if (this.trainer.outcome) this.#finish();
    else if (this.trainer.step >= this.#last) this.#halt('paused');
    else {
      this.#frames.trained(elapsed, steps > 0);
      if (now - this.#statusSent >= statusInterval) this.#sendStatus();
      this.#loop.goOn();
    }
  }

  /** More is known to judge the training by: its verdict is told anew, if it has one. */
  rejudge(): void {
    if (this.#standing.state !== 'finished' && this.#standing.state !== 'diverged') return;
    this.judge.judge(this.#isFresh);
    this.#sendStatus();
  }

  #finish(): void {
    const { outcome } = this.trainer;
    if (!outcome) return;
    this.#halt(outcome.reason === 'diverged' ? 'diverged' : 'finished', outcome.reason, outcome.notice);
  }

  /** The training stands still in a new state: everything is told at once. */
  #halt(state: RunState, stopReason: StopReason | null = null, message: Notice | null = null): void {
    this.#standing = { state, stopReason, message };
    this.trainer.leaveStep();
    this.watcher?.halted(this.#standing);
    this.#measurement.take();
    this.judge.judge(this.#isFresh);
    this.#sendStatus();
    this.#frames.changed();
    this.#waiting.release();
  }

  #fail(error: unknown): void {
    const reason = error instanceof NoticeError ? error.notice : String(error instanceof Error ? error.message : error);
    const message = notice('run.failed' satisfies RunNoticeCode, this.trainer.step + 1, reason);
    this.#standing = { state: 'failed', stopReason: 'error', message };
    this.watcher?.halted(this.#standing);
    this.#sendStatus();
    this.#waiting.release();
  }

  #sendStatus(): void {
    if (this.#disposed) return;
    this.#events.tell();
    this.#statusSent = this.#platform.now();
    this.#platform.post({ type: 'status', status: this.#status() });
  }

  #status(): WorkerStatus {
    if (this.isRunning) this.#pace.refresh();
    const { trainer, description, isRunning } = this;
    return workerStatus({
      ...{ description, ...this.#standing, trainer, latest: this.recorder.latest },
      ...{ stepsPerSecond: this.#loop.stepsPerSecond, slowed: isRunning && this.#loop.isSlowing },
      ...{ recording: this.time.status, undoableWeights: this.edits.undoable, verdict: this.judge.found },
      weightsOf: weightsOf(this.time.recording.events, trainer),
    });
  }

  #scalars(): number[] {
    if (this.isRunning) this.#pace.refresh();
    const { seen, isLive } = this.time;
    if (!isLive && this.#pastPoint?.step !== seen.step) this.#pastPoint = this.evaluator.evaluate(seen);
    return frameScalars(isLive ? this.recorder.latest : this.#pastPoint, this.#loop.stepsPerSecond, seen);
  }
}
