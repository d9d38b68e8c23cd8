/** What words look like: dates, answers to yes/no questions. */

const datePatterns = [
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i,
  /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?: \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?)?$/i,
  /^\d{1,2}[- ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ]\d{2,4}$/i,
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2},? \d{4}$/i,
  /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/,
];

/** Dates and times of day in the usual forms: 2024-01-31, 2024-01-31T12:00Z, 31.01.2024, 1/31/24, 31 Jan 2024, 12:30. */
export function isDate(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length >= 4 && trimmed.length <= 40 && datePatterns.some((pattern) => pattern.test(trimmed));
}

const answers: readonly (readonly [no: string, yes: string])[] = [
  ['no', 'yes'],
  ['n', 'y'],
  ['false', 'true'],
  ['f', 't'],
  ['off', 'on'],
  ['nein', 'ja'],
  ['non', 'oui'],
];

/** The pair of answers, no first, that these words (in any case of letters) are; `null` when they are something else. */
export function answerPair(words: readonly string[]): readonly [no: string, yes: string] | null {
  const different = new Set(words.map(answerKey));
  if (different.size !== 2) return null;
  return answers.find(([no, yes]) => different.has(no) && different.has(yes)) ?? null;
}

/** What two spellings of the same answer have in common: "Yes" and "yes". */
export function answerKey(word: string): string {
  return word.trim().toLowerCase();
}
