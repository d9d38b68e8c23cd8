/** Trains for a few milliseconds at a time, so that messages are answered between two slices. */
import type { Trainer } from '../../core/training/trainer.ts';
import type { CurveRecorder } from '../curve/curveRecorder.ts';
import type { Evaluator } from '../curve/evaluator.ts';
import { TimeBudget } from '../timeBudget.ts';

/** Milliseconds of training between two looks at the messages. A single long step takes longer. */
const sliceMilliseconds = 8;
/** The clock is asked about once in this time. */
const chunkMilliseconds = 1;
/** Steps that take longer belong to large networks, where each call costs something besides its steps: their chunks fill a slice. */
const longStepMilliseconds = 0.25;

/** Reads a clock in milliseconds. */
export type Now = () => number;

export class Pace {
  readonly #trainer: Trainer;
  readonly #recorder: CurveRecorder;
  readonly #evaluator: Evaluator;
  readonly #now: Now;
  readonly #trained: (milliseconds: number) => void;
  /** Evaluating may take three hundredths of the time. */
  readonly #budget = new TimeBudget(0.03, 100);
  /** Steps of a chunk. */
  #chunk = 1;

  /** `trained` hears of each chunk of steps, after it. */
  constructor(
    trainer: Trainer,
    recorder: CurveRecorder,
    evaluator: Evaluator,
    now: Now,
    trained: (milliseconds: number) => void,
  ) {
    this.#trainer = trainer;
    this.#recorder = recorder;
    this.#evaluator = evaluator;
    this.#now = now;
    this.#trained = trained;
  }

  /** Runs whole steps for one slice, not beyond step `last`, and records the curve on the way. Returns the steps done. */
  slice(last: number): number {
    const started = this.#now();
    let done = 0;
    while (this.#trainer.step < last && !this.#trainer.outcome) {
      const before = this.#now();
      const ran = this.#trainer.run(
        Math.min(
          this.#chunk,
          last - this.#trainer.step,
          this.#recorder.nextStep(this.#trainer.step) - this.#trainer.step,
        ),
      );
      if (ran === 0) break;
      done += ran;
      const took = this.#now() - before;
      this.#adapt(ran, took);
      this.#budget.earn(took);
      this.#trained(took);
      if (this.#trainer.step % this.#recorder.currentStride === 0 && this.#budget.allows) this.record();
      if (this.#now() - started >= sliceMilliseconds) break;
    }
    return done;
  }

  /** Records the point of the present step, whatever it costs. */
  record(): void {
    const before = this.#now();
    this.#recorder.add(this.#evaluator.evaluate());
    this.#budget.spend(this.#now() - before);
  }

  /** Time in which nothing was trained may be used for evaluating, too. */
  rest(milliseconds: number): void {
    this.#budget.earn(milliseconds);
  }

  /** Steps may take another time than before. */
  forget(): void {
    this.#chunk = 1;
  }

  #adapt(ran: number, took: number): void {
    const wanted = took > longStepMilliseconds * ran ? sliceMilliseconds : chunkMilliseconds;
    if (took > 2 * wanted) this.#chunk = Math.max(1, this.#chunk >> 1);
    else if (took < wanted / 2 && ran === this.#chunk && this.#chunk < 1 << 20) this.#chunk *= 2;
  }
}
