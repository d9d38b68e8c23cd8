/** How JavaScript reads the values of a row: the language of the steps, and the functions that their texts call. */
import { answerLists } from '../../data/columns/wordPatterns.ts';
import type { Library } from '../base/library.ts';
import type { Language } from '../base/steps.ts';
import { dateLibrary } from './dates.ts';
import { numberLibrary } from './numbers.ts';
import { quoted, wrapped } from '../base/words.ts';

export const javascriptLanguage: Language = {
  cell: (column) => `row[${quoted(column)}]`,
  number: (cell, missing) => `number(${[cell, ...missing.map(String)].join(', ')})`,
  word: (cell, words, fold, unknown) => {
    const list = `[${words.map(quoted).join(', ')}]`;
    const name = { exact: 'wordIndex', spelling: 'spellingIndex', answer: 'yesOrNo' }[fold];
    return fold !== 'answer' && unknown === 'missing'
      ? `known(${name}(${cell}, ${list}))`
      : `${name}(${cell}, ${list})`;
  },
  days: (cell, order) => `days(${cell}, ${order === 'dayFirst'})`,
  standIn: (value, other) => `standIn(${value}, ${other})`,
  isIndex: (name, index) => `Number(${name} === ${index})`,
  indexOf: (value, values) => `[${values.join(', ')}].indexOf(${value})`,
  calendar: (days, first) => `calendar(${days}, ${first})`,
  log1p: (value) => `log1p(${value})`,
  expm1: (value) => `Math.expm1(${value})`,
  call: (by, value) => `Math.${by}(${value})`,
  assign: (name, value) => `const ${name} = ${value};`,
};

const wordOf = (
  name: string,
  last: string,
): string => `/** A value as the index of its word; NaN where it is missing, -1 where the word is none of these. */
function ${name}(value, words) {
  const cell = String(value ?? "");
  const text = words.includes(cell) ? cell : cell.trim();
  if (words.includes(text)) return words.indexOf(text);
  if (MISSING.has(text.toLowerCase())) return NaN;
  return ${last};
}`;

export function valueLibrary(decimalComma: boolean, hasMissing: boolean, missingWords: readonly string[]): Library {
  return {
    ...numberLibrary(decimalComma, hasMissing),
    MISSING: `const MISSING = new Set([\n${wrapped(missingWords.map(quoted), '  ')}\n]);`,
    INVISIBLE: String.raw`const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;`,
    spelling: String.raw`/** The same for all spellings of a word: blanks and letter case do not count. */
function spelling(word) {
  const clean = word.normalize("NFC").replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
  return (clean.match(/\p{L}/gu)?.length ?? 0) > 1 ? clean.toLowerCase() : clean;
}`,
    wordIndex: wordOf('wordIndex', '-1'),
    spellingIndex: wordOf('spellingIndex', 'words.map(spelling).indexOf(spelling(text))'),
    SAME_ANSWERS: `const SAME_ANSWERS = [\n${answerLists.map((list) => `  [${list.map(quoted).join(', ')}],\n`).join('')}];`,
    yesOrNo: `/** The index of one of two answers, also where it is shortened; NaN where it is neither. */
function yesOrNo(value, words) {
  const cell = String(value ?? "");
  const text = words.includes(cell) ? cell : cell.trim();
  if (words.includes(text)) return words.indexOf(text);
  const lower = words.map((word) => word.toLowerCase());
  const list = SAME_ANSWERS.find((answers) => answers.includes(text.toLowerCase())) ?? [text.toLowerCase()];
  const found = lower.findIndex((word) => list.includes(word));
  return found < 0 ? NaN : found;
}`,
    known: `/** Only words of the list count. */
function known(index) {
  return index === -1 ? NaN : index;
}`,
    ...dateLibrary,
    standIn: `/** What stands in for a value that is missing. */
function standIn(value, other) {
  return Number.isNaN(value) ? other : value;
}`,
    log1p: `/** log(1 + x); NaN where it is not defined. */
function log1p(value) {
  return value > -1 ? Math.log1p(value) : NaN;
}`,
  };
}
