/** One line on stderr that is written over and over while someone watches; silent otherwise. */
import type { Terminal } from './terminal.ts';

const updatesPerSecond = 10;

export class Progress {
  readonly #terminal: Terminal;
  #lastAt = Number.NEGATIVE_INFINITY;
  #written = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Shows what `line` says, at most ten times a second; `line` is only called when it will be shown. */
  show(line: () => string): void {
    if (!this.#terminal.watched) return;
    const now = performance.now();
    if (now - this.#lastAt < 1000 / updatesPerSecond) return;
    this.#lastAt = now;
    const text = line().slice(0, Math.max(1, this.#terminal.width - 1));
    this.#terminal.err(`\r${text.padEnd(this.#written)}`);
    this.#written = text.length;
  }

  /** Removes the line, so that what follows begins on a clean one. */
  clear(): void {
    if (this.#written === 0) return;
    this.#terminal.err(`\r${' '.repeat(this.#written)}\r`);
    this.#written = 0;
  }
}
