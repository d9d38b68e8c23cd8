/** Those who wait for a training to stand still. */
export class Waiters {
  #resolves: (() => void)[] = [];

  /** Settles with the next `release`. */
  wait(): Promise<void> {
    return new Promise((resolve) => this.#resolves.push(resolve));
  }

  release(): void {
    const resolves = this.#resolves;
    this.#resolves = [];
    for (const resolve of resolves) resolve();
  }
}
