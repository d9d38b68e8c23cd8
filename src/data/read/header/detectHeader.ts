/** Whether a row holds the names of the columns: told from how far it is from the rows below. */
import { isMissing } from '../../csv/missing.ts';
import { type CellForm, filledCells, formOf, isQuantity, isQuantityColumn, valuesOf } from '../cellForm.ts';
import type { SampleRow } from '../sampleRows.ts';

const rowsLooked = 200;
/** A first row with numbers in it holds names only when it would be as rare as this among the rows below. */
const rareRow = 1e-3;

/**
 * Whether the first row holds names. Words above a column of numbers or dates say yes; in a table of words alone, a first row
 * whose words occur again below in their own columns is an ordinary row. Numbers in the first row say no, unless they are such
 * as tools write for names (0, 1, 2; years; dates) and the row does not fit those below.
 */
export function detectHeader(rows: readonly SampleRow[], decimalComma: boolean): boolean {
  const [first, ...below] = rows;
  if (!first || filledCells(first.cells) === 0) return false;
  const rest = below.slice(0, rowsLooked);
  if (first.cells.some((cell) => isQuantity(cell, decimalComma)))
    return hasNumericNames(first.cells, rest, decimalComma);
  if (rest.length === 0) return true;
  const columns = first.cells.map((cell, column) => ({ cell, values: valuesOf(rest, column) }));
  if (columns.some(({ cell, values }) => !isMissing(cell) && isQuantityColumn(values, decimalComma))) return true;
  return !columns.some(({ cell, values }) => cell !== '' && values.includes(cell));
}

function hasNumericNames(first: readonly string[], rest: readonly SampleRow[], decimalComma: boolean): boolean {
  const forms = first.map((cell) => formOf(cell, decimalComma));
  if (!looksNumbered(first, forms)) return false;
  let chance = runChance(first, forms);
  first.forEach((cell, column) => {
    chance *= cellChance(cell, forms[column] as CellForm, valuesOf(rest, column), decimalComma);
  });
  return chance < rareRow;
}

/** Whole numbers without sign, all different and rising, or dates or percentages: what can be a name. */
function looksNumbered(first: readonly string[], forms: readonly CellForm[]): boolean {
  if (forms.includes('decimal')) return isGrid(first, forms);
  const texts = first.filter((_, k) => forms[k] !== 'missing').map((cell) => cell.trim());
  if (new Set(texts).size < texts.length) return false;
  if (first.some((cell, k) => forms[k] === 'dressed' && !/^\d+ ?%$/.test(cell.trim()))) return false;
  const whole = first.filter((_, k) => forms[k] === 'integer').map((cell) => cell.trim());
  if (whole.some((text) => !/^(?:0|[1-9]\d{0,8})$/.test(text))) return false;
  const numbers = whole.map(Number);
  return numbers.every((number, k) => k === 0 || number > (numbers[k - 1] as number));
}

/** Evenly spaced and rising, as wavelengths and quantiles are: 400.5, 401, 401.5. */
function isGrid(first: readonly string[], forms: readonly CellForm[]): boolean {
  if (forms.includes('dressed')) return false;
  const numbers = first.filter((_, k) => isNumberForm(forms[k])).map(Number);
  const step = (numbers[1] ?? Number.NaN) - (numbers[0] ?? Number.NaN);
  const isEven = (x: number, k: number) => k === 0 || Math.abs(x - (numbers[k - 1] as number) - step) < 1e-6 * step;
  return numbers.length > 2 && step > 0 && numbers.every(isEven);
}

function isNumberForm(form: CellForm | undefined): boolean {
  return form === 'integer' || form === 'decimal';
}

/** Numbers that count up by one from 0 or 1, or years, are rarely a row of values: how much rarer than any others. */
function runChance(first: readonly string[], forms: readonly CellForm[]): number {
  if (forms.includes('decimal')) return 0.02;
  const numbers = first.filter((_, k) => forms[k] === 'integer').map(Number);
  const start = numbers[0] ?? -1;
  const counts = numbers.every((number, k) => number === start + k);
  if (numbers.length < 2 || !counts || !(start < 2 || (start >= 1800 && start < 2200))) return 1;
  return numbers.length > 2 ? 0.02 : 0.2;
}

/** How often, at most, such a cell stands among these values (rule of succession). */
function cellChance(cell: string, form: CellForm, values: readonly string[], decimalComma: boolean): number {
  if (form === 'missing' || values.length === 0) return 1;
  if (form === 'integer' && continues(Number(cell), values)) return 1;
  if (values.includes(cell)) return form === 'integer' ? 1 / spanOf(values) : 1;
  const share = (count: number) => (count + 1) / (values.length + 1);
  if (form === 'decimal') return isBeyond(Number(cell), values) ? share(0) : 1;
  if (isQuantityColumn(values, decimalComma)) {
    const alike = values.filter((value) => formOf(value, decimalComma) === form).length;
    return form === 'integer' && alike > 0 ? share(alike) * Math.max(1 / spanOf(values), share(0)) : share(alike);
  }
  // A word not seen below: as likely as words that occur once are.
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return share([...counts.values()].filter((count) => count === 1).length);
}

/** Whether the values count on from this number, as numbers of rows do. */
function continues(start: number, values: readonly string[]): boolean {
  const [a = NaN, b = NaN, c = NaN] = values.map(Number);
  const step = a - start;
  return step !== 0 && b - a === step && c - b === step;
}

function isBeyond(number: number, values: readonly string[]): boolean {
  const others = values.map(Number).filter((value) => value === value);
  return others.length > 0 && (others.every((value) => value < number) || others.every((value) => value > number));
}

/** Different whole numbers that fit between the smallest and the largest value. */
function spanOf(values: readonly string[]): number {
  const numbers = values.map(Number).filter(Number.isInteger);
  if (numbers.length === 0) return 1;
  return numbers.reduce((a, b) => Math.max(a, b)) - numbers.reduce((a, b) => Math.min(a, b)) + 1;
}
