/** The first rows of a file as text, for everything that has to be found out before the reading proper begins. */
import { CellLexer, carriageReturn, lineFeed } from '../csv/cellLexer.ts';
import type { Dialect } from '../csv/dialect.ts';
import { decodeLoosely } from '../csv/textCodec.ts';

export interface SampleRow {
  readonly cells: readonly string[];
  /** Whether each cell stood in quotes. */
  readonly quoted: readonly boolean[];
  /** A quoted cell holds a quote that is not doubled. */
  readonly strayQuote: boolean;
  /** Position of the first byte of the row, and of the first after it. */
  readonly start: number;
  readonly next: number;
  /** 1-based line where the row begins, and where the next one does. */
  readonly line: number;
  readonly nextLine: number;
}

export interface Sample {
  readonly rows: readonly SampleRow[];
  /** 1-based lines of blank lines and comments among the rows. */
  readonly blankLines: readonly number[];
  readonly commentLines: readonly number[];
  /** The quoted cell in which the bytes end, when they end in one. */
  readonly openQuote: { readonly position: number; readonly line: number } | null;
}

export interface SampleOptions {
  /** Where to begin, and which line that is. */
  readonly from?: number;
  readonly line?: number;
  readonly limit: number;
  /** What begins a line that is no row; "" for nothing. */
  readonly comment?: string;
  readonly literalQuotes?: ReadonlySet<number>;
}

/** The complete rows of `bytes[from, end)`; blank lines and comments are left out. `bytes[end]` must be 0. */
export function sampleRows(bytes: Uint8Array, end: number, dialect: Dialect, options: SampleOptions): Sample {
  const { from = 0, limit, comment = '', literalQuotes } = options;
  const lexer = new CellLexer(dialect, literalQuotes);
  const nul = bytes.indexOf(0, from);
  lexer.mayHoldNul = nul >= 0 && nul < end;
  const texts = new CellTexts(bytes, end);
  const rows: SampleRow[] = [];
  const blankLines: number[] = [];
  const commentLines: number[] = [];
  let { line = 1 } = options;
  let i = from;
  while (i < end && rows.length < limit) {
    if (bytes[i] === lineFeed || bytes[i] === carriageReturn) {
      i = afterLineEnd(bytes, i);
      blankLines.push(line++);
      continue;
    }
    if (comment !== '' && startsWith(bytes, i, comment)) {
      i = afterLine(bytes, i, end);
      commentLines.push(line++);
      continue;
    }
    const row = sampleRow(lexer, texts, i, line);
    if (typeof row === 'number')
      return { rows, blankLines, commentLines, openQuote: row < 0 ? null : { position: row, line } };
    rows.push(row);
    i = row.next;
    line = row.nextLine;
  }
  return { rows, blankLines, commentLines, openQuote: null };
}

/** The row at `from`; when the bytes end before it does, the position of the quote that is open, or −1. */
function sampleRow(lexer: CellLexer, texts: CellTexts, from: number, line: number): SampleRow | number {
  const { bytes, end } = texts;
  const cells: string[] = [];
  const quoted: boolean[] = [];
  let nextLine = line + 1;
  let strayQuote = false;
  for (let i = from; ; i++) {
    i = lexer.read(bytes, i, end, 0);
    if (i < 0) return lexer.quoted ? lexer.quoteAt : -1;
    cells.push(texts.of(lexer));
    quoted.push(lexer.quoted);
    nextLine += lexer.lines;
    strayQuote ||= lexer.strayQuote;
    if (bytes[i] === lineFeed || bytes[i] === carriageReturn)
      return { cells, quoted, strayQuote, start: from, next: afterLineEnd(bytes, i), line, nextLine };
  }
}

/** Bytes decoded at a time. */
const portion = 1 << 15;

/** Cells as text. A call of the decoder takes long for a short cell: many are decoded at once, and cut out where a byte is a character. */
class CellTexts {
  readonly bytes: Uint8Array;
  readonly end: number;
  #text = '';
  #from = 0;
  #to = 0;
  #isAscii = false;

  constructor(bytes: Uint8Array, end: number) {
    this.bytes = bytes;
    this.end = end;
  }

  of({ bytes, start, stop }: CellLexer): string {
    if (bytes !== this.bytes || stop - start > portion) return decodeLoosely(bytes.subarray(start, stop));
    if (start < this.#from || stop > this.#to) this.#decode(start);
    if (!this.#isAscii) return decodeLoosely(bytes.subarray(start, stop));
    return this.#text.slice(start - this.#from, stop - this.#from);
  }

  #decode(from: number): void {
    this.#from = from;
    this.#to = Math.min(this.end, from + portion);
    this.#text = decodeLoosely(this.bytes.subarray(from, this.#to));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
    this.#isAscii = /^[\x00-\x7f]*$/.test(this.#text);
  }
}

function startsWith(bytes: Uint8Array, at: number, mark: string): boolean {
  for (let k = 0; k < mark.length; k++) if (bytes[at + k] !== mark.charCodeAt(k)) return false;
  return true;
}

/** Position after the line that holds `i`. */
export function afterLine(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end && bytes[i] !== lineFeed && bytes[i] !== carriageReturn) i++;
  return i < end ? afterLineEnd(bytes, i) : end;
}

function afterLineEnd(bytes: Uint8Array, i: number): number {
  return bytes[i] === carriageReturn && bytes[i + 1] === lineFeed ? i + 2 : i + 1;
}
