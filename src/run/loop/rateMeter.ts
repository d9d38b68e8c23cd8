/** Steps a second over about the last two seconds of training; pauses do not count. */
export class RateMeter {
  #steps = 0;
  #milliseconds = 0;

  /** 0 before anything was measured. */
  get stepsPerSecond(): number {
    return this.#milliseconds > 0 ? (1000 * this.#steps) / this.#milliseconds : 0;
  }

  add(steps: number, milliseconds: number): void {
    this.#steps += steps;
    this.#milliseconds += milliseconds;
    if (this.#milliseconds > 2000) {
      this.#steps /= 2;
      this.#milliseconds /= 2;
    }
  }

  reset(): void {
    this.#steps = 0;
    this.#milliseconds = 0;
  }
}
