/** The first rows of a file as text, for everything that has to be found out before the reading proper begins. */
import { CellLexer, carriageReturn, lineFeed } from '../csv/cellLexer.ts';
import { decodeLoosely } from '../csv/textCodec.ts';

export interface SampleRow {
  readonly cells: readonly string[];
  /** Whether each cell stood in quotes. */
  readonly quoted: readonly boolean[];
  /** Position of the first byte after the row. */
  readonly next: number;
  /** 1-based line where the row begins, and where the next one does. */
  readonly line: number;
  readonly nextLine: number;
}

export interface Sample {
  readonly rows: readonly SampleRow[];
  /** The quoted cell in which the bytes end, when they end in one. */
  readonly openQuote: { readonly position: number; readonly line: number } | null;
}

/** The complete rows of `bytes[0, end)`, at most `limit`; blank lines are left out. `bytes[end]` must be 0. */
export function sampleRows(
  bytes: Uint8Array,
  end: number,
  delimiter: string,
  limit: number,
  literalQuotes?: ReadonlySet<number>,
): Sample {
  const lexer = new CellLexer(delimiter.charCodeAt(0), literalQuotes);
  const rows: SampleRow[] = [];
  let line = 1;
  let i = 0;
  while (i < end && rows.length < limit) {
    if (bytes[i] === lineFeed || bytes[i] === carriageReturn) {
      i = afterLineEnd(bytes, i);
      line++;
      continue;
    }
    const row = sampleRow(lexer, bytes, i, end, line);
    if (typeof row === 'number') return { rows, openQuote: lexer.quoted ? { position: row, line } : null };
    rows.push(row);
    i = row.next;
    line = row.nextLine;
  }
  return { rows, openQuote: null };
}

/** The row at `from`; the position of its last cell when the bytes end before it does. */
function sampleRow(lexer: CellLexer, bytes: Uint8Array, from: number, end: number, line: number): SampleRow | number {
  const cells: string[] = [];
  const quoted: boolean[] = [];
  let nextLine = line + 1;
  for (let i = from; ; i++) {
    const cell = i;
    i = lexer.read(bytes, cell, end, 0);
    if (i < 0) return cell;
    cells.push(decodeLoosely(lexer.bytes.subarray(lexer.start, lexer.stop)));
    quoted.push(lexer.quoted);
    nextLine += lexer.lines;
    if (bytes[i] === lineFeed || bytes[i] === carriageReturn)
      return { cells, quoted, next: afterLineEnd(bytes, i), line, nextLine };
  }
}

function afterLineEnd(bytes: Uint8Array, i: number): number {
  return bytes[i] === carriageReturn && bytes[i + 1] === lineFeed ? i + 2 : i + 1;
}
