/** A canvas that knows its size in CSS pixels and keeps its backing store sharp for the screen's pixel ratio. */

export class Surface {
  readonly canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D;
  #width = 0;
  #height = 0;

  /** `label`: what the picture shows, for screen readers; `null` when it is a decoration with a text twin elsewhere. */
  constructor(label: string | null) {
    const context = this.canvas.getContext('2d');
    if (!context) throw new Error('The browser gave no 2d canvas.');
    this.#context = context;
    if (label === null) this.canvas.setAttribute('aria-hidden', 'true');
    else {
      this.canvas.setAttribute('role', 'img');
      this.canvas.setAttribute('aria-label', label);
    }
  }

  get width(): number {
    return this.#width;
  }

  get height(): number {
    return this.#height;
  }

  /** Clears and returns the context, in CSS pixels. The backing store changes only when the size does: no flicker. */
  begin(width: number, height: number): CanvasRenderingContext2D {
    const ratio = window.devicePixelRatio || 1;
    const columns = Math.max(1, Math.round(width * ratio));
    const rows = Math.max(1, Math.round(height * ratio));
    if (this.canvas.width !== columns || this.canvas.height !== rows) {
      this.canvas.width = columns;
      this.canvas.height = rows;
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    this.#width = width;
    this.#height = height;
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    return this.#context;
  }
}

/** Calls back with the element's content width whenever it changes. */
export function onResize(element: Element, listener: (width: number) => void): void {
  let last = -1;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === last) return;
    last = width;
    listener(width);
  }).observe(element);
}
