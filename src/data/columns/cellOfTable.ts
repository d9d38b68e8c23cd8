/** One cell of a table in memory, by row and by line. */
import type { Column, Table } from './table.ts';

/** A value as the file has it; `null` where it has none. */
export type RawValue = number | string | null;

/** The table's row that begins at this line. @throws RangeError when there is none */
export function rowOfLine({ lineOfRow }: Table, line: number): number {
  let low = 0;
  let high = lineOfRow.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = lineOfRow[middle] ?? 0;
    if (found === line) return middle;
    if (found < line) low = middle + 1;
    else high = middle - 1;
  }
  throw new RangeError(`No row of the table begins at line ${line}.`);
}

export function rawValue({ numbers, codes, categories }: Column, row: number): RawValue {
  if (numbers) return Number.isNaN(numbers[row]) ? null : (numbers[row] ?? null);
  const code = codes?.[row] ?? -1;
  return code < 0 ? null : (categories[code] ?? null);
}
