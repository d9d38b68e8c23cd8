/** Words as a sentence lists them: "a", "b". */
export function listed(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(', ');
}
