/** What a column is, and the notice that says why. The rules are few and written here only; every one can be overridden. */
import { type Notice, notice } from '../../core/notice.ts';
import type { ColumnReasonCode } from '../csv/dataNotice.ts';
import { distinctLimit, exactRows, type NumberFacts } from './numberFacts.ts';
import type { NumberColumn } from '../csv/numbers/narrowNumbers.ts';
import type { ColumnPlan } from './columnPlan.ts';
import type { ColumnType } from './summary.ts';
import { typicalShare } from './numberShare.ts';
import { answerPair, isDate } from './wordPatterns.ts';

export interface Typing {
  readonly type: ColumnType;
  readonly reason: Notice<ColumnReasonCode>;
}

/** A column of words with more different ones than this is text: one input for each would be more than a table can teach. */
export const categoryLimit = 100;

/** Below this many values, "every value is different" says nothing. */
const fewValues = 6;

const idName =
  /^(?:.*[_\s-])?(?:id|ids|uuid|guid|index|idx|rownum|row|key|nr|no|num|number|unnamed: ?\d+)$|^#$|[a-z]I[dD]$/;

/** The same in German, French, Spanish, Korean, Japanese and Chinese; those without blanks between words end in it. */
const idEndings = '번호|순번|연번|식별자|아이디|番号|番號|编号|編號|序号|序號|通番';
const idNameElsewhere = new RegExp(
  `^(?:lfd\\.? ?(?:nr\\.?)?|nr\\.|no\\.|n°|nº|(?:.*[_\\s-])?(?:nummer|kennung|numéro|número))$|(?:${idEndings})$`,
  'i',
);

/** Who or what was measured, several times as a rule: its number names it. */
const subjects = 'subject|subj|patient|person|participant|proband|respondent|individual|animal|specimen|sample';
const subjectName = new RegExp(`^(?:.*[_\\s-])?(?:${subjects})s?$|(?:피험자|환자|참가자|被験者|被试|患者)$`, 'i');

/** Whether a name promises an identifier: "id", "Customer ID", "passengerId", "row", "#", "번호". */
export function looksLikeId(name: string): boolean {
  return idName.test(name) || idName.test(name.toLowerCase()) || idNameElsewhere.test(name.normalize('NFC'));
}

/** The parts of a column that say what it is. */
export function naming({ name, index, type }: ColumnPlan, typing: Typing) {
  const reason = type === undefined ? typing.reason : notice('column.declared' as const, type, typing.reason);
  return { name, index, type: type ?? typing.type, reason, overridden: type !== undefined };
}

export function typeNumbers(plan: ColumnPlan, facts: NumberFacts, rows: number, numbers: NumberColumn): Typing {
  const values = rows - facts.missing;
  if (values === 0) return { type: 'constant', reason: notice('column.noValue') };
  if (facts.distinct === 1) return { type: 'constant', reason: notice('column.oneNumber', facts.min) };
  const id = facts.integers && values >= fewValues ? idReason(plan, facts, rows, numbers) : null;
  if (id) return { type: 'id', reason: notice(id) };
  const code = facts.integers ? 'column.wholeNumbers' : 'column.numbers';
  return { type: 'number', reason: notice(code, values, facts.min, facts.max) };
}

/** Names of quantities that may well count by one. */
const quantities =
  'x|t|n|time|date|year|month|week|day|hour|minute|second|season|quarter|age|dose|dosage|temp|' +
  'temperature|distance|depth|height|length|width|size|weight|speed|step|epoch|iteration|degree|' +
  'power|price|score|rating|count|quantity|amount';
const quantity = new RegExp(`^(?:${quantities})s?$`, 'i');

/** Why whole numbers name the rows rather than measure them; `null` when they do not seem to. */
function idReason(
  { name, index, unnamed, columns }: ColumnPlan,
  facts: NumberFacts,
  rows: number,
  numbers: NumberColumn,
): ColumnReasonCode | null {
  const values = rows - facts.missing;
  const isNamed = looksLikeId(name);
  const counts = facts.increasing && facts.max - facts.min === values - 1;
  if (unnamed && !isNamed && counts) return index === 0 ? 'column.rowNumbers' : 'column.unnamedSequence';
  if (allDifferent(facts, values) && isNamed) return counts ? 'column.sequence' : 'column.idNumbers';
  if (index === 0 && counts && facts.missing === 0 && (facts.min === 0 || facts.min === 1))
    return columns > 2 && !quantity.test(name) ? 'column.rowNumbers' : null;
  const namesSubjects = (isNamed && /id$/i.test(name)) || subjectName.test(name.normalize('NFC'));
  return namesSubjects && facts.distinct >= fewValues && namesBlocks(numbers, facts.distinct)
    ? 'column.idBlocks'
    : null;
}

/** Whether each number stands in one block of rows (1, 1, 1, 2, 2, 2), or the same series comes again (1, 2, 3, 1, 2, 3). */
function namesBlocks(numbers: NumberColumn, distinct: number): boolean {
  let blocks = 1;
  let isSeries = true;
  for (let i = 1; i < numbers.length; i++) {
    if (numbers[i] !== numbers[i - 1]) blocks++;
    if (numbers[i] !== numbers[i % distinct]) isSeries = false;
  }
  return blocks === distinct || isSeries;
}

function allDifferent(facts: NumberFacts, values: number): boolean {
  return facts.increasing || facts.distinct === values || (values > exactRows && facts.distinct >= distinctLimit);
}

/**
 * @param words the different words, without those that mean "missing"
 * @param counts how often each occurs
 * @param more there were more different words than are known
 */
export function typeWords(name: string, words: readonly string[], counts: readonly number[], more = false): Typing {
  const values = counts.reduce((sum, count) => sum + count, 0);
  const distinct = words.length;
  if (distinct === 0) return { type: 'constant', reason: notice('column.noValue') };
  if (distinct === 1) return { type: 'constant', reason: notice('column.oneWord', shorten(words[0] as string)) };
  const pair = answerPair(words);
  if (pair) return { type: 'boolean', reason: notice('column.answers', shorten(pair[0]), shorten(pair[1])) };
  if (fractionOf(words, counts, values, isDate) >= typicalShare)
    return { type: 'date', reason: notice('column.dates') };
  if (!more && distinct === values && values >= fewValues) return allWordsDifferent(name, words);
  if (!more && distinct <= categoryLimit) return { type: 'category', reason: notice('column.words', distinct, values) };
  const code = more ? 'column.moreTexts' : 'column.texts';
  return { type: 'text', reason: notice(code, distinct, values, categoryLimit) };
}

function allWordsDifferent(name: string, words: readonly string[]): Typing {
  const sentences = words.filter((word) => /\s/.test(word.trim())).length;
  if (sentences <= words.length / 10 || looksLikeId(name))
    return { type: 'id', reason: notice('column.allValuesDiffer', words.length) };
  return { type: 'text', reason: notice('column.allTextsDiffer', words.length) };
}

/** The share of values, not of different words, that pass a test. */
export function fractionOf(
  words: readonly string[],
  counts: readonly number[],
  values: number,
  test: (word: string) => boolean,
): number {
  let passed = 0;
  words.forEach((word, code) => {
    if (test(word)) passed += counts[code] as number;
  });
  return values === 0 ? 0 : passed / values;
}

export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
