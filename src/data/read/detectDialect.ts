/** Found from the first rows: what parts the cells, what encloses them. */
import { type Dialect, delimiters, isRewritten, type Quote, spaces } from '../csv/dialect.ts';
import { rewriteLines } from '../csv/delimiterRewriter.ts';
import { decodeLoosely, encodeUtf8 } from '../csv/textCodec.ts';
import { isQuantityColumn, valuesOf } from './cellForm.ts';
import { type SampleRow, sampleRows } from './sampleRows.ts';
import { commonWidth } from './widths.ts';

const rowsLooked = 200;
const bytesLooked = 1 << 16;

/** What of the dialect is given by hand or by the file itself. */
export interface GivenDialect {
  readonly delimiter?: string | undefined;
  readonly quote?: Quote | undefined;
}

export interface SampleStart {
  /** Lines at the beginning that say nothing about the cells. */
  readonly from: number;
  readonly comment: string;
}

/** `bytes[end]` must be 0. */
export function detectDialect(bytes: Uint8Array, end: number, start: SampleStart, given: GivenDialect = {}): Dialect {
  const text = decodeLoosely(bytes.subarray(start.from, Math.min(end, start.from + bytesLooked)));
  const quote = given.quote ?? quoteIn(text);
  const backslash = quote !== '' && escapesQuotes(text, quote);
  const plain = { quote, backslash };
  if (given.delimiter !== undefined) return { delimiter: given.delimiter, ...plain };
  const delimiter = detectDelimiter(bytes, end, start, plain, text);
  return { delimiter, ...plain };
}

/** The delimiter that cuts most rows into the same number of cells, at least two; a comma when none does. */
function detectDelimiter(
  bytes: Uint8Array,
  end: number,
  start: SampleStart,
  quoting: Omit<Dialect, 'delimiter'>,
  text: string,
): string {
  let best = ',';
  let bestShare = 0.5;
  for (const delimiter of delimiters) {
    if (!occurs(delimiter, text)) continue;
    const byBlanks = delimiter === ' ' || delimiter === spaces;
    if (byBlanks && best !== ',' && bestShare > 0.5) break;
    const rows = rowsBy(bytes, end, start, { delimiter, ...quoting });
    const { cells, share } = evenness(rows);
    if (cells < 2 || share <= bestShare) continue;
    if (byBlanks && !isTableOfBlanks(rows, cells, share)) continue;
    best = delimiter;
    bestShare = share;
    const isPadded =
      delimiter === '\t'
        ? isPaddedByTabs(rows, cells)
        : delimiter === ' ' && isAligned(rows, rowsBy(bytes, end, start, { delimiter: spaces, ...quoting }));
    if (isPadded) best = spaces;
  }
  return best;
}

/** Several tabs in a row that part nothing: between the columns there are some without a name and without a value. */
function isPaddedByTabs(rows: readonly SampleRow[], width: number): boolean {
  const isEmpty = (column: number) => rows.every(({ cells }) => (cells[column] ?? '').trim() === '');
  const columns = Array.from({ length: width }, (_, column) => isEmpty(column));
  const inner = columns.slice(0, columns.lastIndexOf(false));
  return inner.includes(true) && !rows.some(({ cells }) => cells.some((cell) => /\S\s+\S/.test(cell)));
}

/** Several spaces between columns of one width: parted by each of them there are columns without a value, by all at once none. */
function isAligned(rows: readonly SampleRow[], byAll: readonly SampleRow[]): boolean {
  const body = rows.slice(1);
  const width = commonWidth(body).cells;
  const isEmpty = (column: number) => body.every(({ cells }) => (cells[column] ?? '').trim() === '');
  const isSparse = Array.from({ length: width - 1 }, (_, column) => isEmpty(column)).includes(true);
  return isSparse && commonWidth(byAll).share >= commonWidth(rows).share && commonWidth(byAll).cells > 1;
}

function occurs(delimiter: string, text: string): boolean {
  return delimiter === spaces ? /[ \t]/.test(text) : text.includes(delimiter);
}

/**
 * The width of most rows and the share of rows that have it. The first may have a cell more or less, as headers have; quotes inside
 * quoted cells speak against the delimiter.
 */
function evenness(rows: readonly SampleRow[]): { cells: number; share: number } {
  const [first, ...rest] = rows;
  const { cells, share } = commonWidth(rows);
  const below = commonWidth(rest);
  const stray = rows.filter(({ strayQuote }) => strayQuote).length / Math.max(1, rows.length);
  if (!first || rest.length === 0 || Math.abs(first.cells.length - below.cells) !== 1)
    return { cells, share: share - stray };
  const withFirst = (below.share * rest.length + 0.9) / rows.length;
  return withFirst > share ? { cells: below.cells, share: withFirst - stray } : { cells, share: share - stray };
}

function rowsBy(
  bytes: Uint8Array,
  end: number,
  { from, comment }: SampleStart,
  dialect: Dialect,
): readonly SampleRow[] {
  if (!isRewritten(dialect)) return sampleRows(bytes, end, dialect, { from, limit: rowsLooked, comment }).rows;
  const stop = wholeLines(bytes, from, end);
  const lines = rewriteLines(bytes.subarray(from, stop), stop - from, dialect);
  const withEnd = new Uint8Array(lines.length + 1);
  withEnd.set(lines);
  return sampleRows(withEnd, lines.length, dialect, { limit: rowsLooked, comment }).rows;
}

function wholeLines(bytes: Uint8Array, from: number, end: number): number {
  const most = Math.min(end, from + bytesLooked);
  if (most === end) return end;
  const stop = Math.max(bytes.lastIndexOf(10, most), bytes.lastIndexOf(13, most)) + 1;
  return stop > from ? stop : end;
}

/** Words separated by spaces are a sentence; a table has columns of numbers. */
function isTableOfBlanks(rows: readonly SampleRow[], width: number, share: number): boolean {
  if (share < 0.9 || rows.length < 2) return false;
  const [first, ...rest] = rows.filter(({ cells }) => cells.length === width);
  if (!first) return false;
  const body = rest.length > 0 ? rest : [first];
  const numeric = Array.from({ length: width }, (_, column) => isQuantityColumn(valuesOf(body, column), false));
  return numeric.filter(Boolean).length * 3 >= width;
}

const parts = '(?:^|[,;\\t|^~]|::) *';
const ends = ' *(?:$|[,;\\t|^~]|::)';
const inDouble = new RegExp(`${parts}"[^"\\n]*"${ends}`, 'm');
// A doubled apostrophe inside is one of the text: 'O''Neil'.
const inSingle = new RegExp(`${parts}'(?:[^'\\n]|'')*'(?=${ends})`, 'gm');
const opensSingle = new RegExp(`${parts}'`, 'gm');

/** Apostrophes enclose cells where every cell that begins with one ends with one, and no cell stands in quotes. */
function quoteIn(text: string): Quote {
  if (!text.includes("'")) return '"';
  if (inDouble.test(text)) return '"';
  const lines = text.replace(/\r\n?/g, '\n');
  const enclosed = lines.match(inSingle)?.length ?? 0;
  const opened = lines.match(opensSingle)?.length ?? 0;
  // Commas inside enclosed cells are followed by an apostrophe rarely; two cells at least make a habit.
  return enclosed > 1 && enclosed >= 0.95 * opened ? "'" : '"';
}

/** Quotes inside quoted cells stand behind a backslash, and none is doubled. */
function escapesQuotes(text: string, quote: Quote): boolean {
  const escaped = text.split(`\\${quote}`).slice(1);
  const inside = escaped.filter((after) => /^[^\s,;|]/.test(after)).length;
  return inside > 0 && !new RegExp(`[^,;\\t|\\s${quote}\\\\]${quote}${quote}[^${quote}]`).test(text);
}

/** Rows of a text that must agree before it is taken for a table. */
const shareOfTable = 0.9;

/**
 * Whether a text that nobody called a table is one: two rows at least, nearly all of as many cells as the others.
 * @param text whole lines
 */
export function looksLikeTable(text: string): boolean {
  const bytes = encodeUtf8(`${text}\0`);
  const end = bytes.length - 1;
  const start = { from: 0, comment: '' };
  const rows = rowsBy(bytes, end, start, detectDialect(bytes, end, start));
  const { cells, share } = commonWidth(rows);
  return rows.length > 1 && cells > 1 && share >= shareOfTable;
}
