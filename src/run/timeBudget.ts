/**
 * Keeps side work (evaluating, drawing up frames) to a share of the time, so that watching a training does not slow it.
 * Training earns, side work spends; the allowance at the start lets short runs be recorded in full.
 */
export class TimeBudget {
  readonly #share: number;
  readonly #allowance: number;
  #balance: number;

  /**
   * `share`: milliseconds of side work for each millisecond of training. `allowance`: milliseconds at the start, and
   * the most that is saved up.
   */
  constructor(share: number, allowance: number) {
    this.#share = share;
    this.#allowance = allowance;
    this.#balance = allowance;
  }

  /** Whether side work may be done now. */
  get allows(): boolean {
    return this.#balance >= 0;
  }

  earn(milliseconds: number): void {
    this.#balance = Math.min(this.#allowance, this.#balance + this.#share * milliseconds);
  }

  spend(milliseconds: number): void {
    this.#balance -= milliseconds;
  }

  /** As at the start. */
  reset(): void {
    this.#balance = this.#allowance;
  }
}
