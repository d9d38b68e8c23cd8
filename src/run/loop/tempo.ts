/**
 * Holds a training back so that it lasts long enough to be watched: the small networks of a lesson would be through
 * before anyone has seen a frame. A training that takes longer by itself is not touched.
 */

/** Milliseconds whose steps may be saved up: after a slow frame the training catches up, after a pause it does not. */
const maxSaved = 100;

export class Tempo {
  /** Seconds the whole training takes at least; 0: full speed. */
  #seconds = 0;
  #earned = 0;
  #asked = 0;
  /** Whether the training was held back lately. */
  isSlowing = false;

  /** From now on the whole training takes at least so many seconds; 0 is full speed. */
  hold(seconds: number, now: number): void {
    this.#seconds = seconds;
    this.#asked = now;
    this.#earned = 1;
    this.isSlowing = false;
  }

  /** Steps that may be done at this moment in a training of `total` steps. `now` in milliseconds. */
  allowed(total: number, now: number): number {
    if (this.#seconds === 0) return Number.POSITIVE_INFINITY;
    const perMillisecond = total / (1000 * this.#seconds);
    this.#earned = Math.min(
      this.#earned + (now - this.#asked) * perMillisecond,
      Math.max(1, maxSaved * perMillisecond),
    );
    this.#asked = now;
    return Math.floor(this.#earned);
  }

  /** So many of the `allowed` steps were done. */
  spend(steps: number, allowed: number): void {
    this.#earned -= steps;
    this.isSlowing = steps >= allowed;
  }
}
