/** How Python reads the cells of a row: the language of the steps, and the functions that their texts call. */
import { answerLists } from '../../data/columns/wordPatterns.ts';
import type { Library } from '../base/library.ts';
import type { Language } from '../base/steps.ts';
import { quoted, wrapped } from '../base/words.ts';

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

const number = (
  decimalComma: boolean,
  hasMissing: boolean,
): string => `def number(cell${hasMissing ? ', *missing' : ''}):
    """A cell as a number; NaN where it is none."""
    try:
        value = float(cell${decimalComma ? '.replace(",", ".")' : ''})
    except ValueError:
        return math.nan
    return value if math.isfinite(value)${hasMissing ? ' and value not in missing' : ''} else math.nan`;

const wordOf = (name: string, key: string): string => `def ${name}(cell, words):
    """A cell as the index of its word; NaN where it is empty, -1 where the word is none of these."""
    if cell in words:
        return words.index(cell)
    if cell.lower() in MISSING:
        return math.nan
${key}`;

/** @param missingWords those of the configuration, where it says another list */
export function cellLibrary(decimalComma: boolean, hasMissing: boolean, missingWords: readonly string[]): Library {
  return {
    number: number(decimalComma, hasMissing),
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
    if cell in words:
        return words.index(cell)
    same = next((list for list in SAME_ANSWERS if cell.lower() in list), [cell.lower()])
    found = [k for k, word in enumerate(words) if word.lower() in same]
    return found[0] if found else math.nan`,
    known: `def known(index):
    """Only words of the list count."""
    return math.nan if index == -1 else index`,
    DATE_FORMS: dateForms,
    MONTHS: 'MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]',
    date_parts: dateParts,
    clock: clock,
    days: days,
    calendar: calendar,
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

const dateForms = String.raw`DATE_FORMS = [
    r"(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})",
    r"(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d{2})",
    r"(?P<d>\d{1,2})[- .]+(?P<m>[a-z]{3,9})\.?[- ,]+(?P<y>\d{4}|\d{2})",
    r"(?P<m>[a-z]{3,9})\.? (?P<d>\d{1,2}),? (?P<y>\d{4})",
    r"(?P<m>[a-z]{3,9})[- ](?P<y>\d{4})",
    r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])",
    r"(?P<y>\d{4})[- ]?Q(?P<q>[1-4])",
    r"Q(?P<q>[1-4])[- ](?P<y>\d{4})",
    r"(?P<y>\d{4})\s*년\s*(?P<m>\d{1,2})\s*월(?:\s*(?P<d>\d{1,2})\s*일)?",
    r"(?P<y>\d{4})\.\s+(?P<m>\d{1,2})\.\s+(?P<d>\d{1,2})\.?",
    r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})",
]
CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:[.,]\d+)?))?\s*(?P<half>[ap]m)?"
ZONE = r"\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?"`;

const dateParts = `def date_parts(found, day_first):
    """Year, month and day of a form that was found."""
    part = {"d": 1, **{name: text for name, text in found.items() if text is not None}}
    if "a" in part:
        swapped = part["mark"] != "." and not day_first
        part["m"], part["d"] = (part["a"], part["b"]) if swapped else (part["b"], part["a"])
    if "q" in part:
        part["m"] = 3 * int(part["q"]) - 2
    month = str(part["m"])
    if not month.isdecimal():
        month = MONTHS.index(month[:3].lower()) + 1
    year = int(part["y"])
    if len(part["y"]) == 2:
        year += 2000 if year < 70 else 1900
    return year, int(month), int(part["d"])`;

const clock = `def clock(found):
    """The time of day as a part of a day."""
    if found["hour"] is None:
        return 0
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    second = float((found["second"] or "0").replace(",", "."))
    return (hour * 3600 + int(found["minute"]) * 60 + second) / 86400`;

const days = String.raw`def days(cell, day_first):
    """A date as days since 1970-01-01; NaN where it is none."""
    for form in DATE_FORMS:
        match = re.fullmatch(f"{form}(?:[T ]\\s*{CLOCK}{ZONE})?", cell, re.IGNORECASE)
        if match:
            try:
                date = datetime.date(*date_parts(match.groupdict(), day_first))
            except ValueError:
                return math.nan
            return date.toordinal() - datetime.date(1970, 1, 1).toordinal() + clock(match.groupdict())
    match = re.fullmatch(CLOCK, cell)
    if match:
        return clock(match.groupdict())
    if re.fullmatch(r"\d{9,10}|\d{12,13}", cell):
        return int(cell) / (86400 if int(cell) < 1e11 else 86400000)
    return math.nan`;

const calendar = `def calendar(day, first):
    """Year, month and weekday on their circles, days since the first one."""
    date = datetime.date(1970, 1, 1) + datetime.timedelta(days=math.floor(day))
    month = 2 * math.pi * (date.month - 1) / 12
    weekday = 2 * math.pi * (date.isoweekday() % 7) / 7
    return [
        date.year,
        math.sin(month),
        math.cos(month),
        math.sin(weekday),
        math.cos(weekday),
        day - first,
    ]`;
