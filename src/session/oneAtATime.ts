/** Work that is asked for while it is being done is done once more afterwards: never twice at a time, never for an old state last. */
export class OneAtATime {
  readonly #work: () => Promise<void>;
  #isWorking = false;
  #isDue = false;

  /** @param work rejects never */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  ask(): void {
    this.#isDue = true;
    if (!this.#isWorking) void this.#go();
  }

  async #go(): Promise<void> {
    this.#isWorking = true;
    while (this.#isDue) {
      this.#isDue = false;
      await this.#work();
    }
    this.#isWorking = false;
  }
}
