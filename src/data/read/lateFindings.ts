/** What only the whole of a table shows: another decimal mark than that of its first rows, an end before that of the file. */
import { lineFeed } from '../csv/cellLexer.ts';
import { EarlyEnd, OtherDecimalMark } from '../csv/rereadSignals.ts';
import type { DecimalHint, Hints } from './attempts.ts';
import type { FileLayout } from './fileLayout.ts';
import type { ReadOptions } from './readOptions.ts';
import { sampleRows } from './sampleRows.ts';
import type { Scan } from './scanColumns.ts';
import { tableEnds } from './tableEnd.ts';
import { commonWidth } from './widths.ts';

/** Cells with the other mark that are no slips: so many, and this share of a column. */
const fewCells = 2;
const slipShare = 0.01;

/** @throws OtherDecimalMark, EarlyEnd where the table is to be read once more */
export function requireNoMore(scan: Scan, layout: FileLayout, options: ReadOptions, hints: Hints): void {
  if (options.decimal === undefined) requireMark(scan, layout.decimalComma, hints.mark);
  const isGiven = options.skipLines !== undefined && options.headerRows !== undefined;
  if (hints.end === null && !layout.seenWhole && !isGiven) requireEnd(scan, layout);
}

function requireMark({ stores }: Scan, decimalComma: boolean, hint: DecimalHint | null): void {
  const numbers = stores.reduce((sum, { moments }) => sum + moments.count, 0);
  if (hint) {
    if (hint.numbers !== null && numbers <= hint.numbers)
      throw new OtherDecimalMark(!decimalComma, hint.line, hint.numbers);
    return;
  }
  const others = stores.filter(
    ({ otherMarks, moments, nonNumericCount }) =>
      otherMarks.count >= fewCells && otherMarks.count >= slipShare * (moments.count + nonNumericCount),
  );
  if (others.length === 0) return;
  const line = Math.min(...others.map(({ otherMarks }) => otherMarks.lines[0] ?? 0));
  throw new OtherDecimalMark(!decimalComma, line, numbers);
}

/** Rows that must look like rows of the table, or the bytes began inside a quoted cell. */
const regularShare = 0.9;

function requireEnd({ tail, rows, lineOfRow }: Scan, layout: FileLayout): void {
  const { bytes, length } = tail;
  const from = bytes.indexOf(lineFeed) + 1;
  if (from === 0 || tail.total <= length) return;
  const { rows: last } = sampleRows(bytes, bytes.length - 1, layout.dialect, {
    from,
    limit: length,
    comment: layout.comment,
  });
  const { cells: width, share } = commonWidth(last);
  if (width !== layout.width || share < regularShare) return;
  const ends = tableEnds(last, width, layout.decimalComma);
  const first = last[ends.at(-1)?.row ?? -1];
  const end = last.at(-1);
  if (!first || !end) return;
  // Lines are counted from the last row back: the scanner knows where that one begins.
  const shift = (lineOfRow[rows - 1] ?? 0) - end.line;
  let stop = last.length;
  const parts = ends.map(({ row, kind }) => {
    const lines = last.slice(row, stop).map(({ line }) => line + shift);
    stop = row;
    return { kind, lines: kind === 'secondTable' ? lines.slice(0, 1) : lines };
  });
  throw new EarlyEnd(tail.total - length + first.start, parts);
}
