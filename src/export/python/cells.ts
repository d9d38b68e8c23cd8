/** How Python reads the cells of a row: the language of the steps, and the functions that their texts call. */
import { answerLists } from '../../data/columns/wordPatterns.ts';
import type { Library } from '../base/library.ts';
import type { Language } from '../base/steps.ts';
import { quoted, wrapped } from '../base/words.ts';
import { dateLibrary } from './dates.ts';
import { numberLibrary } from './numbers.ts';

export const pythonLanguage: Language = {
  cell: (column) => `row[${quoted(column)}]`,
  number: (cell, missing) => `number(${[cell, ...missing.map(String)].join(', ')})`,
  word: (cell, words, fold, unknown) => {
    const list = `[${words.map(quoted).join(', ')}]`;
    const name = { exact: 'word_index', spelling: 'spelling_index', answer: 'yes_or_no' }[fold];
    return fold !== 'answer' && unknown === 'missing'
      ? `known(${name}(${cell}, ${list}))`
      : `${name}(${cell}, ${list})`;
  },
  days: (cell, order) => `days(${cell}, day_first=${order === 'dayFirst' ? 'True' : 'False'})`,
  standIn: (value, other) => `stand_in(${value}, ${other})`,
  isIndex: (name, index) => `float(${name} == ${index})`,
  indexOf: (value, values) => `index_of(${value}, [${values.join(', ')}])`,
  calendar: (days, first) => `calendar(${days}, ${first})`,
  log1p: (value) => `log1p(${value})`,
  expm1: (value) => `math.expm1(${value})`,
  call: (by, value) => (by === 'abs' ? `abs(${value})` : `math.${by}(${value})`),
  assign: (name, value) => `${name} = ${value}`,
};

/** Blanks around a word belong to it only where a quoted cell of the training had them. */
const whole = `for text in (cell, cell.strip()):
        if text in words:
            return words.index(text)`;

const wordOf = (name: string, last: string): string => `def ${name}(cell, words):
    """A cell as the index of its word; NaN where it is empty, -1 where the word is none of these."""
    ${whole}
    if cell.strip().lower() in MISSING:
        return math.nan
${last}`;

/** @param missingWords those of the configuration, where it says another list */
export function cellLibrary(decimalComma: boolean, hasMissing: boolean, missingWords: readonly string[]): Library {
  return {
    ...numberLibrary(decimalComma, hasMissing),
    MISSING: `MISSING = {\n${wrapped(missingWords.map(quoted), '    ')}\n}`,
    INVISIBLE: String.raw`INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")`,
    spelling: `def spelling(word):
    """The same for all spellings of a word: blanks and letter case do not count."""
    word = " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", word)).split())
    return word.lower() if sum(letter.isalpha() for letter in word) > 1 else word`,
    word_index: wordOf('word_index', '    return -1'),
    spelling_index: wordOf(
      'spelling_index',
      `    spellings = [spelling(word) for word in words]
    return spellings.index(spelling(cell)) if spelling(cell) in spellings else -1`,
    ),
    SAME_ANSWERS: `SAME_ANSWERS = [\n${answerLists.map((list) => `    [${list.map(quoted).join(', ')}],\n`).join('')}]`,
    yes_or_no: `def yes_or_no(cell, words):
    """The index of one of two answers, also where it is shortened; NaN where it is neither."""
    ${whole}
    answer = cell.strip().lower()
    same = next((list for list in SAME_ANSWERS if answer in list), [answer])
    found = [k for k, word in enumerate(words) if word.lower() in same]
    return found[0] if found else math.nan`,
    known: `def known(index):
    """Only words of the list count."""
    return math.nan if index == -1 else index`,
    ...dateLibrary,
    stand_in: `def stand_in(value, other):
    """What stands in for a value that is missing."""
    return other if math.isnan(value) else value`,
    index_of: `def index_of(value, values):
    """The place of a number among these; -1 where it is none of them."""
    return values.index(value) if value in values else value if math.isnan(value) else -1`,
    log1p: `def log1p(value):
    """log(1 + x); NaN where it is not defined."""
    return math.log1p(value) if value > -1 else math.nan`,
  };
}
