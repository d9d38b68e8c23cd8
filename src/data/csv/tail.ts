/** The last bytes of what passes by: where a table ends below more rows than a look at the first ones shows. */

import { carriageReturn, lineFeed } from './cellLexer.ts';

const size = 1 << 16;

export class Tail {
  readonly #bytes = new Uint8Array(size);
  #length = 0;
  /** Bytes that passed by in all. */
  total = 0;

  async *of(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      this.#take(piece);
      yield piece;
    }
  }

  /** A copy that ends with a line, with a zero byte behind it. */
  get bytes(): Uint8Array {
    const copy = new Uint8Array(this.#length + 2);
    copy.set(this.#bytes.subarray(0, this.#length));
    const last = copy[this.#length - 1];
    if (last !== lineFeed && last !== carriageReturn) copy[this.#length] = lineFeed;
    return copy;
  }

  get length(): number {
    return this.#length;
  }

  #take(piece: Uint8Array): void {
    this.total += piece.length;
    const kept = Math.max(0, Math.min(this.#length, size - piece.length));
    this.#bytes.copyWithin(0, this.#length - kept, this.#length);
    const taken = piece.subarray(Math.max(0, piece.length - size));
    this.#bytes.set(taken, kept);
    this.#length = kept + taken.length;
  }
}
