/** Watches the cost once an epoch, remembers the best parameters, and says when patience is at an end. */

/** The best epoch so far; plain data. */
export interface BestEpoch {
  readonly cost: number;
  readonly epoch: number;
  readonly step: number;
  /** All parameters, in the layout of the arena. */
  readonly values: Float64Array;
  /** Epochs since. */
  readonly stale: number;
}

export class EarlyStopping {
  #best: BestEpoch | null = null;

  get best(): BestEpoch | null {
    return this.#best;
  }

  /**
   * Takes note of an epoch's cost. An epoch is better when its cost is below the best by more than `minDelta`.
   * @param values parameters; copied when this epoch is the best so far
   * @returns whether `patience` epochs have passed without a better one
   */
  observe(
    cost: number,
    at: { epoch: number; step: number },
    values: Float64Array,
    rule: { patience: number; minDelta: number },
  ): boolean {
    const best = this.#best;
    if (!best || Number.isNaN(best.cost) || cost < best.cost - rule.minDelta) {
      const buffer = best?.values ?? new Float64Array(values.length);
      buffer.set(values);
      this.#best = { cost, ...at, values: buffer, stale: 0 };
      return false;
    }
    this.#best = { ...best, stale: best.stale + 1 };
    return this.#best.stale >= rule.patience;
  }

  save(): BestEpoch | null {
    return this.#best && { ...this.#best, values: this.#best.values.slice() };
  }

  load(best: BestEpoch | null): void {
    this.#best = best && { ...best, values: best.values.slice() };
  }
}
