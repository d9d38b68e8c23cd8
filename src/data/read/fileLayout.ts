/** Everything that the first rows decide: encoding, delimiter, header, names, and how each column is read. */
import { notice } from '../../core/notice.ts';
import { type ColumnPlan, type MissingWords, missingRule, type Spellings } from '../columns/columnPlan.ts';
import type { ByteSource } from '../csv/byteSource.ts';
import { ByteWindow } from '../csv/byteWindow.ts';
import { carriageReturn, lineFeed } from '../csv/cellLexer.ts';
import type { ReadAs } from '../csv/columnStore.ts';
import { detectDecimalComma, detectDelimiter, detectHeader } from './dialect.ts';
import { detectEncoding, rawPieces, type Utf8Options, utf8Pieces } from '../csv/encoding.ts';
import { DataError } from '../csv/errors.ts';
import { headerNames } from './headerNames.ts';
import { NotUtf8, OpenQuote } from '../csv/rereadSignals.ts';
import type { RepairLog } from '../csv/repairLog.ts';
import { type SampleRow, sampleRows } from './sampleRows.ts';
import type { ColumnType } from '../columns/summary.ts';
import { decodeUtf8 } from '../csv/textCodec.ts';
import { looksNumeric } from '../columns/looksNumeric.ts';

/** What an earlier, failed reading taught. */
export interface Hints {
  /** `null`: find out. */
  readonly encoding: string | null;
  /** Line at which the file proved not to be UTF-8; 0 when it did not. */
  readonly notUtf8: number;
  /** Positions of quotes that never close, with their lines. */
  readonly literalQuotes: ReadonlyMap<number, number>;
}

interface LayoutOptions extends Utf8Options {
  readonly delimiter?: string | undefined;
  readonly header?: boolean | undefined;
  readonly types?: Readonly<Record<string, ColumnType>> | undefined;
  readonly missingWords?: MissingWords | undefined;
  readonly spellings?: Spellings | undefined;
}

export interface FileLayout {
  readonly encoding: string;
  readonly delimiter: string;
  readonly decimalComma: boolean;
  readonly header: boolean;
  readonly plans: readonly ColumnPlan[];
  readonly readAs: readonly ReadAs[];
  readonly firstRows: readonly (readonly string[])[];
  /** Where the first row of values begins, in the file as UTF-8, and its line. */
  readonly firstByte: number;
  readonly firstLine: number;
  /** An estimate, a little too large. */
  readonly expectedRows: number;
  readonly literalQuotes: ReadonlySet<number>;
}

const sampleSize = 1 << 17;
const sampleRowsWanted = 20;
const largestSample = 1 << 24;

/** @throws DataError when the file is empty, is no text, or its rows cannot be told apart */
export async function layoutOf(
  source: ByteSource,
  options: LayoutOptions,
  hints: Hints,
  log: RepairLog,
): Promise<FileLayout> {
  const encoding = hints.encoding ?? detectEncoding(await head(source, options));
  const window = await sampleOf(source, encoding, options);
  const { bytes, end } = window;
  const delimiter = chosenDelimiter(options.delimiter) ?? detectDelimiter(bytes, end);
  const literalQuotes = new Set(hints.literalQuotes.keys());
  const { rows, openQuote } = sampleRows(bytes, end, delimiter, 2000, literalQuotes);
  const [first] = rows;
  if (!first) throw openQuote ? new OpenQuote(openQuote.position, openQuote.line) : noRows(window);
  const decimalComma = detectDecimalComma(rows, delimiter);
  const header = options.header ?? detectHeader(rows, decimalComma);
  tell(hints, log);
  const values = header ? rows.slice(1) : rows;
  if (header) requireUtf8(bytes, first, encoding);
  const plans = planColumns(header ? first : null, widthOf(first, values), options, log);
  return {
    encoding,
    delimiter,
    decimalComma,
    header,
    plans,
    literalQuotes,
    readAs: plans.map((plan) => initialReading(plan, values, decimalComma)),
    firstRows: values.slice(0, 10).map((row) => plans.map(({ index }) => row.cells[index] ?? '')),
    firstByte: header ? first.next : 0,
    firstLine: header ? first.nextLine : 1,
    expectedRows: expectedRows(source, window, rows),
  };
}

async function head(source: ByteSource, options: LayoutOptions): Promise<Uint8Array> {
  const window = new ByteWindow(rawPieces(source, options));
  await window.fill(4096);
  await window.close();
  return window.bytes.subarray(0, window.end);
}

/** The beginning of the file: enough for some rows, however long they are. */
async function sampleOf(source: ByteSource, encoding: string, options: LayoutOptions): Promise<ByteWindow> {
  const window = new ByteWindow(utf8Pieces(source, encoding, options));
  await window.fill(sampleSize);
  while (!window.final && window.end < largestSample && lineEnds(window) < sampleRowsWanted)
    await window.fill(2 * window.end);
  await window.close();
  return window;
}

function lineEnds({ bytes, end }: ByteWindow): number {
  let count = 0;
  for (let i = 0; i < end; i++) if (bytes[i] === lineFeed || bytes[i] === carriageReturn) count++;
  return count;
}

function chosenDelimiter(delimiter: string | undefined): string | undefined {
  if (delimiter === undefined || /^[\x20-\x7e\t]$/.test(delimiter)) return delimiter;
  throw new DataError('columns', notice('file.delimiter', JSON.stringify(delimiter)));
}

function noRows(window: ByteWindow): DataError {
  if (window.end === 0 || window.final) return new DataError('empty', notice('file.empty'), { line: 1 });
  return new DataError('rows', notice('file.noLineEnd'), {
    line: 1,
  });
}

function tell(hints: Hints, log: RepairLog): void {
  if (hints.notUtf8 > 0) log.add(hints.notUtf8, 'encoding', hints.encoding ?? '');
  for (const line of hints.literalQuotes.values()) log.add(line, 'openQuote');
}

function requireUtf8(bytes: Uint8Array, first: SampleRow, encoding: string): void {
  if (encoding !== 'utf-8') return;
  try {
    decodeUtf8(bytes.subarray(0, first.next));
  } catch {
    throw new NotUtf8(first.line);
  }
}

/** As many columns as the header names, or as the widest of the first rows has when there is none. */
function widthOf(first: SampleRow, values: readonly SampleRow[]): number {
  if (values[0] === first) return values.slice(0, 100).reduce((width, row) => Math.max(width, row.cells.length), 0);
  return first.cells.length;
}

function planColumns(
  header: SampleRow | null,
  width: number,
  { types, missingWords, spellings = 'merge' }: LayoutOptions,
  log: RepairLog,
): ColumnPlan[] {
  const names = headerNames(header?.cells ?? null, width, header?.line ?? 1, log);
  return names.map((name, index) => ({
    name,
    index,
    unnamed: header !== null && (header.cells[index] ?? '').trim() === '',
    columns: names.length,
    unit: null,
    type: types && Object.hasOwn(types, name) ? types[name] : undefined,
    spellings,
    ...missingRule(missingWords, name),
  }));
}

function initialReading(plan: ColumnPlan, rows: readonly SampleRow[], decimalComma: boolean): ReadAs {
  if (plan.type !== undefined) return plan.type === 'number' ? 'number' : 'word';
  return looksNumeric(
    rows.map(({ cells }) => cells[plan.index] ?? ''),
    plan,
    decimalComma,
  )
    ? 'number'
    : 'word';
}

function expectedRows(source: ByteSource, window: ByteWindow, rows: readonly SampleRow[]): number {
  const last = rows.at(-1);
  if (!last || window.final) return rows.length + 1;
  const total = source.byteLength;
  if (total === undefined) return 4096;
  return Math.min(Math.ceil((total / last.next) * rows.length * 1.05) + 64, total);
}
