/** Predictions as lines of text: alone as CSV, or behind the cells of the table in the way in which the table itself is written. */
import { carriageReturn, lineFeed } from '../../data/csv/cellLexer.ts';
import { type Dialect, isRewritten, spaces, unitSeparator } from '../../data/csv/dialect.ts';
import { decodeLoosely } from '../../data/csv/textCodec.ts';
import type { FileLayout } from '../../data/read/fileLayout.ts';
import type { RowBlock } from '../../data/read/rowBlocks.ts';
import { harmless, textCell } from './answerCells.ts';

export interface RowWriter {
  /** Whether it wants to know where rows stand in their bytes. */
  readonly needsRanges: boolean;
  /** Whether a line is its cells as CSV and nothing else, so that there is a quicker way (`plainLines.ts`). */
  readonly isPlain?: true;
  header(layout: FileLayout, names: readonly string[]): string;
  /** A line with its end. */
  row(block: RowBlock, row: number, cells: readonly string[]): string;
}

/** The predictions alone. */
export const plainWriter: RowWriter = {
  needsRanges: false,
  isPlain: true,
  header: (_layout, names) => csvLine(names),
  row: (_block, _row, cells) => csvLine(cells),
};

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(textCell).join(',')}\n`;
}

/** All cells of the table first, as they stand there. A table without names of columns gets none. */
export function appendingWriter({ dialect, decimalComma, width, givenNames, header }: FileLayout): RowWriter {
  const delimiter = dialect.delimiter === spaces ? ' ' : dialect.delimiter;
  const cellText = (text: string) => dialectCell(harmless(text), dialect, delimiter);
  const valueText = (text: string) => cellText(decimalComma ? withComma(text) : text);
  const padding = (cells: number) => delimiter.repeat(Math.max(0, width - cells));
  return {
    needsRanges: true,
    header: (_layout, names) => {
      if (!header) return '';
      const own = givenNames.map((name) => dialectCell(name, dialect, delimiter)).join(delimiter);
      return `${own}${padding(givenNames.length)}${delimiter}${names.map(cellText).join(delimiter)}\n`;
    },
    row: ({ bytes, rowRanges }, row, cells) => {
      const { start, next, cells: there } = rowRanges[row]!;
      const stop = endOfRow(bytes, start, next);
      const own = originalText(bytes.subarray(start, stop), dialect, delimiter);
      const end = decodeLoosely(bytes.subarray(stop, next)) || '\n';
      return `${own}${padding(there)}${delimiter}${cells.map(valueText).join(delimiter)}${end}`;
    },
  };
}

function endOfRow(bytes: Uint8Array, start: number, next: number): number {
  let stop = next;
  while (stop > start && (bytes[stop - 1] === lineFeed || bytes[stop - 1] === carriageReturn)) stop--;
  return stop;
}

/** Delimiters of several bytes were made one for reading. */
function originalText(bytes: Uint8Array, dialect: Dialect, delimiter: string): string {
  const text = decodeLoosely(bytes);
  return isRewritten(dialect) ? text.replaceAll(String.fromCharCode(unitSeparator), delimiter) : text;
}

function withComma(text: string): string {
  return /^-?\d+\.\d+(?:e[-+]\d+)?$/.test(text) ? text.replace('.', ',') : text;
}

/** A cell as the table would quote it; where nothing quotes, what would part cells becomes a blank. */
function dialectCell(text: string, { quote, delimiter: kind, backslash }: Dialect, delimiter: string): string {
  const isSpecial =
    text.includes(delimiter) ||
    /[\r\n]/.test(text) ||
    text !== text.trim() ||
    (kind === spaces && (text === '' || /\s/.test(text)));
  if (quote === '') return isSpecial ? text.replaceAll(delimiter, '_').replace(/[\r\n]+/g, ' ') : text;
  if (!isSpecial && !text.includes(quote)) return text;
  return `${quote}${text.replaceAll(quote, backslash ? `\\${quote}` : quote + quote)}${quote}`;
}
