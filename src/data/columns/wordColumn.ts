/** A column that was read as words: which of them mean "missing", whether they are numbers after all, their final order. */
import type { ColumnStore } from '../csv/columnStore.ts';
import { isInfinity, isMissing, isMissingNumber } from '../csv/missing.ts';
import { groupedNumber, hasLeadingZero, numberOfText } from '../csv/numberParser.ts';
import { answerPair } from './wordPatterns.ts';

/** The words of a column that are values, each with its count and the code it was read under. */
export interface WordCounts {
  readonly words: readonly string[];
  readonly counts: readonly number[];
  /** Code in the store of each word. */
  readonly codes: readonly number[];
  /** Values in all. */
  readonly values: number;
}

/** Counts the words of the first `rows` rows; those that mean "missing" are left out. */
export function wordCounts(store: ColumnStore, rows: number): WordCounts {
  const all = store.words?.words ?? [];
  const times = new Float64Array(all.length);
  const { codes } = store;
  const known = Math.min(rows, codes.length);
  for (let row = 0; row < known; row++) {
    const code = codes[row] as number;
    if (code >= 0) times[code] = (times[code] as number) + 1;
  }
  // A lone "-" is a missing value; beside "+" it is the other answer.
  const signs = all.includes('+');
  const kept = all
    .map((_, code) => code)
    .filter((code) => !isMissing(all[code] as string) || (signs && all[code] === '-'));
  const counts = kept.map((code) => times[code] as number);
  return {
    words: kept.map((code) => all[code] as string),
    counts,
    codes: kept,
    values: counts.reduce((sum, count) => sum + count, 0),
  };
}

/** The share of the values that can be read as numbers without loss; 0 when some look like codes (007). */
export function numericShare(words: readonly string[], counts: readonly number[], decimalComma: boolean): number {
  let numbers = 0;
  let values = 0;
  let zeros = 0;
  words.forEach((word, code) => {
    if (isMissingNumber(word) || isInfinity(word)) return;
    const count = counts[code] as number;
    values += count;
    if (hasLeadingZero(word)) zeros += count;
    else if (!Number.isNaN(numberOfWord(word, decimalComma))) numbers += count;
  });
  return values === 0 || isCodeShare(zeros, values) ? 0 : (numbers + zeros) / values;
}

/** Whether this many cells like 007 make a column one of codes: a hundredth of its values. */
export function isCodeShare(leadingZeros: number, values: number): boolean {
  return leadingZeros > 0 && leadingZeros * 100 >= values;
}

/** The number a word stands for, in groups of thousands too; NaN when none. */
export function numberOfWord(word: string, decimalComma: boolean): number {
  const number = numberOfText(word, decimalComma);
  return number === number || decimalComma ? number : groupedNumber(word);
}

export interface CodedColumn {
  readonly categories: readonly string[];
  readonly counts: readonly number[];
  /** −1 where missing. */
  readonly codes: Int32Array;
}

/** Words in their final order, with spellings of the same answer ("Yes", "yes") made one when `answers` is set. */
export function codeWords(store: ColumnStore, rows: number, words: WordCounts, answers: boolean): CodedColumn {
  const pair = answers ? answerPair(words.words) : null;
  const groups = new Map<string, number[]>();
  words.words.forEach((word, k) => {
    const key = pair ? word.trim().toLowerCase() : word;
    groups.set(key, [...(groups.get(key) ?? []), k]);
  });
  const keys = pair ? [...pair] : [...groups.keys()].sort(byCodePoint);
  const finalCode = new Int32Array(store.words?.words.length ?? 0).fill(-1);
  const categories: string[] = [];
  const counts: number[] = [];
  for (const key of keys) {
    const members = groups.get(key) ?? [];
    for (const k of members) finalCode[words.codes[k] as number] = categories.length;
    categories.push(words.words[members[0] as number] as string);
    counts.push(members.reduce((sum, k) => sum + (words.counts[k] as number), 0));
  }
  const codes = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const code = store.codes[row] as number;
    codes[row] = code < 0 ? -1 : (finalCode[code] as number);
  }
  return { categories, counts, codes };
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
