/** The first rows of a file as a table: header, names and values told apart. */
import { notice } from '../../core/notice.ts';
import type { Dialect } from '../csv/dialect.ts';
import { DataError } from '../csv/errors.ts';
import { isQuantity } from './cellForm.ts';
import { type ColumnShape, columnShape } from './columnShape.ts';
import { detectDecimalComma } from './decimalMark.ts';
import { detectDialect } from './detectDialect.ts';
import { detectHeader } from './header/detectHeader.ts';
import { type ExtraHeader, type HeaderBlock, headerBlock, headerOfRows } from './header/headerRows.ts';
import { type Opening, openingOf } from './opening.ts';
import type { TableOptions } from './readOptions.ts';
import { type Sample, type SampleRow, sampleRows } from './sampleRows.ts';
import { type TableEnd, tableEnds } from './tableEnd.ts';
import { tableStart } from './tableStart.ts';
import { afterLines, inDialect, type TextSample } from './textSample.ts';
import { commonWidth } from './widths.ts';

export interface SampleTable {
  readonly text: TextSample;
  readonly opening: Opening;
  readonly dialect: Dialect;
  readonly decimalComma: boolean;
  readonly sample: Sample;
  /** What begins a comment among the rows; "" for nothing. */
  readonly comment: string;
  /** Rows above the table. */
  readonly above: readonly SampleRow[];
  /** Rows of the header; none without one. */
  readonly headerRows: readonly SampleRow[];
  readonly extra: readonly ExtraHeader[];
  readonly units: readonly (string | null)[];
  readonly values: readonly SampleRow[];
  readonly shape: ColumnShape;
  /** The rows are all that the file has. */
  readonly seenWhole: boolean;
  /** Where the table ends before the file does. */
  readonly ends: readonly TableEnd[];
}

const maxRows = 2000;
/** So many rows tell how numbers are written. */
const rowsCompared = 500;

/** @param literalQuotes positions, in the dialect's bytes, of quotes that are ordinary characters */
export function sampleTable(raw: TextSample, options: TableOptions, literalQuotes: ReadonlySet<number>): SampleTable {
  const opening = openingOf(raw, options);
  const dialect = dialectOf(raw, opening, options);
  const text = inDialect(raw, dialect);
  const { sample, comment } = rowsOf(text, opening, dialect, literalQuotes);
  const decimalComma =
    options.decimal === undefined
      ? detectDecimalComma(sample.rows.slice(0, rowsCompared), dialect.delimiter)
      : options.decimal === ',';
  const start = options.skipLines === undefined && !opening.arff ? tableStart(sample.rows, decimalComma) : 0;
  const rows = sample.rows.slice(start);
  const block = headerOf(rows, opening, options, decimalComma);
  const headerCount = block && !opening.arff ? block.extra.length + 1 : 0;
  const values = rows.slice(headerCount);
  const shape = columnShape(block?.names ?? null, values);
  const whole = text.final && sample.openQuote === null && sample.rows.length < maxRows;
  const ends = whole && !opening.arff ? tableEnds(values, commonWidth(values).cells, decimalComma) : [];
  return {
    ...{
      text,
      opening,
      dialect,
      decimalComma,
      sample,
      comment,
      values,
      shape,
      ends,
      seenWhole: whole || opening.arff !== null,
    },
    above: sample.rows.slice(0, start),
    headerRows: rows.slice(0, headerCount),
    extra: headerCount > 0 ? (block?.extra ?? []) : [],
    units: block?.units ?? [],
  };
}

function dialectOf(raw: TextSample, opening: Opening, options: TableOptions): Dialect {
  const from = afterLines(raw, opening.lines);
  const delimiter = chosenDelimiter(options.delimiter) ?? opening.delimiter;
  return detectDialect(raw.bytes, raw.end, { from, comment: opening.comment }, { delimiter, quote: options.quote });
}

function chosenDelimiter(delimiter: string | undefined): string | undefined {
  if (delimiter === undefined || /^(?:[\x20-\x7e\t]|::|spaces)$/.test(delimiter)) return delimiter;
  throw new DataError('columns', notice('file.delimiter', JSON.stringify(delimiter)));
}

/** The rows; the last of the comments they begin with is the header when it has a name for every column and nothing else has. */
function rowsOf(
  text: TextSample,
  opening: Opening,
  dialect: Dialect,
  literalQuotes: ReadonlySet<number>,
): { sample: Sample; comment: string } {
  const { lines, comment, leadingComments } = opening;
  const at = { from: afterLines(text, lines), line: lines + 1, literalQuotes };
  const sample = sampleRows(text.bytes, text.end, dialect, { ...at, limit: maxRows, comment });
  if (leadingComments === 0) return { sample, comment };
  const headerLine = sample.commentLines[leadingComments - 1];
  if (headerLine === undefined) return { sample, comment };
  const from = afterLines(text, headerLine - 1);
  const { rows } = sampleRows(text.bytes, text.end, dialect, { from, line: headerLine, limit: 1, literalQuotes });
  const { cells: width } = commonWidth(sample.rows);
  const named = rows[0] && withoutMark(rows[0], comment, width);
  if (!named || !isNamesOf(named, sample.rows, width)) return { sample, comment };
  const others = sample.commentLines.filter((line) => line !== headerLine);
  return {
    sample: { ...sample, rows: [named, ...sample.rows], commentLines: others },
    comment: others.length > 0 ? comment : '',
  };
}

/** "# wide deep" has two names: a mark in a cell of its own is none of them, but where the row needs it as in "#,wide,deep". */
function withoutMark(row: SampleRow, mark: string, width: number): SampleRow {
  return row.cells[0] === mark && row.cells.length > width ? { ...row, cells: row.cells.slice(1) } : row;
}

function isNamesOf({ cells }: SampleRow, rows: readonly SampleRow[], width: number): boolean {
  if (width < 2 || cells.length !== width || cells.some((cell) => isQuantity(cell, false))) return false;
  return !detectHeader(rows, false);
}

function headerOf(
  rows: readonly SampleRow[],
  { arff }: Opening,
  options: TableOptions,
  decimalComma: boolean,
): HeaderBlock | null {
  if (arff) return { names: arff.names, units: [], extra: [] };
  const { header, headerRows } = options;
  if (headerRows !== undefined) return headerRows > 0 ? headerOfRows(rows, headerRows) : null;
  if (!(header ?? detectHeader(rows, decimalComma))) return null;
  return headerBlock(rows, decimalComma);
}
