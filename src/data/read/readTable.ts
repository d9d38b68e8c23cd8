/**
 * CSV and TSV bytes → table. The first rows decide how the file is written and how each column is read; then everything is read
 * in one pass. What later rows contradict is read once more: a column of numbers that turns out to hold words, a file that is
 * not UTF-8 after all, a quote that never closes.
 */
import { notice } from '../../core/notice.ts';
import { buildColumn, requestedReading } from '../columns/buildColumn.ts';
import type { ColumnPlan, Findings, MissingWords, Spellings } from '../columns/columnPlan.ts';
import type { ByteSource } from '../csv/byteSource.ts';
import { ByteWindow } from '../csv/byteWindow.ts';
import { ColumnStore, type ReadAs } from '../csv/columnStore.ts';
import { encodingName, type Utf8Options, utf8Pieces } from '../csv/encoding.ts';
import { DataError } from '../csv/errors.ts';
import { type FileLayout, type Hints, layoutOf } from './fileLayout.ts';
import { NotUtf8, OpenQuote } from '../csv/rereadSignals.ts';
import { RepairLog } from '../csv/repairLog.ts';
import { RowScanner } from '../csv/rowScanner.ts';
import type { ColumnType } from '../columns/summary.ts';
import type { Table } from '../columns/table.ts';

/** What is absent is found out. */
export interface ReadOptions extends Utf8Options {
  /** "," ";" "\t" "|" or " ". */
  readonly delimiter?: string | undefined;
  readonly header?: boolean | undefined;
  readonly encoding?: string | undefined;
  /** Types of columns by name, where the rules would decide otherwise. */
  readonly types?: Readonly<Record<string, ColumnType>> | undefined;
  /** Words that mean "no value", for all columns or by column. */
  readonly missingWords?: MissingWords | undefined;
  /** Whether spellings of a word are made one. */
  readonly spellings?: Spellings | undefined;
}

/** A quoted cell longer than this has certainly lost its closing quote. */
const maxCell = 1 << 22;
const openQuotesMended = 50;

/**
 * Reads a whole table. The source may be opened more than once.
 * @throws DataError when there is no table in the bytes, a demanded type does not fit, or the signal says stop
 */
export async function readTable(source: ByteSource, options: ReadOptions = {}): Promise<Table> {
  let hints: Hints = {
    encoding: options.encoding === undefined ? null : encodingName(options.encoding),
    notUtf8: 0,
    literalQuotes: new Map(),
  };
  for (;;) {
    try {
      return await readWith(source, options, hints);
    } catch (error) {
      hints = mendedHints(error, hints);
    }
  }
}

/** What to do differently after this error; throws it when nothing helps. */
function mendedHints(error: unknown, hints: Hints): Hints {
  if (error instanceof NotUtf8) {
    if (hints.encoding === null)
      return { ...hints, encoding: 'windows-1252', notUtf8: error.line, literalQuotes: new Map() };
    throw new DataError('encoding', notice('encoding.line', error.line, hints.encoding), { line: error.line });
  }
  if (error instanceof OpenQuote) {
    const { position, line } = error;
    if (hints.literalQuotes.size < openQuotesMended)
      return { ...hints, literalQuotes: new Map([...hints.literalQuotes, [position, line]]) };
    throw new DataError('rows', notice('file.openQuote'), { line });
  }
  throw error;
}

async function readWith(source: ByteSource, options: ReadOptions, hints: Hints): Promise<Table> {
  const log = new RepairLog();
  let taken = 0;
  const told = (bytes: number) => {
    taken = bytes;
    options.onProgress?.(bytes);
  };
  const layout = await layoutOf(source, { ...options, onProgress: undefined }, hints, log);
  const scan = await readColumns(source, { ...options, onProgress: told }, layout, layout.readAs, log);
  if (scan.rows === 0)
    throw new DataError('empty', notice('file.noRows'), {
      line: 1,
    });
  const { rows, lineOfRow } = scan;
  const findings: Findings = {
    rows,
    lineOfRow: lineOfRow.subarray(0, rows),
    decimalComma: layout.decimalComma,
    log,
    missingAmongNumbers: new Set(),
  };
  await readAgain(source, options, layout, scan.stores, findings);
  const missingAmongNumbers = new Set(scan.stores.flatMap((store) => [...store.missingWords]));
  const columns = layout.plans.map((plan, index) =>
    buildColumn(scan.stores[index] as ColumnStore, plan, { ...findings, missingAmongNumbers }),
  );
  const { encoding, delimiter, decimalComma, header, firstRows } = layout;
  const { repairs, omitted: repairsOmitted } = log;
  return {
    columns,
    rows,
    lineOfRow: findings.lineOfRow,
    encoding,
    delimiter,
    decimalComma,
    header,
    bytes: taken,
    firstRows,
    repairs,
    repairsOmitted,
  };
}

/** Reads the columns once more that turned out to be of the other kind, and puts them in their places. */
async function readAgain(
  source: ByteSource,
  options: ReadOptions,
  layout: FileLayout,
  stores: ColumnStore[],
  findings: Findings,
): Promise<void> {
  const wanted = layout.plans.map((plan: ColumnPlan, index): ReadAs => {
    const store = stores[index] as ColumnStore;
    const reading = requestedReading(store, plan, findings);
    return reading === store.readAs ? 'skip' : reading;
  });
  if (wanted.every((reading) => reading === 'skip')) return;
  const again = await readColumns(source, { ...options, onProgress: undefined }, layout, wanted, null);
  wanted.forEach((reading, index) => {
    if (reading !== 'skip') stores[index] = again.stores[index] as ColumnStore;
  });
}

interface Scan {
  readonly stores: ColumnStore[];
  readonly rows: number;
  readonly lineOfRow: Uint32Array;
}

/** @param log `null` when the repairs are known already */
async function readColumns(
  source: ByteSource,
  options: ReadOptions,
  layout: FileLayout,
  readAs: readonly ReadAs[],
  log: RepairLog | null,
): Promise<Scan> {
  const { expectedRows } = layout;
  const stores = readAs.map((reading) => new ColumnStore(reading, expectedRows));
  const scanner = new RowScanner({
    stores,
    log,
    expectedRows,
    delimiter: layout.delimiter.charCodeAt(0),
    decimal: layout.decimalComma ? 44 : 46,
    literalQuotes: layout.literalQuotes,
    line: layout.firstLine,
  });
  const window = new ByteWindow(utf8Pieces(source, layout.encoding, options));
  try {
    await scanAll(window, scanner, layout.firstByte);
  } finally {
    await window.close();
  }
  scanner.finish();
  return { stores, rows: scanner.rows, lineOfRow: scanner.lineOfRow };
}

async function scanAll(window: ByteWindow, scanner: RowScanner, firstByte: number): Promise<void> {
  await window.fill(firstByte + 1);
  window.consume(Math.min(firstByte, window.end));
  while (window.end > 0 || !window.final) {
    const read = scanner.scan(window.bytes, 0, window.end, window.offset, window.final);
    window.consume(read);
    if (window.end > 0 && scanner.openQuote >= 0) {
      const length = window.offset + window.end - scanner.openQuote;
      if (window.final || length > maxCell) throw new OpenQuote(scanner.openQuote, scanner.openQuoteLine);
    }
    if (window.final && window.end > 0) throw new OpenQuote(window.offset, scanner.line);
    // A row longer than what is here is tried again only when twice as much has come, or long rows would take quadratic time.
    await window.fill(read > 0 ? window.end + 1 : 2 * window.end + 1);
  }
}
