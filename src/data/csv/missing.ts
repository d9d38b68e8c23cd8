/** Which cells mean "no value". */

const everywhere = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  '#na',
  'n.a.',
  '<na>',
  'nan',
  '-nan',
  'null',
  'nil',
  '\\n',
  '?',
  '-',
  '--',
  '.',
  '–',
  '—',
  '...',
  '…',
]);

/** Words that can be a category of their own, but among numbers can only mean that the number is not known. */
const amongNumbers = new Set([
  'none',
  'missing',
  'unknown',
  'undefined',
  'void',
  '#div/0!',
  '#value!',
  '#num!',
  '#ref!',
  '#name?',
]);

const infinities = new Set(['inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity', '∞', '-∞']);

/** The words that mean "no value" in every column, in small letters. */
export const usualMissingWords: readonly string[] = [...everywhere];

export function isMissing(text: string): boolean {
  return everywhere.has(text.trim().toLowerCase());
}

/** Like `isMissing`, in a column of numbers. */
export function isMissingNumber(text: string): boolean {
  const word = text.trim().toLowerCase();
  return everywhere.has(word) || amongNumbers.has(word);
}

/** "inf" and its kin: a number in its own right that no network can be trained on. */
export function isInfinity(text: string): boolean {
  return infinities.has(text.trim().toLowerCase());
}
