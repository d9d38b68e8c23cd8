/** What words look like: dates, answers to yes/no questions. */
import { daysOf } from './dates.ts';

/** Dates and times of day in the usual forms: 2024-01-31, 2024-01-31T12:00Z, 31.01.2024, 1/31/24, 31 Jan 2024, 2016Q3, 12:30. */
export function isDate(text: string): boolean {
  const trimmed = text.trim();
  // Digits alone are a number, whatever else they might be.
  if (trimmed.length < 4 || trimmed.length > 40 || !/\d/.test(trimmed) || /^\d+$/.test(trimmed)) return false;
  return !Number.isNaN(daysOf(trimmed, 'dayFirst')) || !Number.isNaN(daysOf(trimmed, 'monthFirst'));
}

/** Words that say no and yes, one pair of lists a language or habit. */
const answers: readonly (readonly [no: readonly string[], yes: readonly string[]])[] = [
  [
    ['no', 'n'],
    ['yes', 'y'],
  ],
  [
    ['false', 'f'],
    ['true', 't'],
  ],
  [['off'], ['on']],
  [['nein'], ['ja']],
  [['non'], ['oui']],
  [
    ['아니오', '아니요'],
    ['예', '네'],
  ],
  [['いいえ'], ['はい']],
];

/** The pair of answers, no first, that these words (in any case of letters) are; `null` when they are something else. */
export function answerPair(words: readonly string[]): readonly [no: string, yes: string] | null {
  const different = [...new Set(words.map((word) => word.trim().toLowerCase()))];
  const pair = answers.find(([no, yes]) => different.every((word) => no.includes(word) || yes.includes(word)));
  const [no, yes] = [0, 1].map((k) => different.find((word) => pair?.[k]?.includes(word)));
  return no === undefined || yes === undefined ? null : [pair?.[0][0] ?? no, pair?.[1][0] ?? yes];
}

/** Lists of words that say the same, no or yes. */
export const answerLists: readonly (readonly string[])[] = answers.flat();

/** "yes" for "y", the first of the list that a word in small letters is in. */
export function answerOf(word: string): string | null {
  for (const pair of answers) for (const list of pair) if (list.includes(word)) return list[0] ?? null;
  return null;
}
