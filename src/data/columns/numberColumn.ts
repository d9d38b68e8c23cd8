/** A column of numbers from what was read, as numbers or as words: its dress taken off, its slips told. */
import { type ColumnStore, maxNonNumericCells } from '../csv/columnStore.ts';
import { dressedNumber } from '../csv/numbers/dressedNumber.ts';
import { isInfinity, isMissingNumber } from '../csv/missing.ts';
import type { Moments } from '../csv/numbers/moments.ts';
import { asDoubles, type NumberColumn } from '../csv/numbers/narrowNumbers.ts';
import { hasLeadingZero, numberOfText } from '../csv/numbers/numberParser.ts';
import type { ColumnPlan, Findings } from './columnPlan.ts';
import { notice } from '../../core/notice.ts';
import { naming, shorten, type Typing, typeNumbers } from './columnTyping.ts';
import { type NumberFacts, numberFacts } from './numberFacts.ts';
import { type CellCounts, isDetectionLimit, isNumberColumn, isUnitOfColumn, otherKey } from './numberShare.ts';
import type { Column } from './table.ts';
import type { WordCounts } from './wordColumn.ts';

/** Numbers with what was found beside them. */
interface ReadNumbers {
  readonly numbers: NumberColumn;
  /** Of exactly these numbers, when they were taken while reading. */
  readonly moments: Moments | undefined;
  readonly unit: string | null;
  /** The first cell that is no number. */
  readonly firstOther?: { readonly line: number; readonly text: string } | undefined;
}

export function numberColumn(read: ReadNumbers, plan: ColumnPlan, findings: Findings): Column {
  const { numbers, moments } = withoutMissing(read, plan);
  const facts = numberFacts(asDoubles(numbers), moments);
  const typing = withCell(typeNumbers(plan, facts, findings.rows, numbers), facts, read);
  const { missing, distinct } = facts;
  const words = { codes: null, categories: [], counts: [], fold: 'exact' } as const;
  return { ...naming(plan, typing), missing, distinct, numbers, facts, unit: read.unit ?? plan.unit, ...words };
}

/** Of a column that was to be one of numbers and has none, the cell that shows it. */
function withCell(typing: Typing, { distinct }: NumberFacts, { firstOther }: ReadNumbers): Typing {
  if (distinct > 0 || !firstOther) return typing;
  return { ...typing, reason: notice('column.noNumber', firstOther.line, shorten(firstOther.text)) };
}

/** Numbers that the configuration calls missing are. */
function withoutMissing(read: ReadNumbers, { missingNumbers }: ColumnPlan): ReadNumbers {
  if (missingNumbers.size === 0) return read;
  const numbers = Float64Array.from(read.numbers, (x) => (missingNumbers.has(x) ? Number.NaN : x));
  return { ...read, numbers, moments: undefined };
}

/** Whether a column that was read as numbers is one. */
export function staysNumber(store: ColumnStore, { isMissing }: ColumnPlan): boolean {
  const { nonNumericCount, leadingZeros, moments, units, otherWords } = store;
  if (nonNumericCount === 0 && leadingZeros === 0 && units.count === 0) return true;
  const isUnit = isUnitOfColumn(units.count, moments.count);
  if (!isUnit && !units.isComplete) return false;
  const slips = isUnit ? [] : units.cells.map(({ text }) => text);
  const words = [...otherWords].filter((word) => !isMissing(word)).map((word) => otherKey(word));
  const others = new Set([...words, ...slips.map((text) => otherKey(text, units.unit))]);
  const counts = {
    numbers: moments.count - slips.length,
    others: nonNumericCount + slips.length,
    differentOthers: others.size,
    leadingZeros,
  };
  return (
    isNumberColumn(counts) && (counts.others * 20 <= counts.numbers || isNumberColumn(withDifferent(counts, store)))
  );
}

/** Different numbers are counted only where they decide. */
function withDifferent(counts: CellCounts, { numbers }: ColumnStore): CellCounts {
  return { ...counts, differentNumbers: numberFacts(asDoubles(numbers)).distinct };
}

/** The numbers of a column that was read as such; what its cells were else is told. */
export function numbersOfStore(store: ColumnStore, plan: ColumnPlan, { log }: Findings): ReadNumbers {
  const { moments, units, nonNumericCells, nonNumericCount, infinities, grouped, groupedCell } = store;
  const isUnit = isUnitOfColumn(units.count, moments.count) || !units.isComplete;
  const slips = isUnit ? [] : units.cells;
  const all = [...nonNumericCells, ...slips]
    .filter(({ text }) => !plan.isMissing(text))
    .sort((a, b) => a.line - b.line);
  const unknown = nonNumericCount - nonNumericCells.length;
  tellOthers(all, all.length + unknown, plan, log);
  if (infinities.count > 0) log.addMany(infinities.lines, infinities.count, 'infinite', plan.name);
  if (groupedCell)
    log.addMany(
      grouped.lines,
      grouped.count,
      'grouped',
      plan.name,
      shorten(groupedCell.text.trim()),
      groupedCell.value,
    );
  const unit = isUnit && units.count > 0 ? units.unit : null;
  if (unit !== null) tellUnitless(moments.count - units.count, unit, plan, log);
  const [firstOther] = all;
  if (slips.length === 0) return { numbers: store.numbers, moments, unit, firstOther };
  const numbers = Float64Array.from(store.numbers);
  for (const { row } of slips) numbers[row] = Number.NaN;
  return { numbers, moments: undefined, unit, firstOther };
}

export interface WordNumbers {
  readonly counts: CellCounts;
  read(store: ColumnStore, findings: Findings): ReadNumbers;
}

/** What the words of a column are as numbers: those that are none become missing and are told. */
export function numbersOfWords(words: WordCounts, plan: ColumnPlan, decimalComma: boolean): WordNumbers {
  const cells = words.words.map((word) => cellOf(word, decimalComma));
  const [unit, withUnit] = commonUnit(cells, words.counts);
  const fits = cells.map((cell) => (cell.unit === '' || cell.unit === unit ? cell.value : Number.NaN));
  const numbers = sum(words.counts, (k) => Number.isFinite(fits[k]!));
  const isOther = (k: number) => !Number.isFinite(fits[k]!) && !cells[k]!.isMissing;
  const others = words.words.flatMap((word, k) =>
    isOther(k) ? [otherKey(word, unit === '' ? cells[k]!.unit : '')] : [],
  );
  const counts = {
    numbers,
    differentNumbers: new Set(fits.filter(Number.isFinite)).size,
    others: sum(words.counts, isOther),
    differentOthers: new Set(others).size,
    leadingZeros: sum(words.counts, (k) => hasLeadingZero(words.words[k]!)),
  };
  return {
    counts,
    read: (store, findings) => {
      if (unit !== '') tellUnitless(numbers - withUnit, unit, plan, findings.log);
      return { ...readWords(store, { words, fits, isOther }, plan, findings), unit: unit || null };
    },
  };
}

interface Cell {
  readonly value: number;
  readonly unit: string;
  readonly isMissing: boolean;
}

function cellOf(word: string, decimalComma: boolean): Cell {
  const plain = numberOfText(word, decimalComma);
  if (plain === plain) return { value: plain, unit: '', isMissing: false };
  if (isMissingNumber(word) || isInfinity(word)) return { value: Number.NaN, unit: '', isMissing: true };
  const dressed = dressedNumber(word, decimalComma);
  return { value: dressed?.value ?? Number.NaN, unit: dressed?.unit ?? '', isMissing: false };
}

/** The unit that most numbers have, and how many do; "" for none. */
function commonUnit(cells: readonly Cell[], counts: readonly number[]): readonly [unit: string, count: number] {
  const times = new Map<string, number>();
  let numbers = 0;
  cells.forEach(({ value, unit }, k) => {
    if (!Number.isFinite(value)) return;
    numbers += counts[k]!;
    if (unit !== '') times.set(unit, (times.get(unit) ?? 0) + counts[k]!);
  });
  const [unit, count] = [...times].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const fitting = numbers - [...times].reduce((sum, [other, many]) => (other === unit ? sum : sum + many), 0);
  return isUnitOfColumn(count, fitting) ? [unit, count] : ['', 0];
}

function readWords(
  store: ColumnStore,
  { words, fits, isOther }: { words: WordCounts; fits: readonly number[]; isOther: (k: number) => boolean },
  plan: ColumnPlan,
  { rows, lineOfRow, log }: Findings,
): Pick<ReadNumbers, 'numbers' | 'moments'> {
  const values = new Float64Array(store.words?.words.length ?? 0).fill(NaN);
  const reported = new Map<number, string>();
  words.words.forEach((word, k) => {
    const code = words.codes[k]!;
    if (Number.isFinite(fits[k]!)) values[code] = fits[k]!;
    if (isOther(k) || isInfinity(word)) reported.set(code, word);
  });
  const numbers = new Float64Array(rows);
  const cells: { line: number; text: string }[] = [];
  for (let row = 0; row < rows; row++) {
    const code = store.codes[row]!;
    const text = reported.get(code);
    if (text !== undefined) cells.push({ line: lineOfRow[row]!, text });
    numbers[row] = code < 0 ? NaN : values[code]!;
  }
  const infinite = cells.filter(({ text }) => isInfinity(text)).map(({ line }) => line);
  if (infinite.length > 0) log.addMany(infinite, infinite.length, 'infinite', plan.name);
  const others = cells.filter(({ text }) => !isInfinity(text));
  tellOthers(others, others.length, plan, log);
  return { numbers, moments: undefined };
}

/** Numbers without the unit that the others have are taken as if they had it: a person would see that. */
function tellUnitless(count: number, unit: string, { name }: ColumnPlan, log: Findings['log']): void {
  if (count > 0) log.addMany([], count, 'unitless', name, unit);
}

const maxWords = 3;

/** One repair for all cells of a column that are no numbers, and one for limits of what can be measured. */
function tellOthers(
  cells: readonly { readonly line: number; readonly text: string }[],
  count: number,
  { name }: ColumnPlan,
  log: Findings['log'],
): void {
  const limits = cells.filter(({ text }) => isDetectionLimit(text));
  const others = cells.filter(({ text }) => !isDetectionLimit(text));
  // Of very many only the first are known.
  const more = count - cells.length;
  const limitCount = others.length === 0 && limits.length > 0 ? count : limits.length;
  if (limitCount > 0) log.addMany(linesOf(limits), limitCount, 'detectionLimit', name, examples(limits));
  if (others.length > 0) log.addMany(linesOf(others), others.length + more, 'notNumber', name, examples(others));
}

function linesOf(cells: readonly { readonly line: number }[]): number[] {
  return cells.slice(0, maxNonNumericCells).map(({ line }) => line);
}

function examples(cells: readonly { readonly text: string }[]): string {
  const words = [...new Set(cells.map(({ text }) => `"${shorten(text)}"`))];
  return (words.length > maxWords ? [...words.slice(0, maxWords), '…'] : words).join(', ');
}

function sum(counts: readonly number[], which: (k: number) => boolean): number {
  return counts.reduce((total, count, k) => total + (which(k) ? count : 0), 0);
}
