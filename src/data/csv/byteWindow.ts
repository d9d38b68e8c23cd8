/**
 * The part of a stream that is being read: a buffer that is filled at its end and consumed at its start. Always has a zero
 * byte behind the end, as the scanner asks.
 */
import { carriageReturn, lineFeed } from './cellLexer.ts';

export class ByteWindow {
  bytes = new Uint8Array(1 << 19);
  end = 0;
  /** Position of `bytes[0]` in the stream. */
  offset = 0;
  /** The stream is over; the last row has a line end, if need be one that was added. */
  final = false;

  readonly #pieces: AsyncIterator<Uint8Array>;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** Forgets what lies before `position`. */
  consume(position: number): void {
    this.bytes.copyWithin(0, position, this.end);
    this.end -= position;
    this.offset += position;
    this.bytes[this.end] = 0;
  }

  /** Takes pieces until at least `size` bytes are here or the stream is over. */
  async fill(size: number): Promise<void> {
    while (!this.final && this.end < size) {
      const next = await this.#pieces.next();
      if (next.done) this.#finish();
      else this.#append(next.value);
    }
  }

  /** Ends the stream early. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  #append(piece: Uint8Array): void {
    const needed = this.end + piece.length + 2;
    if (needed > this.bytes.length) {
      const grown = new Uint8Array(2 * needed);
      grown.set(this.bytes.subarray(0, this.end));
      this.bytes = grown;
    }
    this.bytes.set(piece, this.end);
    this.end += piece.length;
    this.bytes[this.end] = 0;
  }

  #finish(): void {
    this.final = true;
    const last = this.bytes[this.end - 1];
    if (this.end > 0 && last !== lineFeed && last !== carriageReturn) this.#append(Uint8Array.of(lineFeed));
  }
}
