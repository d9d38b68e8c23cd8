/**
 * Bytes → typed columns, the one hot loop of reading. Plain numbers are read in place; every other cell takes the slower way
 * through the lexer. Whole rows only: a row that the buffer cuts off is left for the next call.
 */
import { CellLexer, carriageReturn, lineFeed } from './cellLexer.ts';
import { type Dialect, delimiterByte } from './dialect.ts';
import { lineStop, SkippedLines } from './skippedLines.ts';
import type { ColumnStore } from './columnStore.ts';
import { NotUtf8 } from './rereadSignals.ts';
import { parseNumber } from './numbers/numberParser.ts';
import { IrregularCells } from './irregularCells.ts';
import { readPlainNumber } from './numbers/plainNumber.ts';
import type { RepairLog } from './repairLog.ts';

const zero = 48;
const space = 32;
const blockCells = 4096;

export interface ScannerOptions {
  readonly stores: readonly ColumnStore[];
  readonly dialect: Dialect;
  /** Byte of the decimal mark. */
  readonly decimal: number;
  readonly literalQuotes: ReadonlySet<number>;
  /** Cells of an ordinary row: more than columns where empty ones end every row. */
  readonly width: number;
  /** What begins a comment; "" for nothing. */
  readonly comment: string;
  /** The bytes of the header's line; `null` when it cannot come again. */
  readonly headerLine: Uint8Array | null;
  /** `null` in a second reading: everything was said in the first. */
  readonly log: RepairLog | null;
  /** Told of each row: where it begins in the buffer, where the next line begins, and its cells. */
  readonly onRow?: ((start: number, next: number, cells: number) => void) | null;
  /** Line number of the first row, 1-based. */
  readonly line: number;
  readonly expectedRows: number;
}

export class RowScanner {
  /** Complete rows so far. */
  rows = 0;
  /** 1-based line at which the next row begins. */
  line: number;
  lineOfRow: Uint32Array<ArrayBufferLike>;
  /** Offset in the file of the quoted cell in which the last buffer ended, or −1. */
  openQuote = -1;
  openQuoteLine = 0;

  readonly #stores: readonly ColumnStore[];
  readonly #plain: Uint8Array;
  readonly #lexer: CellLexer;
  readonly #odd: IrregularCells;
  readonly #log: RepairLog | null;
  readonly #onRow: ScannerOptions['onRow'];
  readonly #skipped: SkippedLines;
  readonly #comment: string;
  readonly #width: number;
  readonly #delimiter: number;
  readonly #decimal: number;
  /** The decimal mark outside quotes: none where it is the delimiter as well. */
  readonly #bareDecimal: number;
  readonly #block: Float64Array;
  readonly #blockRows: number;
  #inBlock = 0;
  #cell = 0;
  #extraLines = 0;
  /** A cell beyond the columns of the table holds something. */
  #beyond = false;
  /** Blank lines are told only when a row follows: those at the end are no news. */
  #blankLines: number[] = [];

  constructor(options: ScannerOptions) {
    const { stores } = options;
    this.#stores = stores;
    this.#plain = Uint8Array.from(stores, (store) => (store.readAs === 'number' ? 1 : 0));
    this.#lexer = new CellLexer(options.dialect, options.literalQuotes);
    this.#width = options.width;
    this.#skipped = new SkippedLines(options.comment, options.headerLine);
    this.#comment = options.comment;
    this.#odd = new IrregularCells(stores, options.decimal !== 46, options.log);
    this.#log = options.log;
    this.#onRow = options.onRow;
    this.#delimiter = delimiterByte(options.dialect);
    this.#decimal = options.decimal;
    this.#bareDecimal = options.decimal === this.#delimiter ? -1 : options.decimal;
    this.#blockRows = Math.max(1, Math.floor(blockCells / stores.length));
    this.#block = new Float64Array(this.#blockRows * stores.length);
    this.line = options.line;
    this.lineOfRow = new Uint32Array(options.expectedRows);
  }

  /**
   * Reads the complete rows of `bytes[from, end)`; `bytes[end]` must be there and be 0, so that no cell's end goes unnoticed.
   * @param offset position of `bytes[0]` in the file
   * @returns the position of the first byte not read
   */
  scan(bytes: Uint8Array, from: number, end: number, offset: number, final: boolean): number {
    // One look at the whole buffer costs far less than one at each cell.
    const nul = bytes.indexOf(0, from);
    this.#lexer.mayHoldNul = nul >= 0 && nul < end;
    let i = from;
    while (i < end) {
      const byte = bytes[i] as number;
      if (byte === lineFeed || byte === carriageReturn) {
        const next = afterLineEnd(bytes, i, end, final);
        if (next < 0) return i;
        this.#blankLines.push(this.line++);
        i = next;
        continue;
      }
      if (this.#skipped.suspect[byte] === 1) {
        const after = this.#skip(bytes, i, end, final);
        if (after < 0) return i;
        if (after > i) {
          i = after;
          continue;
        }
      }
      const next = this.#row(bytes, i, end, offset, final);
      if (next < 0) {
        this.#odd.forgetRow();
        return i;
      }
      i = next;
    }
    return i;
  }

  /** Leaves out the line at `i` when it is no row: the position after it, `i` when it is one, −1 when the buffer ends first. */
  #skip(bytes: Uint8Array, i: number, end: number, final: boolean): number {
    const stop = lineStop(bytes, i, end);
    if (stop < 0) return -1;
    const kind = this.#skipped.kindOf(bytes, i, stop);
    if (kind === null) return i;
    const next = afterLineEnd(bytes, stop, end, final);
    if (next < 0) return -1;
    if (kind === 'comment') this.#log?.add(this.line, kind, this.#comment);
    else this.#log?.add(this.line, kind);
    this.line++;
    return next;
  }

  /** Puts the last rows into the columns. */
  finish(): void {
    this.#flush();
  }

  /** Reads the row at `from`; −1 when the buffer ends before it does. */
  #row(bytes: Uint8Array, from: number, end: number, offset: number, final: boolean): number {
    const plain = this.#plain;
    const columns = plain.length;
    const delimiter = this.#delimiter;
    const decimal = this.#bareDecimal;
    const block = this.#block;
    const base = this.#inBlock * columns;
    this.#extraLines = 0;
    this.#beyond = false;
    let i = from;
    for (let column = 0; ; column++, i++) {
      let next = -1;
      if (column < columns && plain[column] === 1) next = readPlainNumber(bytes, i, decimal, block, base + column);
      let byte = next < 0 ? 0 : (bytes[next] as number);
      if (byte !== delimiter && byte !== lineFeed && byte !== carriageReturn) {
        next = this.#slowCell(bytes, i, end, offset, column);
        if (next < 0) return -1;
        if (column < columns) block[base + column] = this.#cell;
        byte = bytes[next] as number;
      }
      i = next;
      if (byte !== delimiter) {
        const after = this.#afterRow(bytes, i, end, final, column + 1);
        if (after >= 0) this.#onRow?.(from, after, column + 1);
        return after;
      }
    }
  }

  /** Ends the row whose line end is at `i`; −1 when it takes the next buffer to know where it ends. */
  #afterRow(bytes: Uint8Array, i: number, end: number, final: boolean, cells: number): number {
    const next = afterLineEnd(bytes, i, end, final);
    if (next >= 0) this.#endRow(cells);
    return next;
  }

  /** The cell at `from` by the full grammar; its value is left in `#cell`. */
  #slowCell(bytes: Uint8Array, from: number, end: number, offset: number, column: number): number {
    const lexer = this.#lexer;
    const next = lexer.read(bytes, from, end, offset);
    if (next < 0) {
      this.openQuote = lexer.quoted ? offset + lexer.quoteAt : -1;
      this.openQuoteLine = this.line + this.#extraLines;
      return -1;
    }
    this.#extraLines += lexer.lines;
    if (lexer.strayQuote) this.#odd.strayQuote(column);
    if (lexer.nul) this.#odd.nul(column);
    if (column < this.#stores.length) this.#cell = this.#valueOf(column);
    else if (lexer.stop > lexer.start) this.#beyond = true;
    return next;
  }

  #valueOf(column: number): number {
    const { bytes, start, stop } = this.#lexer;
    const store = this.#stores[column] as ColumnStore;
    if (store.readAs === 'skip') return 0;
    try {
      if (store.words) return store.words.code(bytes, start, stop);
      return this.#numberOf(column, bytes, start, stop);
    } catch {
      throw new NotUtf8(this.line);
    }
  }

  #numberOf(column: number, bytes: Uint8Array, from: number, to: number): number {
    let start = from;
    let stop = to;
    while (start < stop && bytes[start] === space) start++;
    while (stop > start && bytes[stop - 1] === space) stop--;
    const value = parseNumber(bytes, start, stop, this.#decimal);
    if (value !== value) return this.#odd.value(column, bytes, start, stop);
    if (value === Infinity || value === -Infinity) return this.#odd.overflowed(column);
    if (bytes[start] === zero && stop - start > 1 && allDigits(bytes, start, stop)) this.#odd.leadingZero(column);
    return value;
  }

  #endRow(cells: number): void {
    const columns = this.#stores.length;
    if (this.#blankLines.length > 0) this.#tellBlankLines();
    if (cells !== columns) this.#mendRow(cells);
    this.#odd.commitRow(this.rows, this.line);
    if (this.rows >= this.lineOfRow.length) {
      const grown = new Uint32Array(Math.ceil((this.rows + 1) * 1.5));
      grown.set(this.lineOfRow);
      this.lineOfRow = grown;
    }
    this.lineOfRow[this.rows++] = this.line;
    this.line += 1 + this.#extraLines;
    if (++this.#inBlock === this.#blockRows) this.#flush();
  }

  /** A row with too few cells is filled with missing ones. */
  #mendRow(cells: number): void {
    const columns = this.#stores.length;
    if (cells > columns) {
      if (this.#beyond) this.#log?.add(this.line, 'extraCells', cells, columns);
      else if (cells !== this.#width) this.#log?.add(this.line, 'trailingDelimiter');
      return;
    }
    for (let column = cells; column < columns; column++)
      this.#block[this.#inBlock * columns + column] = this.#plain[column] === 1 ? NaN : -1;
    this.#log?.add(this.line, 'missingCells', cells, columns);
  }

  #tellBlankLines(): void {
    for (const line of this.#blankLines) this.#log?.add(line, 'emptyRow');
    this.#blankLines = [];
  }

  #flush(): void {
    const columns = this.#stores.length;
    for (let column = 0; column < columns; column++)
      this.#stores[column]?.append(this.#block, column, columns, this.#inBlock);
    this.#inBlock = 0;
  }
}

/** The position after the line end at `i` (LF, CR or CR LF); −1 when it takes the next buffer to know. */
function afterLineEnd(bytes: Uint8Array, i: number, end: number, final: boolean): number {
  if (bytes[i] === lineFeed) return i + 1;
  if (i + 1 >= end) return final ? i + 1 : -1;
  return bytes[i + 1] === lineFeed ? i + 2 : i + 1;
}

function allDigits(bytes: Uint8Array, start: number, stop: number): boolean {
  for (let i = start; i < stop; i++) if ((bytes[i] as number) < zero || (bytes[i] as number) > 57) return false;
  return true;
}
