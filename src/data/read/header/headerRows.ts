/** A header of several rows: which rows belong to it, and the names and units they make together. */
import { isMissing } from '../../csv/missing.ts';
import { filledCells, isQuantityBelow, isQuantityColumn, valuesOf } from '../cellForm.ts';
import type { SampleRow } from '../sampleRows.ts';

/** What a row below the first header row is. */
export type ExtraHeader = 'names' | 'units' | 'types' | 'repeated' | 'indexName' | 'rule';

export interface HeaderBlock {
  readonly names: readonly string[];
  /** The unit of each column, where a row of the header gives it. */
  readonly units: readonly (string | null)[];
  /** The header's rows after its first. */
  readonly extra: readonly ExtraHeader[];
}

const maxExtra = 3;
const rowsLooked = 200;

/** The header that begins with the first of these rows. */
export function headerBlock(rows: readonly SampleRow[], decimalComma: boolean): HeaderBlock {
  const extra: ExtraHeader[] = [];
  while (extra.length < maxExtra) {
    const kind = extraHeader(rows, extra, decimalComma);
    if (kind === null) break;
    extra.push(kind);
  }
  return makeHeader(rows, extra);
}

/** The header that a number of rows makes, as asked for. */
export function headerOfRows(rows: readonly SampleRow[], count: number): HeaderBlock {
  return makeHeader(
    rows,
    Array.from({ length: count - 1 }, () => 'names' as const),
  );
}

function makeHeader(rows: readonly SampleRow[], extra: readonly ExtraHeader[]): HeaderBlock {
  const [first, ...others] = rows.slice(0, extra.length + 1).map(({ cells }) => cells);
  const ofKind = (kind: ExtraHeader) => others.filter((_, k) => extra[k] === kind);
  const names = joinNames([first ?? [], ...ofKind('names')]);
  const [indexName] = ofKind('indexName');
  if (indexName && (names[0] ?? '') === '') names[0] = indexName[0] ?? '';
  const [units] = ofKind('units');
  return { names, extra, units: names.map((_, column) => unitOf(units?.[column] ?? '')) };
}

/** Names above each other are one name; a name stands for the columns after it, too, as far as these have none at its height. */
function joinNames(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map((cells) => cells.length));
  const filled = rows.map((cells, k) => (k < rows.length - 1 ? spread(cells, rows.slice(k + 1), width) : cells));
  return Array.from({ length: width }, (_, column) =>
    filled
      .map((cells) => (cells[column] ?? '').trim())
      .filter((part) => part !== '')
      .join(' '),
  );
}

function spread(cells: readonly string[], below: readonly (readonly string[])[], width: number): string[] {
  let last = '';
  return Array.from({ length: width }, (_, column) => {
    const cell = (cells[column] ?? '').trim();
    if (cell !== '') last = cell;
    else if (below.some((row) => (row[column] ?? '').trim() !== '')) return last;
    return cell;
  });
}

/** What the row after the header found so far is; `null` when the rows of values begin with it. */
function extraHeader(
  rows: readonly SampleRow[],
  found: readonly ExtraHeader[],
  decimalComma: boolean,
): ExtraHeader | null {
  const index = found.length + 1;
  const [first, row] = [rows[0], rows[index]];
  const body = rows.slice(index + 1, index + 1 + rowsLooked);
  if (!first || !row || body.length === 0) return null;
  const { cells } = row;
  if (isRule(cells)) return 'rule';
  if (filledCells(cells) > 1 && isSameRow(first.cells, cells)) return 'repeated';
  if (isTypeRow(cells, found.at(-1) === 'types', body) && !recurs(cells, body)) return 'types';
  if (found.includes('names') && filledCells(cells) === 1 && (cells[0] ?? '').trim() !== '') return 'indexName';
  return aboveNumbers(cells, body, decimalComma);
}

/** |---|:--:|---| or ---+---: what Markdown and databases draw below the names. */
function isRule(cells: readonly string[]): boolean {
  const given = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return (
    given.length > 0 && given.every((cell) => /^[:+]?-{2,}(?:\+-{2,})*[:+]?$|^[:+]?={2,}(?:\+={2,})*[:+]?$/.test(cell))
  );
}

function isSameRow(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((cell, k) => cell.trim() === b[k]?.trim());
}

/** Whether a word of the row occurs again below it. */
function recurs(cells: readonly string[], body: readonly SampleRow[]): boolean {
  return cells.some((cell, column) => !isMissing(cell) && valuesOf(body, column).includes(cell));
}

/** Words in every column of numbers, which do not occur again below. */
function aboveNumbers(
  cells: readonly string[],
  body: readonly SampleRow[],
  decimalComma: boolean,
): 'names' | 'units' | null {
  const columns = cells.map((cell, column) => ({ cell: cell.trim(), values: valuesOf(body, column) }));
  const numeric = columns.filter(({ values }) => isQuantityColumn(values, decimalComma));
  if (numeric.some(({ cell }) => isQuantityBelow(cell, decimalComma))) return null;
  if (recurs(cells, body)) return null;
  const given = numeric.filter(({ cell }) => cell !== '' && (!isMissing(cell) || cell === '-'));
  const units = given.filter(({ cell }) => isUnit(cell));
  const written = units.filter(({ cell }) => bracketed.test(cell));
  if (2 * units.length >= given.length && (written.length > 0 || (units.length > 0 && body.length > 2))) return 'units';
  const words = given.filter(({ cell }) => cell !== '-');
  const enough = body.length > 2 && numeric.length > 1 && words.length > 1 && 2 * words.length >= numeric.length;
  return enough ? 'names' : null;
}

const bracketed = /^(?:\[.*\]|\(.*\)|\{.*\}|<.*>)$/;
const siUnit =
  '[nµμumcdhkMGT]?(?:m|g|s|A|K|mol|cd|Hz|N|Pa|J|W|V|C|F|Ω|ohm|Ohm|S|T|H|lm|lx|Bq|Gy|Sv|l|L|bar|eV|B|t|rad)';
const otherUnit =
  'min|h|hr|hrs|d|day|days|yr|years?|sec|°|°C|°F|degC|deg|%|ppm|ppb|pH|mmHg|rpm|km/h|mph|kmh|lb|lbs|oz|ft|in|inch|mi|' +
  'USD|EUR|KRW|GBP|€|\\$|£|₩|원|개|명|회|세|years|dB|cm2|m2|m3|kWh|kcal|cal|px|[\\u2103\\u2109\\u3300-\\u33ff]';
const power = '(?:[\\^]?-?[²³\\d])?';
const furtherUnit = '(?:\\s?[/·*]\\s?[\\wµμΩ°²³^-]+)*';
/** SI units with their prefixes and powers, and others in use; quotients and products of them. */
const unit = new RegExp(`^(?:${siUnit}|${otherUnit})${power}${furtherUnit}$`);

function isUnit(cell: string): boolean {
  return bracketed.test(cell) || unit.test(cell);
}

function unitOf(cell: string): string | null {
  const text = cell.trim().replace(/^[[({<]\s*(.*?)\s*[\])}>]$/, '$1');
  return text === '' || text === '-' ? null : text;
}

const orangeTypes = 'c|continuous|numeric|d|discrete|categorical|s|string|text|t|time';
const programTypes =
  'int|integer|int32|int64|bigint|float|float32|float64|double|real|number|decimal|str|char|varchar|object|factor|category|bool|boolean|' +
  'logical|date|datetime|timestamp';
const types = new Set(`${orangeTypes}|${programTypes}`.split('|'));
const roles = new Set(['class', 'c', 'meta', 'm', 'ignore', 'i', 'weight', 'w']);

/** Orange and databases write the types of the columns below their names, Orange below these what the columns are for. */
function isTypeRow(cells: readonly string[], afterTypes: boolean, body: readonly SampleRow[]): boolean {
  const words = cells.map((cell) => cell.trim().toLowerCase());
  if (afterTypes) return words.every((word) => word === '' || roles.has(word));
  const isType = (word: string, column: number) => types.has(word) || listsValues(cells[column] ?? '', column, body);
  return words.length > 1 && words.every(isType) && words.some((word) => word.length > 1 || word === 'c');
}

/** Instead of "discrete" the values themselves may be listed: "red green". */
function listsValues(cell: string, column: number, body: readonly SampleRow[]): boolean {
  const listed = cell.trim().split(/\s+/);
  const values = valuesOf(body, column);
  // The row of roles may stand among them.
  return (
    listed.length > 1 && values.filter((value) => !listed.includes(value.trim())).length < Math.min(2, values.length)
  );
}
