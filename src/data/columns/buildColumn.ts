/** A store of cells → a typed column, or the finding that it has to be read once more in the other way. */
import { notice } from '../../core/notice.ts';
import type { ColumnStore, ReadAs } from '../csv/columnStore.ts';
import { shorten, type Typing, typeNumbers, typeWords, typicalShare } from './columnTyping.ts';
import { DataError } from '../csv/errors.ts';
import { isInfinity } from '../csv/missing.ts';
import { asDoubles, type NumberColumn } from '../csv/narrowNumbers.ts';
import { numberFacts } from './numberFacts.ts';
import type { RepairLog } from '../csv/repairLog.ts';
import type { ColumnType } from './summary.ts';
import type { Column } from './table.ts';
import {
  type CodedColumn,
  wordCounts,
  codeWords,
  isCodeShare,
  numberOfWord,
  numericShare,
  type WordCounts,
} from './wordColumn.ts';
import { wordLimit } from '../csv/wordTable.ts';

export interface ColumnPlan {
  readonly name: string;
  readonly index: number;
  /** The header gave no name. */
  readonly unnamed: boolean;
  /** The type that the configuration demands. */
  readonly type: ColumnType | undefined;
}

export interface Findings {
  readonly rows: number;
  readonly lineOfRow: Uint32Array;
  readonly decimalComma: boolean;
  readonly log: RepairLog;
}

/** How the column should have been read; the same as it was when all is well. */
export function requestedReading(store: ColumnStore, plan: ColumnPlan, findings: Findings): ReadAs {
  if (plan.type !== undefined) return store.readAs;
  if (store.readAs === 'number') return staysNumber(store) ? 'number' : 'word';
  if (!store.words?.overflow) return 'word';
  const { words } = store.words;
  return numericShare(
    words,
    words.map(() => 1),
    findings.decimalComma,
  ) >= typicalShare
    ? 'number'
    : 'word';
}

function staysNumber(store: ColumnStore): boolean {
  if (store.strangerCount === 0 && store.leadingZeros === 0) return true;
  const numbers = store.moments.count;
  if (isCodeShare(store.leadingZeros, numbers)) return false;
  return numbers >= typicalShare * (numbers + store.strangerCount);
}

/** @throws DataError when the demanded type does not fit */
export function buildColumn(store: ColumnStore, plan: ColumnPlan, findings: Findings): Column {
  if (store.readAs === 'number') return numberColumn(store.numbers, store, plan, findings);
  const words = wordCounts(store, findings.rows);
  if (!store.words?.overflow) return wordColumn(store, words, plan, findings);
  if (plan.type === 'category' || plan.type === 'boolean') throw tooMany(plan);
  const typing = typeWords(
    plan.name,
    words.words,
    words.counts.map((count) => Math.max(1, count)),
    true,
  );
  const counted = {
    missing: 0,
    distinct: wordLimit,
    numbers: null,
    facts: null,
    codes: null,
    categories: [],
    counts: [],
  };
  return { ...naming(plan, typing), ...counted };
}

function tooMany(plan: ColumnPlan): DataError {
  const told = notice('column.tooManyCategories', plan.name, plan.type ?? '', wordLimit);
  return new DataError('columns', told, { column: plan.index + 1 });
}

/** The parts of a column that say what it is. */
function naming(plan: ColumnPlan, typing: Typing) {
  const { name, index, type } = plan;
  const reason = type === undefined ? typing.reason : notice('column.declared' as const, type);
  return { name, index, type: type ?? typing.type, reason, overridden: type !== undefined };
}

function numberColumn(numbers: NumberColumn, store: ColumnStore | null, plan: ColumnPlan, findings: Findings): Column {
  const facts = numberFacts(asDoubles(numbers), store?.moments);
  if (store) tellOddCells(store, plan, findings.log);
  const typing = typeNumbers(plan.name, facts, findings.rows, plan.unnamed);
  const { missing, distinct } = facts;
  return { ...naming(plan, typing), missing, distinct, numbers, facts, codes: null, categories: [], counts: [] };
}

function wordColumn(store: ColumnStore, words: WordCounts, plan: ColumnPlan, findings: Findings): Column {
  const numeric =
    plan.type === undefined && numericShare(words.words, words.counts, findings.decimalComma) >= typicalShare;
  if (numeric) return numberColumn(numbersOfWords(store, words, plan, findings), null, plan, findings);
  const typing = typeWords(plan.name, words.words, words.counts);
  const coded = codeWords(store, findings.rows, words, (plan.type ?? typing.type) === 'boolean');
  const { categories, counts, codes } = coded;
  if (plan.type === 'boolean' && categories.length > 2) throw notTwoAnswers(plan, coded);
  return {
    ...naming(plan, typing),
    missing: findings.rows - words.values,
    distinct: categories.length,
    numbers: null,
    facts: null,
    codes,
    categories,
    counts,
  };
}

function notTwoAnswers(plan: ColumnPlan, { categories }: CodedColumn): DataError {
  const some = categories
    .slice(0, 3)
    .map((word) => `"${shorten(word)}"`)
    .join(', ');
  const told = notice('column.notTwoAnswers', plan.name, categories.length, some);
  return new DataError('columns', told, { column: plan.index + 1 });
}

/** Words that turned out to be numbers; the few that are none become missing and are reported. */
function numbersOfWords(store: ColumnStore, words: WordCounts, plan: ColumnPlan, findings: Findings): Float64Array {
  const { rows, lineOfRow, log, decimalComma } = findings;
  const values = new Float64Array(store.words?.words.length ?? 0).fill(NaN);
  const slips = new Map<number, string>();
  words.words.forEach((word, k) => {
    const number = numberOfWord(word, decimalComma);
    const code = words.codes[k] as number;
    if (Number.isFinite(number)) values[code] = number;
    else slips.set(code, word);
  });
  const numbers = new Float64Array(rows);
  const strangers: { line: number; text: string }[] = [];
  const infinities: number[] = [];
  for (let row = 0; row < rows; row++) {
    const code = store.codes[row] as number;
    const slip = slips.get(code);
    if (slip !== undefined && isInfinity(slip)) infinities.push(lineOfRow[row] as number);
    else if (slip !== undefined) strangers.push({ line: lineOfRow[row] as number, text: slip });
    numbers[row] = code < 0 ? NaN : (values[code] as number);
  }
  tellStrangers(strangers, strangers.length, plan, log);
  if (infinities.length > 0) log.addMany(infinities, infinities.length, 'infinite', plan.name);
  return numbers;
}

function tellOddCells(store: ColumnStore, plan: ColumnPlan, log: RepairLog): void {
  const { strangers, strangerCount, infinities, grouped } = store;
  tellStrangers(strangers, strangerCount, plan, log);
  if (infinities.count > 0) log.addMany(infinities.lines, infinities.count, 'infinite', plan.name);
  if (grouped.count > 0) log.addMany(grouped.lines, grouped.count, 'grouped', plan.name);
}

const wordsTold = 3;

/** One repair for all cells of a column that are no numbers. */
function tellStrangers(
  strangers: readonly { readonly line: number; readonly text: string }[],
  count: number,
  { name }: ColumnPlan,
  log: RepairLog,
): void {
  if (count === 0) return;
  const words = [...new Set(strangers.map(({ text }) => `"${shorten(text)}"`))];
  const told = words.length > wordsTold ? [...words.slice(0, wordsTold), '…'] : words;
  const lines = strangers.map(({ line }) => line);
  log.addMany(lines, count, 'notNumber', name, told.join(', '));
}
