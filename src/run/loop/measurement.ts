/** The point of the curve where a training comes to stand. */
import type { Trainer } from '../../core/training/trainer.ts';
import type { CurveRecorder } from '../curve/curveRecorder.ts';
import type { RunPlatform } from '../platform.ts';
import type { Pace } from './pace.ts';

/** Milliseconds that a run stands still before what takes long to measure is measured. */
const delay = 300;

export class Measurement {
  readonly #platform: RunPlatform;
  readonly #pace: Pace;
  readonly #trainer: Trainer;
  readonly #recorder: CurveRecorder;
  readonly #late: { readonly isStill: () => boolean; readonly measured: () => void };

  /** @param late whether the run still stands when there is time for what took long, and who hears that it was measured */
  constructor(
    platform: RunPlatform,
    pace: Pace,
    { trainer, recorder }: { readonly trainer: Trainer; readonly recorder: CurveRecorder },
    late: { readonly isStill: () => boolean; readonly measured: () => void },
  ) {
    this.#platform = platform;
    this.#pace = pace;
    this.#trainer = trainer;
    this.#recorder = recorder;
    this.#late = late;
  }

  /**
   * Records the present step unless that was done. Where it takes long it waits, but for the end of a training: what was asked for is
   * answered before, with the figures of the step that they tell.
   */
  take(): void {
    if (this.#isTaken && !this.#trainer.outcome) return;
    const waits = this.#pace.measuresLong && !this.#trainer.outcome;
    if (waits || !this.#pace.record()) this.#later();
  }

  get #isTaken(): boolean {
    return this.#recorder.latest?.step === this.#trainer.step;
  }

  #takeLate(): void {
    if (this.#isTaken || !this.#late.isStill()) return;
    if (this.#pace.record()) this.#late.measured();
    else this.#later();
  }

  #later(): void {
    this.#platform.later(() => this.#takeLate(), delay);
  }
}
