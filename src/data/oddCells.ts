/**
 * Cells of number columns that are not plain numbers. They are noted only when their row is complete: a row cut off by the end
 * of a buffer is read again from its start, and nothing may count twice.
 */
import type { ColumnStore } from './columnStore.ts';
import { isInfinity, isMissingNumber } from './missing.ts';
import { groupedNumber } from './numberParser.ts';
import { decodeUtf8 } from './textCodec.ts';

type Oddity = { readonly column: number; readonly kind: 'stranger' | 'leadingZero' | 'infinity' | 'grouped'; readonly text: string };

export class OddCells {
  readonly #stores: readonly ColumnStore[];
  readonly #decimalComma: boolean;
  #pending: Oddity[] = [];

  constructor(stores: readonly ColumnStore[], decimalComma: boolean) {
    this.#stores = stores;
    this.#decimalComma = decimalComma;
  }

  /**
   * The value of a cell that `parseNumber` refused; NaN when it has none.
   * @throws TypeError when the bytes are not UTF-8
   */
  value(column: number, bytes: Uint8Array, start: number, stop: number): number {
    if (start === stop) return NaN;
    const text = decodeUtf8(bytes.subarray(start, stop));
    if (isMissingNumber(text)) return NaN;
    const number = this.#decimalComma ? NaN : groupedNumber(text);
    if (number === number) this.#pending.push({ column, kind: 'grouped', text });
    else this.#pending.push({ column, kind: isInfinity(text) ? 'infinity' : 'stranger', text });
    return number;
  }

  overflowed(column: number): number {
    this.#pending.push({ column, kind: 'infinity', text: '' });
    return NaN;
  }

  leadingZero(column: number): void {
    this.#pending.push({ column, kind: 'leadingZero', text: '' });
  }

  forgetRow(): void {
    if (this.#pending.length > 0) this.#pending = [];
  }

  commitRow(row: number, line: number): void {
    if (this.#pending.length === 0) return;
    for (const { column, kind, text } of this.#pending) {
      const store = this.#stores[column] as ColumnStore;
      if (kind === 'stranger') store.addStranger({ row, line, text });
      else if (kind === 'leadingZero') store.leadingZeros++;
      else if (kind === 'infinity') store.firstInfinity = store.infinities++ === 0 ? line : store.firstInfinity;
      else store.firstGrouped = store.grouped++ === 0 ? line : store.firstGrouped;
    }
    this.#pending = [];
  }
}
