/**
 * Where the cells of one reading go: numbers into one array a column, words into codes of a dictionary, both allocated
 * for the expected number of rows at once (memory that is never written costs nothing) and grown when there are more.
 */
import type { BlockMemory } from './blockMemory.ts';
import { CellCount } from './cellCount.ts';
import { Moments } from './numbers/moments.ts';
import { NarrowNumbers, type NumberColumn } from './numbers/narrowNumbers.ts';
import { UnitCells } from './unitCells.ts';
import { WordTable } from './wordTable.ts';

/** How a column is read: as numbers, as words, or not at all. */
export type ReadAs = 'number' | 'word' | 'skip';

/** A cell in a column of numbers that is no number. */
export interface NonNumericCell {
  readonly row: number;
  readonly line: number;
  readonly text: string;
}

export const maxNonNumericCells = 20;

/** A block's numbers of one column, on their way; one for all columns. */
let piece = new Float64Array(0);

export class ColumnStore {
  readonly readAs: ReadAs;
  readonly #numbers: NarrowNumbers;
  codes: Int32Array<ArrayBufferLike> = new Int32Array(0);
  /** Of the numbers so far; in a block only their count. */
  readonly moments = new Moments();
  readonly words: WordTable | null;
  /** The first cells that are no numbers, and how many there are. */
  readonly nonNumericCells: NonNumericCell[] = [];
  nonNumericCount = 0;
  /** Cells like 007, which a number would lose. */
  leadingZeros = 0;
  /** Cells such as "inf", read as missing. */
  readonly infinities = new CellCount();
  /** Cells such as "1,234" or "(12)", read without their dress. */
  readonly grouped = new CellCount();
  /** The first of them. */
  groupedCell: { readonly text: string; readonly value: number } | null = null;
  /** Cells that are numbers with the other decimal mark alone. */
  readonly otherMarks = new CellCount();
  readonly units = new UnitCells();
  /** Words for "no value" that were met, in small letters. */
  readonly missingWords = new Set<string>();
  /** The different cells that are no numbers, as many as are worth counting. */
  readonly otherWords = new Set<string>();
  readonly #isBlock: boolean;
  #rows = 0;

  /** @param memory of a block of some thousand rows; what does not fit there gets some of its own */
  constructor(readAs: ReadAs, expectedRows: number, memory: BlockMemory | null = null) {
    this.readAs = readAs;
    this.#isBlock = memory !== null;
    this.words = readAs === 'word' ? new WordTable() : null;
    this.#numbers = new NarrowNumbers(
      expectedRows,
      memory && readAs === 'number' ? memory.doubles(expectedRows) : null,
    );
    if (readAs === 'word') this.codes = memory ? memory.integers(expectedRows) : new Int32Array(expectedRows);
  }

  get numbers(): NumberColumn {
    return this.#numbers.numbers;
  }

  /** Takes column `column` of a row-major block. */
  append(block: Float64Array, column: number, columns: number, rows: number): void {
    const from = this.#rows;
    this.#rows += rows;
    if (this.readAs === 'number') this.#appendNumbers(block, column, columns, rows);
    else if (this.readAs === 'word') this.#appendCodes(block, column, columns, from);
  }

  #appendNumbers(block: Float64Array, column: number, columns: number, rows: number): void {
    const doubles = this.#numbers.doubles(rows);
    if (doubles) {
      const { buffer, at } = doubles;
      if (this.#isBlock) this.moments.copy(block, column, columns, buffer, at, rows);
      else this.moments.take(block, column, columns, buffer, at, rows);
      this.#numbers.written(rows);
      return;
    }
    if (piece.length < rows) piece = new Float64Array(rows);
    this.moments.take(block, column, columns, piece, 0, rows);
    this.#numbers.append(piece, rows);
  }

  #appendCodes(block: Float64Array, column: number, columns: number, from: number): void {
    if (this.words?.overflow) {
      this.codes = new Int32Array(0);
      return;
    }
    if (this.#rows > this.codes.length) {
      const grown = new Int32Array(Math.ceil(this.#rows * 1.5));
      grown.set(this.codes.subarray(0, from));
      this.codes = grown;
    }
    const { codes } = this;
    for (let row = from, k = column; row < this.#rows; row++, k += columns) codes[row] = block[k] as number;
  }

  addNonNumericCell(cell: NonNumericCell): void {
    this.nonNumericCount++;
    if (this.nonNumericCells.length < maxNonNumericCells) this.nonNumericCells.push(cell);
    if (this.otherWords.size < maxNonNumericCells) this.otherWords.add(cell.text);
  }
}
