/** Small pictures made of numbers: one pixel a value through a colour scale, then drawn at any size. */
import { type Scale, scaleIndex } from '../color/scale.ts';

export class Raster {
  readonly canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D;
  #image: ImageData;
  #words: Uint32Array;

  constructor() {
    const context = this.canvas.getContext('2d');
    if (!context) throw new Error('The browser gave no 2d canvas.');
    this.#context = context;
    this.#image = new ImageData(1, 1);
    this.#words = new Uint32Array(this.#image.data.buffer);
  }

  /** `values`: rows × columns; each is multiplied by `factor` and moved by `shift` into −1…1. */
  paint(values: Float32Array, rows: number, columns: number, scale: Scale, factor: number, shift = 0): this {
    return this.fill(rows, columns, (index) => scale[scaleIndex((values[index] ?? 0) * factor + shift)] ?? 0);
  }

  /** One 32-bit pixel for each place. */
  fill(rows: number, columns: number, pixelAt: (index: number) => number): this {
    // A picture of no numbers is none; the browser refuses to make one.
    if (rows === 0 || columns === 0) {
      this.#context.clearRect(0, 0, this.canvas.width, this.canvas.height);
      return this;
    }
    this.#resize(rows, columns);
    const words = this.#words;
    for (let index = 0; index < rows * columns; index++) words[index] = pixelAt(index);
    this.#context.putImageData(this.#image, 0, 0);
    return this;
  }

  #resize(rows: number, columns: number): void {
    if (this.#image.width === columns && this.#image.height === rows) return;
    this.canvas.width = columns;
    this.canvas.height = rows;
    this.#image = new ImageData(columns, rows);
    this.#words = new Uint32Array(this.#image.data.buffer);
  }
}
