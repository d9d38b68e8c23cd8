/**
 * A run's past: records the training as it goes on, and looks at any step of it while the training goes on. What is looked
 * at is made by a second trainer, so the training itself is never touched.
 */
import { sliceMilliseconds } from '../budget.ts';
import { Recording, type RunEvent } from '../../core/training/recording.ts';
import { parameterCount } from '../../core/network/shape.ts';
import type { OptimizerName } from '../../core/training/settings.ts';
import { Replay } from '../../core/training/replay.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { RecordingStatus } from '../../protocol/run.ts';
import { TimeBudget } from '../timeBudget.ts';

/** Milliseconds of training between two checkpoints at least: about what it takes to make a step between them again. */
const checkpointInterval = 5;

/** Lets others have their turn. @throws when the step is no longer wanted */
export type YieldNow = () => Promise<void>;

/** Makes a step again; the trainer is there until the next call. */
export type GoTo = (step: number, yieldNow: YieldNow) => Promise<Trainer>;

export class TimeMachine {
  readonly recording: Recording;
  readonly #trainer: Trainer;
  readonly #now: () => number;
  /** Checkpoints may take two hundredths of the time. */
  readonly #budget = new TimeBudget(0.02, 20);
  #replay: Replay | null = null;
  /** For walks through time, beside what is looked at. */
  #walker: Replay | null = null;
  #walking: Promise<unknown> = Promise.resolve();
  #away = false;
  #changed = new Date();
  /** With the averages of this optimiser a checkpoint is too large to be kept: copying a large network for nothing takes long. */
  #refused: OptimizerName | null = null;

  /** @param limit bytes that the recording may take */
  constructor(trainer: Trainer, limit: number, now: () => number) {
    this.#trainer = trainer;
    this.recording = new Recording(limit);
    this.#now = now;
    this.keep();
  }

  /** What is looked at: the training itself, or its past. */
  get seen(): Trainer {
    return this.#away && this.#replay ? this.#replay.trainer : this.#trainer;
  }

  get isLive(): boolean {
    return !this.#away;
  }

  /** When the training last changed, ISO 8601: what is saved twice is the same. */
  get changed(): string {
    return this.#changed.toISOString();
  }

  get status(): RecordingStatus {
    const { step } = this.#trainer;
    const { first, bytes, limit } = this.recording;
    return { first: first ?? step, last: step, cursor: this.#away ? this.seen.step : null, bytes, limit };
  }

  /** After some steps that took so many milliseconds. */
  trained(milliseconds: number): void {
    this.#changed = new Date();
    this.recording.trained(milliseconds);
    this.#budget.earn(milliseconds);
    if (this.recording.sinceLast >= checkpointInterval && this.#budget.allows) this.keep();
  }

  /** Keeps the present step. */
  keep(): void {
    const { spec, step, settings } = this.#trainer;
    if (!this.recording.mayHold(parameterCount(spec)) || (step > 0 && this.#refused === settings.optimizer)) return;
    const before = this.#now();
    this.#refused = this.recording.add(this.#trainer.checkpoint()) ? null : settings.optimizer;
    this.#budget.spend(this.#now() - before);
  }

  note(event: RunEvent): void {
    this.#changed = new Date();
    this.recording.note(event);
  }

  /** The run begins anew: there is no past. */
  clear(): void {
    this.#changed = new Date();
    this.#away = false;
    this.recording.clear();
    this.#budget.reset();
    this.keep();
  }

  live(): void {
    this.#away = false;
  }

  /**
   * Looks at a step: the first or the present one when it is outside. Rejects with what `yieldNow` throws; whoever looks
   * sees a step on the way then.
   */
  async seek(step: number, yieldNow: YieldNow): Promise<void> {
    const { first, last } = this.status;
    if (this.recording.first === null) return;
    this.#replay ??= new Replay(this.#trainer, this.recording);
    this.#replay.aim(Math.min(Math.max(step, first), last));
    this.#away = true;
    await driveReplay(this.#replay, this.#now, yieldNow);
  }

  /** Lets `use` go from step to step, apart from what is looked at; one after the other. */
  withReplay<T>(use: (goTo: GoTo) => Promise<T>): Promise<T> {
    const turn = this.#walking.then(() => {
      this.#walker ??= new Replay(this.#trainer, this.recording);
      const replay = this.#walker;
      return use(async (step, yieldNow) => {
        replay.aim(step);
        await driveReplay(replay, this.#now, yieldNow);
        return replay.trainer;
      });
    });
    this.#walking = turn.catch(() => undefined);
    return turn;
  }

  dispose(): void {
    this.#replay?.dispose();
    this.#walker?.dispose();
    this.#replay = null;
    this.#away = false;
  }
}

/** Replays to where `replay` aims, a slice at a time. */
export async function driveReplay(replay: Replay, now: () => number, yieldNow: YieldNow): Promise<void> {
  let chunk = 1;
  let began = now();
  while (!replay.advance(chunk)) {
    const took = now() - began;
    if (took < sliceMilliseconds / 4) chunk *= 2;
    if (took < sliceMilliseconds) continue;
    chunk = Math.max(1, chunk >> 1);
    await yieldNow();
    began = now();
  }
}
