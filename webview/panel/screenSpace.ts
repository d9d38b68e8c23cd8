/** How much of the first screen there is below the top of an element: measured when something changes, not at each drawing. */

/** Pixels that the room may change without being told: a drawing of another height for nothing would tremble. */
const slack = 6;
/** Below the element, inside its section. */
const margin = 16;

export class ScreenSpace {
  readonly #element: Element;
  readonly #redraw: () => void;
  #below = 0;

  constructor(element: Element, redraw: () => void) {
    this.#element = element;
    this.#redraw = redraw;
    const observer = new ResizeObserver(() => this.#measure());
    // Of the page's height, and of everything above the element.
    observer.observe(document.documentElement);
    observer.observe(element);
    window.addEventListener('resize', () => this.#measure());
  }

  /** Pixels from the top of the element to the end of the screen when nothing is scrolled. */
  get below(): number {
    return this.#below;
  }

  #measure(): void {
    if (!this.#element.isConnected) return;
    const top = this.#element.getBoundingClientRect().top + window.scrollY;
    const below = Math.floor(window.innerHeight - top - margin);
    if (Math.abs(below - this.#below) < slack) return;
    this.#below = below;
    this.#redraw();
  }
}
