/** Trains for a few milliseconds at a time, so that messages are answered between two slices. */
import { sliceMilliseconds } from '../budget.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import { nextRecordedStep } from '../../record/curve.ts';
import type { CurveRecorder } from '../curve/curveRecorder.ts';
import type { Evaluator } from '../curve/evaluator.ts';
import { TimeBudget } from '../timeBudget.ts';
import { leavable } from '../leavable.ts';
import type { RunPlatform } from '../platform.ts';

/** The clock is asked about once in this time. */
const chunkMilliseconds = 1;
/** Steps that take longer belong to large networks, where each call costs something besides its steps: their chunks fill a slice. */
const longStepMilliseconds = 0.25;
/** A measurement that takes longer waits until what was asked for is answered. */
const longMeasurement = 50;

/**
 * Milliseconds until the curve's next point at the latest, whatever the last one cost; a longer measurement gives way
 * so many times its length.
 */
const maxWait = 1000;
const waitInLengths = 5;
/** Measurements whose shortest tells how long one takes: a machine that was busy once says nothing of the next. */
const recentLengths = 5;

/** A clock in milliseconds, and whether somebody waits to be heard. */
export type PacePlatform = Pick<RunPlatform, 'now' | 'hasCommand'>;

export class Pace {
  readonly #trainer: Trainer;
  readonly #recorder: CurveRecorder;
  readonly #evaluator: Evaluator;
  readonly #platform: PacePlatform;
  readonly #trained: (milliseconds: number) => void;
  /** Evaluating may take three hundredths of the time. */
  readonly #budget = new TimeBudget(0.03, 100);
  /** When the last measurement ended, and how long the last ones took. */
  #measuredAt = Number.NEGATIVE_INFINITY;
  #lengths: readonly number[] = [];
  /** Steps of a chunk. */
  #chunk = 1;
  /** Milliseconds of the step that is done in pieces. */
  #inPieces = 0;

  /** `trained` hears of each chunk of steps, after it. */
  constructor(
    trainer: Trainer,
    recorder: CurveRecorder,
    evaluator: Evaluator,
    platform: PacePlatform,
    trained: (milliseconds: number) => void,
  ) {
    this.#trainer = trainer;
    this.#recorder = recorder;
    this.#evaluator = evaluator;
    this.#platform = platform;
    this.#trained = trained;
  }

  /** Whether a point takes so long that nobody should wait for it. */
  get measuresLong(): boolean {
    return Math.min(...this.#lengths) > longMeasurement;
  }

  /**
   * Runs for one slice, not beyond step `last`, and records the curve on the way. Returns the steps done: whole ones, unless one takes
   * longer than a slice; such a step goes on with the next slice, or is left.
   */
  slice(last: number): number {
    const started = this.#now();
    let done = 0;
    while (this.#trainer.step < last && !this.#trainer.outcome) {
      const before = this.#now();
      const { step } = this.#trainer;
      // Neither the curve nor the record of the run misses a step of its own.
      const next = Math.min(last, this.#recorder.nextStep(step), nextRecordedStep(step));
      const ran = this.#trainer.runPart(Math.min(this.#chunk, next - step));
      if (ran === 0 && !this.#trainer.inStep) break;
      done += ran;
      this.#account(ran, before);
      if (this.#now() - started >= sliceMilliseconds) break;
    }
    return done;
  }

  /** Steps, or a piece of one, were done since `before`. */
  #account(ran: number, before: number): void {
    const now = this.#now();
    this.#inPieces += now - before;
    this.#budget.earn(now - before);
    if (ran === 0) return;
    const took = this.#inPieces;
    this.#inPieces = 0;
    this.#adapt(ran, took);
    this.#trained(took);
    if (this.#isDue(now)) this.record();
  }

  /** Records the point of the present step, whatever it costs, unless a command comes. @returns whether it did */
  record(): boolean {
    const before = this.#now();
    const point = leavable(this.#platform, this.#evaluator.pieces());
    if (point) this.#recorder.add(point.result);
    const length = this.#now() - before;
    this.#budget.spend(length);
    if (!point) return false;
    // Of what was left nobody knows how long it would have taken.
    this.#lengths = [...this.#lengths, length].slice(-recentLengths);
    this.#measuredAt = this.#now();
    return true;
  }

  /** Records the present step when there is time for it: its figures are about to be told. */
  refresh(): void {
    if (this.#recorder.latest?.step !== this.#trainer.step && this.#budget.allows) this.record();
  }

  /** At a step of the curve's grid when there is time for it; at any step when the last point is old. */
  #isDue(now: number): boolean {
    if (this.#trainer.step % this.#recorder.currentStride === 0 && this.#budget.allows) return true;
    return now - this.#measuredAt >= Math.max(maxWait, waitInLengths * Math.min(...this.#lengths));
  }

  /** Time in which nothing was trained may be used for evaluating, too. */
  rest(milliseconds: number): void {
    this.#budget.earn(milliseconds);
  }

  /** Steps may take another time than before. */
  forget(): void {
    this.#chunk = 1;
    this.#inPieces = 0;
  }

  #now(): number {
    return this.#platform.now();
  }

  #adapt(ran: number, took: number): void {
    const requested = took > longStepMilliseconds * ran ? sliceMilliseconds : chunkMilliseconds;
    if (took > 2 * requested) this.#chunk = Math.max(1, this.#chunk >> 1);
    else if (took < requested / 2 && ran === this.#chunk && this.#chunk < 1 << 20) this.#chunk *= 2;
  }
}
