/** What a column of words makes one think of: spellings that were made one, a word for "missing" that may be a level. */
import type { ColumnPlan, Findings } from './columnPlan.ts';
import { shorten } from './columnTyping.ts';
import { numbersOfWords } from './numberColumn.ts';
import { isNumberColumn } from './numberShare.ts';
import type { CodedColumn, WordCounts } from './wordColumn.ts';

const maxWords = 3;
/** Fewer values may be written like numbers by chance. */
const fewNumbers = 3;
/** A category of more levels needs no further one. */
const fewLevels = 20;
/** A level is more than a slip: this share of the cells, and two of them. */
const levelShare = 0.02;

/** Told once a column. */
export function tellMerged({ merged }: CodedColumn, { name }: ColumnPlan, log: Findings['log']): void {
  if (merged.length === 0) return;
  const some = merged.slice(0, maxWords).map((words) =>
    words
      .slice(0, 4)
      .map((word) => JSON.stringify(shorten(word)))
      .join(' = '),
  );
  const list = `${some.join('; ')}${merged.length > maxWords ? '; …' : ''}`;
  log.add(0, 'spellings', name, list);
}

/** A column that would be one of numbers with the other decimal mark is read as words, and the user is told. */
export function tellOtherDecimal(words: WordCounts, plan: ColumnPlan, { decimalComma, log }: Findings): void {
  if (words.values < fewNumbers || !isNumberColumn(numbersOfWords(words, plan, !decimalComma).counts)) return;
  const cell = words.words.find((word) => /[.,]\d/.test(word)) ?? '';
  const [mark, ofTable] = decimalComma ? ['.', ','] : [',', '.'];
  log.add(0, 'otherDecimal', plan.name, shorten(cell), mark as string, ofTable as string);
}

/** A word such as NA, in one of few levels, where the numbers of the table are missing under another word or not at all. */
export function missingLevels(
  { missing, values }: WordCounts,
  categories: readonly string[],
  { name }: ColumnPlan,
  { rows, log, missingAmongNumbers }: Findings,
): void {
  if (categories.length > fewLevels || categories.length === 0) return;
  for (const [word, count] of missing) {
    const isLevel = /^\p{L}{2,}$/u.test(word.trim()) && !missingAmongNumbers.has(word.trim().toLowerCase());
    if (isLevel && count >= Math.max(2, levelShare * rows)) log.addMany([], count, 'missingLevel', name, word.trim());
    else if (word.trim() === '' && categories.length === 1 && count >= Math.max(2, levelShare * rows) && values >= 2)
      log.addMany([], count, 'blankAnswer', name, shorten(categories[0]!));
  }
}
