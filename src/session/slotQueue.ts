/** Turns at training: so many at once, the others in the order in which they came. */

/** Runs that train at the same time. */
export const maxAtOnce = 2;

export class SlotQueue {
  readonly #most: number;
  readonly #holders = new Set<object>();
  readonly #waiting = new Map<object, () => void>();

  constructor(most = maxAtOnce) {
    this.#most = most;
  }

  isWaiting(owner: object): boolean {
    return this.#waiting.has(owner);
  }

  /** Calls `begin` when it is the owner's turn: at once if it already has one or one is free. A second request replaces the first. */
  request(owner: object, begin: () => void): void {
    if (!this.#holders.has(owner) && this.#holders.size >= this.#most) {
      this.#waiting.set(owner, begin);
      return;
    }
    this.#holders.add(owner);
    begin();
  }

  /** Gives the turn back, or no longer waits for one. Whoever has neither may call it too. */
  release(owner: object): void {
    this.#waiting.delete(owner);
    if (!this.#holders.delete(owner)) return;
    const next = this.#waiting.entries().next();
    if (next.done) return;
    const [nextOwner, begin] = next.value;
    this.#waiting.delete(nextOwner);
    this.#holders.add(nextOwner);
    begin();
  }
}
