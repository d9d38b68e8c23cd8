/** Which words are spellings of one: blanks, signs without width and Unicode forms always, letter case in words of two letters or more. */
import { answerOf } from './wordPatterns.ts';

/** exact: no two words are one. spelling: as this file says. answer: yes/no words by their list, too. */
export type Fold = 'exact' | 'spelling' | 'answer';
export const folds: readonly Fold[] = ['exact', 'spelling', 'answer'];

const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const plain = /^[\x21-\x7e]*$/;

/** Letters, digits and signs as wide as those of Chinese: ＡＢＣ１２. */
const wide = /[\uff01-\uff5e]/g;

/** The word without blanks around it and signs that nobody sees, in composed form and of usual width. */
export function cleanWord(word: string): string {
  if (plain.test(word)) return word;
  const narrow = word.normalize('NFC').replace(wide, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  return narrow.replace(invisible, '').replace(/\s+/g, ' ').trim();
}

/** The same for all spellings of a word. */
export function wordKey(word: string, fold: Fold): string {
  if (fold === 'exact') return word;
  const clean = cleanWord(word);
  const letters = clean.match(/\p{L}/gu)?.length ?? 0;
  // Genotypes a and A stay apart.
  const folded = letters >= 2 ? clean.toLowerCase() : clean;
  return fold === 'answer' ? (answerOf(clean.toLowerCase()) ?? folded) : folded;
}
