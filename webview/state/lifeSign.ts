/** Whether anybody is there: a page whose extension was killed hears nothing, and nothing that it asks for happens. */

/** Milliseconds without a word until the page asks, and from then until it takes nobody to be there. */
const patience = 5000;

export class LifeSign {
  readonly #now: () => number;
  readonly #ask: () => void;
  #heardAt: number;
  #askedAt: number | null = null;

  constructor(now: () => number, ask: () => void) {
    this.#now = now;
    this.#ask = ask;
    this.#heardAt = now();
  }

  /** A message came. */
  onMessage(): void {
    this.#heardAt = this.#now();
    this.#askedAt = null;
  }

  /** Asks when it is time to. @returns whether nobody has answered; a page that slept itself asks anew */
  look(): boolean {
    const now = this.#now();
    if (this.#askedAt === null) {
      if (now - this.#heardAt < patience) return false;
      this.#askedAt = now;
      this.#ask();
      return false;
    }
    return now - this.#askedAt >= patience;
  }
}
