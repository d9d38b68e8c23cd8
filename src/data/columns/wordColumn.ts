/** A column that was read as words: which of them mean "missing", whether they are numbers after all, their final order. */
import type { ColumnStore } from '../csv/columnStore.ts';
import { isMissing } from '../csv/missing.ts';
import { cleanWord, type Fold, wordKey } from './spelling.ts';
import { answerPair } from './wordPatterns.ts';

/** The words of a column that are values, each with its count and the code it was read under. */
export interface WordCounts {
  readonly words: readonly string[];
  readonly counts: readonly number[];
  /** Code in the store of each word. */
  readonly codes: readonly number[];
  /** Values in all. */
  readonly values: number;
  /** Words that were left out, each with its count. */
  readonly missing: readonly (readonly [word: string, count: number])[];
}

/**
 * Counts the words of the first `rows` rows; those that mean "missing" are left out. @param isNone whether a word does;
 * absent: the usual ones
 */
export function wordCounts(
  store: ColumnStore,
  rows: number,
  isNone: (word: string) => boolean = isMissing,
): WordCounts {
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
    .filter((code) => !isNone(all[code] as string) || (signs && all[code] === '-'));
  const counts = kept.map((code) => times[code] as number);
  const isKept = new Set(kept);
  return {
    words: kept.map((code) => all[code] as string),
    counts,
    codes: kept,
    values: counts.reduce((sum, count) => sum + count, 0),
    missing: all.flatMap((word, code) => (isKept.has(code) ? [] : [[word, times[code]!] as const])),
  };
}

export interface CodedColumn {
  readonly categories: readonly string[];
  readonly counts: readonly number[];
  /** −1 where missing. */
  readonly codes: Int32Array;
  /** The spellings of each word that has several, the most frequent first. */
  readonly merged: readonly (readonly string[])[];
}

/** Words in their final order, with the spellings of one made one. Yes/no has "no" first. */
export function codeWords(store: ColumnStore, rows: number, words: WordCounts, fold: Fold): CodedColumn {
  const groups = new Map<string, number[]>();
  words.words.forEach((word, k) => {
    const key = wordKey(word, fold);
    const members = groups.get(key);
    if (members) members.push(k);
    else groups.set(key, [k]);
  });
  const spellings = [...groups.values()].map((members) => spellingsOf(members, words));
  const pair = fold === 'answer' ? answerPair([...groups.keys()]) : null;
  if (pair) spellings.sort((a, b) => pair.indexOf(wordKey(a.word, fold)) - pair.indexOf(wordKey(b.word, fold)));
  else spellings.sort((a, b) => byCodePoint(a.word, b.word));
  const finalCode = new Int32Array(store.words?.words.length ?? 0).fill(-1);
  spellings.forEach(({ members }, code) => {
    for (const k of members) finalCode[words.codes[k] as number] = code;
  });
  const codes = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const code = store.codes[row] as number;
    codes[row] = code < 0 ? -1 : (finalCode[code] as number);
  }
  return {
    categories: spellings.map(({ word }) => word),
    counts: spellings.map(({ count }) => count),
    codes,
    merged: spellings
      .filter(({ members }) => members.length > 1)
      .map(({ members }) => members.map((k) => words.words[k]!)),
  };
}

interface Spellings {
  /** The most frequent one, cleaned. */
  readonly word: string;
  readonly count: number;
  readonly members: readonly number[];
}

function spellingsOf(members: readonly number[], { words, counts }: WordCounts): Spellings {
  const sorted = [...members].sort((a, b) => counts[b]! - counts[a]! || byCodePoint(words[a]!, words[b]!));
  const word = words[sorted[0]!]!;
  const count = members.reduce((sum, k) => sum + counts[k]!, 0);
  return { word: members.length === 1 ? word : cleanWord(word), count, members: sorted };
}

function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
