/** The one pass over the bytes: every cell of the table into the store of its column. */
import type { ByteSource } from '../csv/byteSource.ts';
import { ByteWindow } from '../csv/byteWindow.ts';
import { ColumnStore, type ReadAs } from '../csv/columnStore.ts';
import { withOneByteDelimiter } from '../csv/delimiterRewriter.ts';
import { utf8Pieces } from '../csv/encoding.ts';
import type { RepairLog } from '../csv/repairLog.ts';
import { OpenQuote } from '../csv/rereadSignals.ts';
import { RowScanner, type ScannerOptions } from '../csv/rowScanner.ts';
import type { FileLayout } from './fileLayout.ts';
import { Tail } from '../csv/tail.ts';
import type { ReadOptions } from './readOptions.ts';

/** A quoted cell longer than this has certainly lost its closing quote. */
const maxCell = 1 << 22;

export interface Scan {
  readonly stores: ColumnStore[];
  readonly rows: number;
  readonly lineOfRow: Uint32Array;
  /** The last bytes, as the lexer read them. */
  readonly tail: Tail;
}

/** @param log `null` when the repairs are known already */
export async function readColumns(
  source: ByteSource,
  options: ReadOptions,
  layout: FileLayout,
  readAs: readonly ReadAs[],
  log: RepairLog | null,
): Promise<Scan> {
  const { expectedRows } = layout;
  const stores = readAs.map((reading) => new ColumnStore(reading, expectedRows));
  const scanner = scannerFor(layout, stores, log);
  const tail = new Tail();
  const window = new ByteWindow(tail.of(piecesOf(source, layout, options)));
  try {
    await scanAll(window, scanner, layout.firstByte);
  } finally {
    await window.close();
  }
  scanner.finish();
  return { stores, rows: scanner.rows, lineOfRow: scanner.lineOfRow, tail };
}

/** @param onRow told of each row */
export function scannerFor(
  layout: FileLayout,
  stores: readonly ColumnStore[],
  log: RepairLog | null,
  onRow: ScannerOptions['onRow'] = null,
): RowScanner {
  return new RowScanner({
    stores,
    log,
    onRow,
    expectedRows: layout.expectedRows,
    dialect: layout.dialect,
    decimal: layout.decimalComma ? 44 : 46,
    literalQuotes: layout.literalQuotes,
    width: layout.width,
    comment: layout.comment,
    headerLine: layout.headerLine,
    line: layout.firstLine,
  });
}

/** The bytes that the lexer reads, up to the end of the table. */
export async function* piecesOf(
  source: ByteSource,
  layout: FileLayout,
  options: ReadOptions,
): AsyncGenerator<Uint8Array> {
  const end = layout.endByte ?? Infinity;
  let at = 0;
  for await (const piece of withOneByteDelimiter(utf8Pieces(source, layout.encoding, options), layout.dialect)) {
    // What lies behind the end is taken, too, so that the size of the file is known.
    if (at < end) yield at + piece.length > end ? piece.subarray(0, end - at) : piece;
    at += piece.length;
  }
}

async function scanAll(window: ByteWindow, scanner: RowScanner, firstByte: number): Promise<void> {
  await window.fill(firstByte + 1);
  window.consume(Math.min(firstByte, window.end));
  while (window.end > 0 || !window.final) {
    const read = scanner.scan(window.bytes, 0, window.end, window.offset, window.final);
    await goOn(window, scanner, read);
  }
}

/** Lets more bytes come behind those that were read. @throws OpenQuote when a cell cannot end any more */
export async function goOn(window: ByteWindow, scanner: RowScanner, read: number): Promise<void> {
  window.consume(read);
  if (window.end > 0 && scanner.openQuote >= 0) {
    const length = window.offset + window.end - scanner.openQuote;
    if (window.final || length > maxCell) throw new OpenQuote(scanner.openQuote, scanner.openQuoteLine);
  }
  if (window.final && window.end > 0) throw new OpenQuote(window.offset, scanner.line);
  // A row longer than what is here is tried again only when twice as much has come, or long rows would take quadratic time.
  await window.fill(read > 0 ? window.end + 1 : 2 * window.end + 1);
}
