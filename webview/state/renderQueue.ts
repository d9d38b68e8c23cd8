/** Milliseconds of an animation frame. */
const share = 12;

/**
 * Parts that draw one after the other, for some milliseconds in each animation frame while the network learns, so that no task of the
 * page is long. What is left has its turn in the next frame.
 */
export class RenderQueue {
  readonly #redraw: () => void;
  #next = 0;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  /** Whether nothing is left to draw. */
  get isOver(): boolean {
    return this.#next === 0;
  }

  /** @param learning whether time is short; else all is drawn at once */
  draw(parts: readonly (() => void)[], learning: boolean): void {
    const first = this.#next;
    const began = performance.now();
    for (let i = first; i < parts.length; i++) {
      if (learning && i > first && performance.now() - began > share) {
        this.#next = i;
        this.#redraw();
        return;
      }
      parts[i]?.();
    }
    this.#next = 0;
    // What came meanwhile is news for those that were drawn before.
    if (first > 0) this.#redraw();
  }
}
