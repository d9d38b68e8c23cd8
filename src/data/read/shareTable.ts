/** A table for several threads: its arrays lie in shared memory, so that handing it over copies no number. */
import type { Column, Table } from '../columns/table.ts';

type Numbers = Uint8Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** The same table; itself when it is shared already. */
export function toSharedTable(table: Table): Table {
  const columns = table.columns.map(shareColumn);
  const isShared =
    columns.every((column, index) => column === table.columns[index]) && isInSharedMemory(table.lineOfRow);
  return isShared ? table : { ...table, columns, lineOfRow: shareNumbers(table.lineOfRow) };
}

function shareColumn(column: Column): Column {
  const { numbers, codes } = column;
  if ((numbers === null || isInSharedMemory(numbers)) && (codes === null || isInSharedMemory(codes))) return column;
  return { ...column, numbers: numbers && shareNumbers(numbers), codes: codes && shareNumbers(codes) };
}

function isInSharedMemory({ buffer }: Numbers): boolean {
  return buffer instanceof SharedArrayBuffer;
}

function shareNumbers<T extends Numbers>(numbers: T): T {
  if (isInSharedMemory(numbers)) return numbers;
  const Format = numbers.constructor as new (buffer: SharedArrayBuffer) => T;
  const shared = new Format(new SharedArrayBuffer(numbers.byteLength));
  shared.set(numbers);
  return shared;
}
