/** A table some thousand rows at a time: what a second reading takes that must not keep the whole. */
import { BlockMemory } from '../csv/blockMemory.ts';
import type { ByteSource } from '../csv/byteSource.ts';
import { ByteWindow } from '../csv/byteWindow.ts';
import { ColumnStore, type ReadAs } from '../csv/columnStore.ts';
import type { RepairLog } from '../csv/repairLog.ts';
import { NotUtf8 } from '../csv/rereadSignals.ts';
import type { RowScanner } from '../csv/rowScanner.ts';
import { decodeUtf8 } from '../csv/textCodec.ts';
import type { FileLayout } from './fileLayout.ts';
import type { ReadOptions } from './readOptions.ts';
import { goOn, piecesOf, scannerFor } from './scanColumns.ts';

/** Rows that stand in the buffer together, until the next ones are asked for; what was read of them stays where it is kept. */
export interface RowBlock {
  readonly rows: number;
  readonly stores: readonly ColumnStore[];
  /** 1-based line of the file where each row begins. */
  readonly lineOfRow: Uint32Array;
  /** The bytes in which the rows stand, as the lexer reads them. */
  readonly bytes: Uint8Array;
  /** Where each row begins in them, where the next line begins, and its cells. */
  readonly rowRanges: readonly RowRange[];
}

/** Memory that the rows of a block keep, its bytes not among it. */
export function keptBytes({ stores, lineOfRow }: RowBlock): number {
  return stores.reduce((sum, { numbers, codes }) => sum + numbers.byteLength + codes.byteLength, lineOfRow.byteLength);
}

export interface RowRange {
  readonly start: number;
  readonly next: number;
  readonly cells: number;
}

export interface BlockReading {
  readonly layout: FileLayout;
  /** How each column is read. */
  readonly readAs: readonly ReadAs[];
  /** `null` when the repairs are known already. */
  readonly log: RepairLog | null;
  /** Whether the places of the rows are wanted: their bytes are UTF-8 then, also in columns that are not read. */
  readonly withRanges: boolean;
  /** Whether a block that the next one follows is kept; the memory of others is taken again. */
  readonly isKept?: (block: RowBlock) => boolean;
}

/** @throws DataError, NotUtf8, OpenQuote as reading the whole does */
export async function* rowBlocks(
  source: ByteSource,
  options: ReadOptions,
  { layout, readAs, log, withRanges, isKept }: BlockReading,
): AsyncGenerator<RowBlock> {
  const window = new ByteWindow(piecesOf(source, layout, options));
  let line = layout.firstLine;
  let expectedRows = 1024;
  const memory = new BlockMemory();
  try {
    await window.fill(layout.firstByte + 1);
    window.consume(Math.min(layout.firstByte, window.end));
    while (window.end > 0 || !window.final) {
      memory.open(bytesFor(readAs, expectedRows));
      const stores = readAs.map((reading) => new ColumnStore(reading, expectedRows, memory));
      const rowRanges: RowRange[] = [];
      const onRow = withRanges
        ? (start: number, next: number, cells: number) => rowRanges.push({ start, next, cells })
        : null;
      const scanner: RowScanner = scannerFor({ ...layout, expectedRows, firstLine: line }, stores, log, onRow);
      const read = scanner.scan(window.bytes, 0, window.end, window.offset, window.final);
      scanner.finish();
      const { rows, lineOfRow } = scanner;
      if (withRanges) requireUtf8(window.bytes.subarray(0, read), line);
      const block = { rows, stores, lineOfRow, bytes: window.bytes, rowRanges };
      if (rows > 0) yield block;
      if (isKept?.(block)) memory.keep();
      line = scanner.line;
      expectedRows = Math.max(64, Math.ceil(rows * 1.1));
      await goOn(window, scanner, read);
    }
  } finally {
    await window.close();
  }
}

/** Bytes that so many rows take at most. */
function bytesFor(readAs: readonly ReadAs[], rows: number): number {
  return readAs.filter((reading) => reading !== 'skip').length * 8 * (rows + 1);
}

function requireUtf8(bytes: Uint8Array, line: number): void {
  try {
    decodeUtf8(bytes);
  } catch {
    throw new NotUtf8(line);
  }
}
