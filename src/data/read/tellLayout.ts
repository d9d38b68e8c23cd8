/** What was decided of a file's layout, told as repairs: each with its line. */
import type { RepairLog } from '../csv/repairLog.ts';
import { detectHeader } from './header/detectHeader.ts';
import type { SampleRow } from './sampleRows.ts';
import type { SampleTable } from './sampleTable.ts';
import { isQuantity } from './cellForm.ts';
import { decodeLoosely } from '../csv/textCodec.ts';
import { afterLine } from './sampleRows.ts';

export function tellLayout(table: SampleTable, log: RepairLog): void {
  const { opening, sample, above, dialect, shape, headerRows } = table;
  if (opening.kind === 'sepLine') log.add(1, 'sepLine', opening.delimiter ?? '');
  if (opening.kind === 'encodingLine' || opening.kind === 'arff') log.add(1, opening.kind);
  const header = headerRows[0]?.line ?? table.values[0]?.line ?? 0;
  const comments = sample.commentLines.filter((line) => line < header);
  if (comments.length > 0 && opening.comment !== '') log.addMany(comments, comments.length, 'comment', opening.comment);
  const aside = above.filter(({ cells }) => cells.some((cell) => cell !== '')).map(({ line }) => line);
  if (aside.length > 0) log.addMany(aside, aside.length, 'linesAbove');
  if (dialect.quote === "'" && opening.kind !== 'arff') log.add(0, 'apostropheQuotes');
  if (dialect.backslash) log.add(0, 'escapedQuotes');
  tellHeader(table, log);
  if (shape.trailing > 0) log.add(0, 'trailingDelimiter');
  tellEnds(table, log);
  if (shape.names.length === 1) tellOneColumn(table, log);
}

function tellHeader({ headerRows, extra, decimalComma }: SampleTable, log: RepairLog): void {
  const [first, ...others] = headerRows;
  const number = first?.cells.find((cell) => isQuantity(cell, decimalComma));
  if (first && number !== undefined && detectHeader(headerRows, decimalComma) === false)
    log.add(first.line, 'numericNames', number);
  others.forEach(({ line }, k) => {
    const kind = extra[k];
    if (kind === 'names' || kind === 'indexName') log.add(line, 'joinedHeader');
    else if (kind === 'units') log.add(line, 'unitsRow');
    else if (kind === 'types') log.add(line, 'typesRow');
    else if (kind === 'rule') log.add(line, 'ruleRow');
    else log.add(line, 'repeatedHeader');
  });
}

function tellEnds({ ends, values }: SampleTable, log: RepairLog): void {
  let stop = values.length;
  for (const { row, kind } of ends) {
    const lines = values.slice(row, stop).map(({ line }) => line);
    log.addMany(lines, kind === 'secondTable' ? 1 : lines.length, kind);
    stop = row;
  }
}

/** Nothing parted the cells: what the first line looks like, and whether places in the line do. */
function tellOneColumn({ text, values, headerRows }: SampleTable, log: RepairLog): void {
  const first = headerRows[0] ?? values[0];
  if (!first) return;
  const lines = [...headerRows, ...values].slice(0, 200).map((row) => lineOf(text.bytes, text.end, row));
  if (isFixedWidth(lines)) log.add(first.line, 'fixedWidth');
  else if (lines.some((line) => /[^\p{L}\p{N}\s._-]/u.test(line)))
    log.add(first.line, 'oneColumn', (lines[0] ?? '').slice(0, 60));
}

function lineOf(bytes: Uint8Array, end: number, { start }: SampleRow): string {
  return decodeLoosely(bytes.subarray(start, Math.min(end, afterLine(bytes, start, end)))).replace(/[\r\n]+$/, '');
}

/** No blank in any line, and digits and letters change places in all of them alike: 000178M4542. */
function hasOnePattern(lines: readonly string[]): boolean {
  const patternOf = (line: string) => line.replace(/\d/g, '0').replace(/\p{L}/gu, 'a');
  const [pattern = '', ...others] = lines.map(patternOf);
  const changes = pattern.match(/0(?=a)|a(?=0)/g)?.length ?? 0;
  return (
    /^[0a]+$/.test(pattern) &&
    (changes > 1 || /^0{10,}$/.test(pattern)) &&
    others.slice(1).every((other) => other === pattern)
  );
}

/** All lines are of one length, and the same places are blank in all of them, with text on both sides. */
function isFixedWidth(lines: readonly string[]): boolean {
  const [first = ''] = lines;
  if (lines.length < 5 || first.length < 8) return false;
  if (hasOnePattern(lines)) return true;
  const length = Math.max(...lines.map((line) => line.trimEnd().length));
  if (lines.filter((line) => line.trimEnd().length >= length - 2).length < 0.5 * lines.length) return false;
  const blank = Array.from({ length }, (_, k) => lines.every((line) => (line[k] ?? ' ') === ' '));
  const gaps = blank.slice(1).filter((is, k) => is && !blank[k]);
  return gaps.length > 0 && lines.some((line) => / {2,}/.test(line.trim()));
}
