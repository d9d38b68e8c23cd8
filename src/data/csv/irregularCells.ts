/**
 * Cells of number columns that are not plain numbers, and cells of any column that had to be mended. They are noted only
 * when their row is complete: a row cut off by the end of a buffer is read again from its start, and nothing may count twice.
 */
import type { ColumnStore } from './columnStore.ts';
import { isInfinity, isMissingNumber } from './missing.ts';
import { type DressedNumber, dressedNumber } from './numbers/dressedNumber.ts';
import type { RepairLog } from './repairLog.ts';
import { decodeUtf8 } from './textCodec.ts';

type OddityKind = 'nonNumeric' | 'leadingZero' | 'infinity' | 'grouped' | 'unit' | 'otherMark' | 'strayQuote' | 'nul';

interface Oddity {
  readonly column: number;
  readonly kind: OddityKind;
  readonly text: string;
  /** What the cell was read as; absent where it was not read. */
  readonly value?: number;
}

export class IrregularCells {
  readonly #stores: readonly ColumnStore[];
  readonly #decimalComma: boolean;
  readonly #log: RepairLog | null;
  #pending: Oddity[] = [];

  /** @param log `null` in a second reading */
  constructor(stores: readonly ColumnStore[], decimalComma: boolean, log: RepairLog | null) {
    this.#stores = stores;
    this.#decimalComma = decimalComma;
    this.#log = log;
  }

  /**
   * The value of a cell that `parseNumber` refused; NaN when it has none.
   * @throws TypeError when the bytes are not UTF-8
   */
  value(column: number, bytes: Uint8Array, start: number, stop: number): number {
    if (start === stop) return NaN;
    const text = decodeUtf8(bytes.subarray(start, stop));
    if (isMissingNumber(text)) {
      this.#stores[column]?.missingWords.add(text.trim().toLowerCase());
      return NaN;
    }
    const number = dressedNumber(text, this.#decimalComma);
    if (number) return this.#dressed(column, text, number);
    this.#pending.push({ column, kind: isInfinity(text) ? 'infinity' : 'nonNumeric', text });
    if (dressedNumber(text, !this.#decimalComma)) this.#pending.push({ column, kind: 'otherMark', text });
    return NaN;
  }

  /** The first unit that is met is taken for the column's until the end shows whether it is. */
  #dressed(column: number, text: string, { value, unit }: DressedNumber): number {
    const { units } = this.#stores[column] as ColumnStore;
    if (unit !== '' && units.unit === '') units.unit = unit;
    const ofUnit = unit === units.unit ? 'unit' : 'nonNumeric';
    const kind = unit === '' ? 'grouped' : ofUnit;
    this.#pending.push({ column, kind, text, value });
    return kind === 'nonNumeric' ? NaN : value;
  }

  overflowed(column: number): number {
    this.#pending.push({ column, kind: 'infinity', text: '' });
    return NaN;
  }

  leadingZero(column: number): void {
    this.#pending.push({ column, kind: 'leadingZero', text: '' });
  }

  /** A quote inside a quoted cell that is not doubled; of any column, also beyond those of the table. */
  strayQuote(column: number): void {
    this.#pending.push({ column, kind: 'strayQuote', text: '' });
  }

  /** NUL bytes, left out; of any column, also beyond those of the table. */
  nul(column: number): void {
    this.#pending.push({ column, kind: 'nul', text: '' });
  }

  forgetRow(): void {
    if (this.#pending.length > 0) this.#pending = [];
  }

  commitRow(row: number, line: number): void {
    if (this.#pending.length === 0) return;
    for (const oddity of this.#pending) this.#commit(oddity, row, line);
    this.#pending = [];
  }

  #commit({ column, kind, text, value = NaN }: Oddity, row: number, line: number): void {
    if (kind === 'strayQuote' || kind === 'nul') {
      this.#log?.add(line, kind, column + 1);
      return;
    }
    const store = this.#stores[column] as ColumnStore;
    if (kind === 'nonNumeric') store.addNonNumericCell({ row, line, text });
    else if (kind === 'leadingZero') store.leadingZeros++;
    else if (kind === 'infinity') store.infinities.add(line);
    else if (kind === 'unit') store.units.add({ row, line, text });
    else if (kind === 'otherMark') store.otherMarks.add(line);
    else {
      store.grouped.add(line);
      store.groupedCell ??= { text, value };
    }
  }
}
