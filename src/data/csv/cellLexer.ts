/**
 * The grammar of one cell (RFC 4180 and its usual bendings), over bytes of UTF-8. Knows no columns and no types.
 *
 * A cell that begins with a quote (blanks may stand before it) ends at the next quote that is followed by a delimiter or a line
 * end (blanks may stand between); a doubled quote inside is one quote. A quote anywhere else is an ordinary character, and so is
 * one that opens a cell in which the next cell's opening quote is found before its own end.
 */
import { type Dialect, delimiterByte, quoteByte } from './dialect.ts';

export const lineFeed = 10;
export const carriageReturn = 13;
const space = 32;
const tab = 9;
const backslash = 92;
/** Instead of a position. */
const notQuoted = -2;

export class CellLexer {
  readonly #delimiter: number;
  /** −1: no cell is quoted. */
  readonly #quote: number;
  readonly #escapes: boolean;
  /** Offsets in the file (not in the buffer) of quotes that never close and are therefore ordinary characters. */
  readonly #literalQuotes: ReadonlySet<number>;
  #scratch = new Uint8Array(256);

  /** The cell last read is `bytes[start, stop)` of `bytes`, which is the buffer or a scratch copy without doubled quotes. */
  bytes: Uint8Array = this.#scratch;
  start = 0;
  stop = 0;
  quoted = false;
  /** Where the quote stands that opens the cell last read, when one does. */
  quoteAt = -1;
  /** A quote inside a quoted cell was neither doubled nor the end. */
  strayQuote = false;
  /** Line ends inside the cell. */
  lines = 0;
  /** The cell held NUL bytes, which no table means; they were left out of it. */
  nul = false;
  /** Whether to look for them at all: whoever knows that the buffer holds none saves the time. */
  mayHoldNul = true;

  constructor(dialect: Dialect, literalQuotes: ReadonlySet<number> = new Set()) {
    this.#delimiter = delimiterByte(dialect);
    this.#quote = quoteByte(dialect);
    this.#escapes = dialect.backslash;
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
    const opening = this.#openingQuote(buffer, from, end);
    if (opening >= 0 && !this.#isLiteral(offset + opening)) {
      this.quoteAt = opening;
      const next = this.#readQuoted(buffer, opening + 1, end);
      if (next !== notQuoted) return next;
      this.quoted = false;
      this.lines = 0;
      this.strayQuote = true;
    }
    return this.#readPlain(buffer, from, end);
  }

  #readPlain(buffer: Uint8Array, from: number, end: number): number {
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

  /** Position of the quote that the cell begins with; −1 when it begins with something else. */
  #openingQuote(buffer: Uint8Array, from: number, end: number): number {
    let i = from;
    while (i < end && (buffer[i] === space || buffer[i] === tab) && buffer[i] !== this.#delimiter) i++;
    return i < end && buffer[i] === this.#quote ? i : -1;
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

  /** `notQuoted` when the opening quote turns out to be an ordinary character. */
  #readQuoted(buffer: Uint8Array, from: number, end: number): number {
    const quote = this.#quote;
    this.quoted = true;
    let escaped = false;
    for (let i = from; i < end; i++) {
      const byte = buffer[i];
      if (byte === lineFeed || (byte === carriageReturn && buffer[i + 1] !== lineFeed)) this.lines++;
      if (byte === backslash && this.#escapes && i + 1 < end && isEscaped(buffer[i + 1], quote)) {
        escaped = true;
        i++;
        continue;
      }
      if (byte !== quote) continue;
      if (i + 1 >= end) return -1;
      if (buffer[i + 1] === quote) {
        escaped = true;
        i++;
        continue;
      }
      const after = this.#closingQuote(buffer, i, end);
      if (after === -1) return -1;
      if (after > 0) {
        this.start = from;
        this.stop = i;
        if (escaped) this.#unescape(buffer, from, i);
        return after;
      }
      if (this.#opensNext(buffer, from, i)) return notQuoted;
      this.strayQuote = true;
    }
    return -1;
  }

  /** Whether the quote at `i`, which closes nothing, stands where a cell begins. */
  #opensNext(buffer: Uint8Array, from: number, i: number): boolean {
    let k = i - 1;
    while (k >= from && buffer[k] === space && this.#delimiter !== space) k--;
    const before = buffer[k];
    return k >= from && (before === this.#delimiter || before === lineFeed || before === carriageReturn);
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

  #unescape(buffer: Uint8Array, from: number, to: number): void {
    if (this.#scratch.length < to - from) this.#scratch = new Uint8Array(2 * (to - from));
    const scratch = this.#scratch;
    const quote = this.#quote;
    let n = 0;
    for (let i = from; i < to; i++) {
      if (buffer[i] === backslash && this.#escapes && i + 1 < to && isEscaped(buffer[i + 1], quote)) i++;
      else if (buffer[i] === quote && buffer[i + 1] === quote && i + 1 < to) i++;
      scratch[n++] = buffer[i] as number;
    }
    this.bytes = scratch;
    this.start = 0;
    this.stop = n;
  }
}

function isEscaped(byte: number | undefined, quote: number): boolean {
  return byte === quote || byte === backslash;
}
