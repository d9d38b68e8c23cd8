/**
 * The grammar of one cell (RFC 4180 and its usual bendings), over bytes of UTF-8. Knows no columns and no types.
 *
 * A cell that begins with a quote ends at the next quote that is followed by a delimiter or a line end (spaces may stand
 * between); a doubled quote inside is one quote. A quote anywhere else is an ordinary character.
 */

export const quote = 34;
export const lineFeed = 10;
export const carriageReturn = 13;
const space = 32;
const tab = 9;

export class CellLexer {
  readonly #delimiter: number;
  /** Offsets in the file (not in the buffer) of quotes that never close and are therefore ordinary characters. */
  readonly #literalQuotes: ReadonlySet<number>;
  #scratch = new Uint8Array(256);

  /** The cell last read is `bytes[start, stop)` of `bytes`, which is the buffer or a scratch copy without doubled quotes. */
  bytes: Uint8Array = this.#scratch;
  start = 0;
  stop = 0;
  quoted = false;
  /** A quote inside a quoted cell was neither doubled nor the end. */
  strayQuote = false;
  /** Line ends inside the cell. */
  lines = 0;
  /** The cell held NUL bytes, which no table means; they were left out of it. */
  nul = false;
  /** Whether to look for them at all: whoever knows that the buffer holds none saves the time. */
  mayHoldNul = true;

  constructor(delimiter: number, literalQuotes: ReadonlySet<number> = new Set()) {
    this.#delimiter = delimiter;
    this.#literalQuotes = literalQuotes;
  }

  /**
   * Reads the cell that begins at `from`.
   * @param offset position of `buffer[0]` in the file
   * @returns the position of the delimiter or line end after it, or −1 when the buffer ends first
   */
  read(buffer: Uint8Array, from: number, end: number, offset: number): number {
    this.bytes = buffer;
    this.lines = 0;
    this.strayQuote = false;
    this.quoted = false;
    this.nul = false;
    const next = this.#readCell(buffer, from, end, offset);
    if (this.mayHoldNul && next >= 0) this.#dropNul();
    return next;
  }

  #readCell(buffer: Uint8Array, from: number, end: number, offset: number): number {
    if (buffer[from] === quote && from < end && !this.#isLiteral(offset + from))
      return this.#readQuoted(buffer, from + 1, end);
    const delimiter = this.#delimiter;
    let i = from;
    for (; i < end; i++) {
      const byte = buffer[i];
      if (byte === delimiter || byte === lineFeed || byte === carriageReturn) {
        this.#trim(buffer, from, i);
        return i;
      }
    }
    return -1;
  }

  #isLiteral(position: number): boolean {
    return this.#literalQuotes.size > 0 && this.#literalQuotes.has(position);
  }

  /** Spaces and tabs around an unquoted cell are layout, not content. */
  #trim(buffer: Uint8Array, from: number, to: number): void {
    let start = from;
    let stop = to;
    while (start < stop && (buffer[start] === space || buffer[start] === tab)) start++;
    while (stop > start && (buffer[stop - 1] === space || buffer[stop - 1] === tab)) stop--;
    this.start = start;
    this.stop = stop;
  }

  #readQuoted(buffer: Uint8Array, from: number, end: number): number {
    this.quoted = true;
    let doubled = 0;
    for (let i = from; i < end; i++) {
      const byte = buffer[i];
      if (byte === lineFeed || (byte === carriageReturn && buffer[i + 1] !== lineFeed)) this.lines++;
      if (byte !== quote) continue;
      if (i + 1 >= end) return -1;
      if (buffer[i + 1] === quote) {
        doubled++;
        i++;
        continue;
      }
      const after = this.#closingQuote(buffer, i, end);
      if (after === -1) return -1;
      if (after > 0) {
        this.start = from;
        this.stop = i;
        if (doubled > 0) this.#undouble(buffer, from, i);
        return after;
      }
      this.strayQuote = true;
    }
    return -1;
  }

  /** Position of the delimiter or line end after the quote at `i`, 0 when the quote does not close, −1 when the buffer ends first. */
  #closingQuote(buffer: Uint8Array, i: number, end: number): number {
    for (let k = i + 1; k < end; k++) {
      const byte = buffer[k];
      if (byte === this.#delimiter || byte === lineFeed || byte === carriageReturn) return k;
      if (byte !== space && byte !== tab) return 0;
    }
    return -1;
  }

  #dropNul(): void {
    const { bytes, start, stop } = this;
    const first = bytes.subarray(start, stop).indexOf(0);
    if (first < 0) return;
    this.nul = true;
    // Every byte moves towards the front, so that the scratch may be its own source.
    if (this.#scratch.length < stop - start) this.#scratch = new Uint8Array(2 * (stop - start));
    const scratch = this.#scratch;
    let n = 0;
    for (let i = start; i < stop; i++) if (bytes[i] !== 0) scratch[n++] = bytes[i] as number;
    this.bytes = scratch;
    if (this.quoted) {
      this.start = 0;
      this.stop = n;
    } else this.#trim(scratch, 0, n);
  }

  #undouble(buffer: Uint8Array, from: number, to: number): void {
    if (this.#scratch.length < to - from) this.#scratch = new Uint8Array(2 * (to - from));
    const scratch = this.#scratch;
    let n = 0;
    for (let i = from; i < to; i++) {
      scratch[n++] = buffer[i] as number;
      if (buffer[i] === quote && buffer[i + 1] === quote && i + 1 < to) i++;
    }
    this.bytes = scratch;
    this.start = 0;
    this.stop = n;
  }
}
