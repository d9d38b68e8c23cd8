/** Everything that the first rows decide: encoding, dialect, header, names, and how each column is read. */
import { notice } from '../../core/notice.ts';
import { type ColumnPlan, missingRule } from '../columns/columnPlan.ts';
import { looksNumeric } from '../columns/looksNumeric.ts';
import type { TableLocation } from '../columns/tableLocation.ts';
import type { ByteSource } from '../csv/byteSource.ts';
import type { ReadAs } from '../csv/columnStore.ts';
import type { Dialect } from '../csv/dialect.ts';
import { detectEncoding } from '../csv/encoding.ts';
import { DataError } from '../csv/errors.ts';
import type { RepairLog } from '../csv/repairLog.ts';
import { NotUtf8, OpenQuote } from '../csv/rereadSignals.ts';
import { decodeUtf8 } from '../csv/textCodec.ts';
import type { Hints } from './attempts.ts';
import { headerNames } from './header/headerNames.ts';
import type { ReadOptions } from './readOptions.ts';
import type { SampleRow } from './sampleRows.ts';
import { type SampleTable, sampleTable } from './sampleTable.ts';
import { tellLayout } from './tellLayout.ts';
import { headOf, sampleOf } from './textSample.ts';

export interface FileLayout {
  readonly encoding: string;
  readonly dialect: Dialect;
  readonly decimalComma: boolean;
  readonly header: boolean;
  readonly location: TableLocation;
  /** The names as the file gives them, one a column; "" where it gives none. */
  readonly givenNames: readonly string[];
  readonly plans: readonly ColumnPlan[];
  readonly readAs: readonly ReadAs[];
  readonly firstRows: readonly (readonly string[])[];
  /** Where the first row of values begins, in the bytes as the lexer reads them, and its line. */
  readonly firstByte: number;
  readonly firstLine: number;
  /** Where the table ends; `null` at the end of the file. */
  readonly endByte: number | null;
  /** The rows up to the end of the file were looked at. */
  readonly seenWhole: boolean;
  /** Cells of an ordinary row. */
  readonly width: number;
  readonly comment: string;
  /** The bytes of the header's last line, when it may come again. */
  readonly headerLine: Uint8Array | null;
  /** An estimate, a little too large. */
  readonly expectedRows: number;
  readonly literalQuotes: ReadonlySet<number>;
}

/** @throws DataError when the file is empty, is no text, or its rows cannot be told apart */
export async function layoutOf(
  source: ByteSource,
  options: ReadOptions,
  hints: Hints,
  log: RepairLog,
): Promise<FileLayout> {
  const encoding = hints.encoding ?? detectEncoding(await headOf(source, options));
  const raw = await sampleOf(source, encoding, options);
  const literalQuotes = new Set(hints.literalQuotes.keys());
  const { mark } = hints;
  const known = mark ? { ...options, decimal: mark.decimalComma ? (',' as const) : ('.' as const) } : options;
  const table = sampleTable(raw, known, literalQuotes);
  const { openQuote } = table.sample;
  if (openQuote && (table.text.final || table.sample.rows.length === 0))
    throw new OpenQuote(openQuote.position, openQuote.line);
  if (table.headerRows.length === 0 && table.values.length === 0) throw noRows(table);
  tellHints(hints, log);
  for (const row of table.headerRows) requireUtf8(table, row, encoding, hints.damaged);
  tellLayout(table, log);
  const layout = composed(source, encoding, table, options, { literalQuotes, log });
  return hints.end ? { ...layout, endByte: hints.end.position } : layout;
}

function composed(
  source: ByteSource,
  encoding: string,
  table: SampleTable,
  options: ReadOptions,
  { literalQuotes, log }: { literalQuotes: ReadonlySet<number>; log: RepairLog },
): FileLayout {
  const { dialect, decimalComma, shape, text, comment, opening } = table;
  const end = table.ends.at(-1)?.row;
  const values = end === undefined ? table.values : table.values.slice(0, end);
  const header = table.headerRows.length > 0 || opening.arff !== null;
  const plans = planColumns(table, header, options, log);
  const first = table.values[0];
  const lastHeader = table.headerRows.at(-1);
  return {
    ...{ encoding, dialect, decimalComma, header, plans, literalQuotes, comment },
    givenNames: shape.names,
    location: {
      headerLine: table.headerRows.length === 1 ? (lastHeader?.line ?? 0) : 0,
      firstLine: first?.line ?? 0,
      rowNames: shape.rowNames,
    },
    readAs: plans.map((plan) => initialReading(plan, values, decimalComma)),
    firstRows: values.slice(0, 10).map((row) => plans.map(({ index }) => row.cells[index] ?? '')),
    firstByte: first?.start ?? lastHeader?.next ?? text.end,
    firstLine: first?.line ?? lastHeader?.nextLine ?? 1,
    endByte: end === undefined ? null : (table.values[end]?.start ?? null),
    seenWhole: table.seenWhole,
    width: shape.width,
    headerLine: lastHeader ? lineOfHeader(text.bytes, lastHeader) : null,
    expectedRows: expectedRows(source, table, values),
  };
}

/** `null` when the header is of several lines, or of one column only. */
function lineOfHeader(bytes: Uint8Array, { start, next, line, nextLine, cells }: SampleRow): Uint8Array | null {
  if (nextLine !== line + 1 || cells.length < 2) return null;
  let stop = next;
  while (stop > start && (bytes[stop - 1] === 10 || bytes[stop - 1] === 13)) stop--;
  return bytes.slice(start, stop);
}

function noRows({ text }: SampleTable): DataError {
  if (text.end === 0 || text.final) return new DataError('empty', notice('file.empty'), { line: 1 });
  return new DataError('rows', notice('file.noLineEnd'), {
    line: 1,
  });
}

function tellHints(hints: Hints, log: RepairLog): void {
  if (hints.notUtf8 > 0 && !hints.damaged) log.add(hints.notUtf8, 'encoding', hints.encoding ?? '');
  for (const line of hints.literalQuotes.values()) log.add(line, 'openQuote');
  // Where the other mark lost, its cells are told as what they are: no numbers.
  if (hints.mark && hints.mark.numbers !== null)
    log.add(hints.mark.line, 'decimalMark', hints.mark.decimalComma ? ',' : '.');
  for (const { kind, lines } of hints.end?.parts ?? []) log.addMany(lines, lines.length, kind);
}

function requireUtf8({ text: { bytes } }: SampleTable, row: SampleRow, encoding: string, damaged: boolean): void {
  if (encoding !== 'utf-8' || damaged) return;
  try {
    decodeUtf8(bytes.subarray(row.start, row.next));
  } catch {
    throw new NotUtf8(row.line);
  }
}

function planColumns(
  { shape, units, headerRows, opening: { arff } }: SampleTable,
  header: boolean,
  { types, missingWords, spellings = 'merge' }: ReadOptions,
  log: RepairLog,
): ColumnPlan[] {
  const line = headerRows[0]?.line ?? 0;
  const addresses = headerNames(header ? shape.names : null, shape.names.length, line, shape.rowNames, log);
  const shift = shape.rowNames ? 1 : 0;
  return addresses.map((name, index) => ({
    name,
    index,
    unnamed: header && (shape.names[index] ?? '').trim() === '',
    columns: addresses.length,
    unit: units[index - shift] ?? null,
    type: types && Object.hasOwn(types, name) ? types[name] : arff?.types[index],
    spellings,
    ...missingRule(missingWords, name),
  }));
}

function initialReading(plan: ColumnPlan, rows: readonly SampleRow[], decimalComma: boolean): ReadAs {
  if (plan.type !== undefined) return plan.type === 'number' ? 'number' : 'word';
  const cells = rows.map((row) => row.cells[plan.index] ?? '');
  return looksNumeric(cells, plan, decimalComma) ? 'number' : 'word';
}

function expectedRows(source: ByteSource, { text, sample }: SampleTable, values: readonly SampleRow[]): number {
  const last = sample.rows.at(-1);
  if (!last || text.final) return values.length + 1;
  const total = source.byteLength;
  if (total === undefined) return 4096;
  return Math.min(Math.ceil((total / last.next) * sample.rows.length * 1.05) + 64, total);
}
