/**
 * The loop that trains a slice at a time: whatever came meanwhile is heard between two slices, which is between two steps or,
 * where one takes long, between two pieces of it.
 */
import type { Trainer } from '../../core/training/trainer.ts';
import type { Pace } from './pace.ts';
import type { RunPlatform } from '../platform.ts';
import { RateMeter } from './rateMeter.ts';
import { Tempo } from './tempo.ts';

/** Milliseconds that a training which is held back sleeps: about a picture of the screen. */
const heldInterval = 16;

/** What was done between two looks at the messages. */
export interface Slice {
  readonly now: number;
  /** Milliseconds since the slice before ended. */
  readonly elapsed: number;
  /** Steps that were completed; 0 within a long one. */
  readonly steps: number;
}

/** Whose training it is. */
export interface LoopOwner {
  readonly isRunning: () => boolean;
  /** The step to pause at. */
  readonly last: () => number;
  /** After a slice. Calls `goOn` or not. */
  readonly sliced: (slice: Slice) => void;
  /** The training threw. */
  readonly fail: (error: unknown) => void;
}

export class SliceLoop {
  readonly #platform: RunPlatform;
  readonly #trainer: Trainer;
  readonly #pace: Pace;
  readonly #owner: LoopOwner;
  readonly #rate = new RateMeter();
  readonly #tempo = new Tempo();
  #scheduled = false;
  #sliceEnded = 0;

  constructor(platform: RunPlatform, trainer: Trainer, pace: Pace, owner: LoopOwner) {
    this.#platform = platform;
    this.#trainer = trainer;
    this.#pace = pace;
    this.#owner = owner;
  }

  get stepsPerSecond(): number {
    return this.#rate.stepsPerSecond;
  }

  get isSlowing(): boolean {
    return this.#tempo.isSlowing;
  }

  /** The whole training takes at least so many seconds; 0 is full speed. */
  hold(atLeast: number): void {
    this.#tempo.hold(atLeast, this.#platform.now());
    this.#rate.reset();
  }

  /** Speeds of before mean nothing any more. */
  forget(): void {
    this.#rate.reset();
  }

  /** Time begins to count: what went by while nothing trained is no part of a slice. */
  begin(): void {
    this.#sliceEnded = this.#platform.now();
  }

  /** Another slice when everything else has had its turn. */
  goOn(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const next = () => {
      this.#scheduled = false;
      if (this.#owner.isRunning()) this.#slice();
    };
    if (this.#tempo.isSlowing) this.#platform.later(next, heldInterval);
    else this.#platform.defer(next);
  }

  #slice(): void {
    const before = this.#platform.now();
    this.#pace.rest(before - this.#sliceEnded);
    try {
      const allowed = this.#tempo.allowed(this.#trainer.stepsPerEpoch * this.#trainer.settings.epochs, before);
      const steps = this.#pace.slice(Math.min(this.#owner.last(), this.#trainer.step + allowed));
      this.#tempo.spend(steps, allowed);
      const after = this.#platform.now();
      const elapsed = after - this.#sliceEnded;
      this.#rate.add(steps, elapsed);
      this.#sliceEnded = after;
      this.#owner.sliced({ now: after, elapsed, steps });
    } catch (error) {
      this.#owner.fail(error);
    }
  }
}
