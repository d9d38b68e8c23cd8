/**
 * Memory for the numbers and codes of blocks of rows: large pieces, of which only what is written costs anything. A block is taken from
 * the place where the one before it was, unless that one is kept.
 */

const pieceBytes = 1 << 24;

export class BlockMemory {
  #bytes = new ArrayBuffer(0);
  /** Where the block begins, and where its next column does. */
  #begin = 0;
  #end = 0;

  /** Another block. @param byteLength that it may take */
  open(byteLength: number): void {
    if (this.#begin + byteLength > this.#bytes.byteLength) {
      this.#bytes = new ArrayBuffer(Math.max(pieceBytes, byteLength));
      this.#begin = 0;
    }
    this.#end = this.#begin;
  }

  /** What was taken is never taken again. */
  keep(): void {
    this.#begin = this.#end;
  }

  /** Whatever was there before is left in them. */
  doubles(count: number): Float64Array {
    return new Float64Array(this.#bytes, this.#take(8 * count), count);
  }

  integers(count: number): Int32Array {
    return new Int32Array(this.#bytes, this.#take(4 * count), count);
  }

  /** Places are multiples of 8. */
  #take(byteLength: number): number {
    const at = this.#end;
    this.#end = at + Math.ceil(byteLength / 8) * 8;
    return at;
  }
}
