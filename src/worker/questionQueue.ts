/**
 * The queue of questions: one begins at a time, and between two beginnings whatever has arrived is heard. So a command that comes behind
 * ten thousand questions waits for none of them.
 */
export class QuestionQueue {
  readonly #defer: (callback: () => void) => void;
  #waiting: (() => void)[] = [];
  #next = 0;

  /** @param defer calls back after the messages that have already arrived */
  constructor(defer: (callback: () => void) => void) {
    this.#defer = defer;
  }

  /** Resolves when it is the asker's turn, in the order of asking. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) this.#defer(() => this.#begin());
    });
  }

  #begin(): void {
    this.#waiting[this.#next++]?.();
    if (this.#next < this.#waiting.length) {
      this.#defer(() => this.#begin());
      return;
    }
    this.#waiting = [];
    this.#next = 0;
  }
}
