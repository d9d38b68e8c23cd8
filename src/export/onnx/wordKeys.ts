/** The texts that a graph knows for each word: a graph compares letter by letter, so the usual spellings are listed. */
import { answerLists } from '../../data/columns/wordPatterns.ts';
import type { WordsStep } from '../../data/dataset/steps/step.ts';

/** From text to index; NaN where there is no value. The first meaning of a text counts. */
export function wordKeys({ words, fold }: WordsStep, missingWords: readonly string[]): ReadonlyMap<string, number> {
  const keys = new Map<string, number>();
  const add = (text: string, index: number): void => {
    if (!keys.has(text)) keys.set(text, index);
  };
  words.forEach((word, index) => add(word, index));
  for (const word of missingWords) for (const text of cases(word)) add(text, Number.NaN);
  if (fold === 'exact') return keys;
  words.forEach((word, index) => {
    // Genotypes a and A stay apart.
    if ((word.match(/\p{L}/gu)?.length ?? 0) >= 2) for (const text of cases(word)) add(text, index);
  });
  if (fold === 'answer')
    for (const [word, index] of spelledAnswers(words)) for (const text of cases(word)) add(text, index);
  return keys;
}

function cases(word: string): string[] {
  const lower = word.toLowerCase();
  return [word, lower, word.toUpperCase(), lower.slice(0, 1).toUpperCase() + lower.slice(1)];
}

/** Other words that say yes or no, too. */
function spelledAnswers(words: readonly string[]): (readonly [word: string, index: number])[] {
  return answerLists.flatMap((list) => {
    const index = words.findIndex((word) => list.includes(word.toLowerCase()));
    return index < 0 ? [] : list.map((word) => [word, index] as const);
  });
}
