/** A store of cells → a typed column, or the finding that it has to be read once more in the other way. */
import { notice } from '../../core/notice.ts';
import type { ColumnStore, ReadAs } from '../csv/columnStore.ts';
import { DataError } from '../csv/errors.ts';
import { wordLimit } from '../csv/wordTable.ts';
import type { ColumnPlan, Findings } from './columnPlan.ts';
import { naming, shorten, type Typing, typeWords } from './columnTyping.ts';
import { numberColumn, numbersOfStore, numbersOfWords, staysNumber } from './numberColumn.ts';
import { isNumberColumn } from './numberShare.ts';
import { cleanWord, type Fold } from './spelling.ts';
import type { Column } from './table.ts';
import { type CodedColumn, codeWords, type WordCounts, wordCounts } from './wordColumn.ts';
import { answerPair } from './wordPatterns.ts';
import { missingLevels, tellMerged, tellOtherDecimal } from './tellWords.ts';

/** How the column should have been read; the same as it was when all is well. */
export function requestedReading(store: ColumnStore, plan: ColumnPlan, findings: Findings): ReadAs {
  if (plan.type !== undefined) return store.readAs;
  if (plan.holdsDates) return 'word';
  if (store.readAs === 'number') return staysNumber(store, plan) ? 'number' : 'word';
  if (!store.words?.overflow) return 'word';
  const words = wordCounts(store, 0);
  const counted = { ...words, counts: words.words.map(() => 1), values: words.words.length };
  return isNumberColumn(numbersOfWords(counted, plan, findings.decimalComma).counts) ? 'number' : 'word';
}

/** @throws DataError when the demanded type does not fit */
export function buildColumn(store: ColumnStore, plan: ColumnPlan, findings: Findings): Column {
  if (store.readAs === 'number') return numberColumn(numbersOfStore(store, plan, findings), plan, findings);
  const words = wordCounts(store, findings.rows, plan.isMissing);
  if (!store.words?.overflow) return wordColumn(store, words, plan, findings);
  if (plan.type === 'category' || plan.type === 'boolean') throw tooMany(plan);
  const atLeastOnce = words.counts.map((count) => Math.max(1, count));
  if (plan.type === undefined && !plan.holdsDates)
    tellOtherDecimal({ ...words, counts: atLeastOnce, values: atLeastOnce.length }, plan, findings);
  const typing = plan.holdsDates ? dateNumbers : typeWords(plan.name, words.words, atLeastOnce, true);
  const counted = {
    missing: 0,
    distinct: wordLimit,
    numbers: null,
    facts: null,
    codes: null,
    categories: [],
    counts: [],
    unit: null,
    fold: 'exact',
  } as const;
  return { ...naming(plan, typing), ...counted };
}

const dateNumbers: Typing = { type: 'date', reason: notice('column.dateNumbers') };

function tooMany(plan: ColumnPlan): DataError {
  const reason = notice('column.tooManyCategories', plan.name, plan.type ?? '', wordLimit);
  return new DataError('columns', reason, { column: plan.index + 1 });
}

function wordColumn(store: ColumnStore, words: WordCounts, plan: ColumnPlan, findings: Findings): Column {
  if (plan.type === undefined && !plan.holdsDates) {
    const numbers = numbersOfWords(words, plan, findings.decimalComma);
    if (isNumberColumn(numbers.counts)) return numberColumn(numbers.read(store, findings), plan, findings);
  }
  const fold = foldOf(words, plan);
  const coded = codeWords(store, findings.rows, words, fold);
  const { categories, counts, codes } = coded;
  const typing = plan.holdsDates ? dateNumbers : typeWords(plan.name, categories, counts);
  if (plan.type === 'boolean' && categories.length > 2) throw notTwoAnswers(plan, coded);
  const type = plan.type ?? typing.type;
  if (plan.type === undefined && type !== 'boolean' && type !== 'date') tellOtherDecimal(words, plan, findings);
  if (hasLevels(type)) {
    tellMerged(coded, plan, findings.log);
    missingLevels(words, categories, plan, findings);
  }
  return {
    ...naming(plan, typing),
    missing: findings.rows - words.values,
    distinct: categories.length,
    numbers: null,
    facts: null,
    unit: null,
    ...{ codes, categories, counts, fold },
  };
}

function hasLevels(type: Column['type']): boolean {
  return type === 'category' || type === 'boolean' || type === 'constant';
}

/** Yes/no words are one by their list, other words by their letters. */
function foldOf({ words, counts }: WordCounts, { name, type, spellings }: ColumnPlan): Fold {
  // Names of rows and free text are never classes.
  if (!hasLevels(type ?? typeWords(name, words, counts).type)) return 'exact';
  if (spellings === 'keep') return type === 'boolean' ? 'answer' : 'exact';
  return answerPair(words.map(cleanWord)) ? 'answer' : 'spelling';
}

function notTwoAnswers(plan: ColumnPlan, { categories }: CodedColumn): DataError {
  const some = categories
    .slice(0, 3)
    .map((word) => `"${shorten(word)}"`)
    .join(', ');
  const reason = notice('column.notTwoAnswers', plan.name, categories.length, some);
  return new DataError('columns', reason, { column: plan.index + 1 });
}
