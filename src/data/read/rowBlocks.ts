/** A table some thousand rows at a time: what a second reading takes that must not keep the whole. */
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

/** Rows that stand in the buffer together. Its bytes are good until the next one is asked for, what was read of them for ever. */
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
  return (
    stores.reduce((sum, { numbers, codes }) => sum + numbers.buffer.byteLength + codes.buffer.byteLength, 0) +
    lineOfRow.buffer.byteLength
  );
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
}

/** @throws DataError, NotUtf8, OpenQuote as reading the whole does */
export async function* rowBlocks(
  source: ByteSource,
  options: ReadOptions,
  { layout, readAs, log, withRanges }: BlockReading,
): AsyncGenerator<RowBlock> {
  const window = new ByteWindow(piecesOf(source, layout, options));
  let line = layout.firstLine;
  let expectedRows = 1024;
  try {
    await window.fill(layout.firstByte + 1);
    window.consume(Math.min(layout.firstByte, window.end));
    while (window.end > 0 || !window.final) {
      const stores = readAs.map((reading) => new ColumnStore(reading, expectedRows, true));
      const rowRanges: RowRange[] = [];
      const onRow = withRanges
        ? (start: number, next: number, cells: number) => rowRanges.push({ start, next, cells })
        : null;
      const scanner: RowScanner = scannerFor({ ...layout, expectedRows, firstLine: line }, stores, log, onRow);
      const read = scanner.scan(window.bytes, 0, window.end, window.offset, window.final);
      scanner.finish();
      const { rows, lineOfRow } = scanner;
      if (withRanges) requireUtf8(window.bytes.subarray(0, read), line);
      if (rows > 0) yield { rows, stores, lineOfRow, bytes: window.bytes, rowRanges };
      line = scanner.line;
      expectedRows = Math.max(64, Math.ceil(rows * 1.1));
      await goOn(window, scanner, read);
    }
  } finally {
    await window.close();
  }
}

function requireUtf8(bytes: Uint8Array, line: number): void {
  try {
    decodeUtf8(bytes);
  } catch {
    throw new NotUtf8(line);
  }
}
