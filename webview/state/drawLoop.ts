/** All drawing happens here: at most once an animation frame, however many messages come. */

export class DrawLoop {
  readonly #draw: () => void;
  #requested = false;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  request(): void {
    if (this.#requested) return;
    this.#requested = true;
    requestAnimationFrame(() => {
      this.#requested = false;
      this.#draw();
    });
  }
}
