/** Helpers of the reader's tests: text or bytes in, tables and texts out. */
import { type ByteSource, sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import type { ReadOptions } from '../../../../src/data/read/readOptions.ts';
import type { ColumnType } from '../../../../src/data/columns/summary.ts';
import type { Column, Table } from '../../../../src/data/columns/table.ts';

/** Text as UTF-8, or bytes as they are. */
export function read(content: string | Uint8Array, options: ReadOptions = {}): Promise<Table> {
  return readTable(sourceOfBytes(typeof content === 'string' ? Buffer.from(content) : content), options);
}

/** A source that hands out its bytes in pieces of the given size, each in a buffer of its own. */
export function inPieces(bytes: Uint8Array, size: number): ByteSource {
  return {
    async *open() {
      for (let i = 0; i < bytes.length; i += size) yield bytes.slice(i, i + size);
    },
  };
}

/** Every cell as text, however it would have been typed; a missing one is "". */
export async function texts(
  content: string | Uint8Array,
  names: readonly string[],
  options: ReadOptions = {},
): Promise<string[][]> {
  const types: Record<string, ColumnType> = Object.fromEntries(names.map((name) => [name, 'text']));
  const table = await read(content, { ...options, types });
  return Array.from({ length: table.rows }, (_, row) => table.columns.map((column) => textAt(column, row)));
}

export function textAt(column: Column, row: number): string {
  const code = column.codes?.[row] ?? -1;
  return column.categories[code] ?? '';
}

export function column(table: Table, name: string): Column {
  const found = table.columns.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
}

export function numbers(table: Table, name: string): number[] {
  return [...(column(table, name).numbers ?? [])];
}

/** "line kind" of every repair. */
export function repairsOf(table: Table): string[] {
  return table.repairs.map(({ line, kind }) => `${line} ${kind}`);
}
