/** Why a column is of its type, in the user's language: the reader says it in English, as one of these sentences. */
import type { ColumnSummary } from '../../data/columns/summary.ts';
import { localize } from '../wording/localize.ts';

/** The reader's sentences; the values are wherever a placeholder stands. */
export const reasonTexts = [
  'no row has a value',
  'every value is {0}',
  'whole numbers, every one different and in sequence, and the name says so',
  'whole numbers, every one different, and the name says so',
  '{0} whole numbers from {1} to {2}',
  '{0} numbers from {1} to {2}',
  'the answers are {0} and {1}',
  'the values are dates or times',
  '{0} different words in {1} values',
  'more than {0} different texts in {1} values; a category has at most {2}',
  '{0} different texts in {1} values; a category has at most {2}',
  'every one of the {0} values is different',
  'every one of the {0} texts is different',
  'declared as {0} in the configuration',
] as const;

/** The column's reason; in English when it is none of the known ones. */
export function reasonText({ reason }: Pick<ColumnSummary, 'reason'>): string {
  for (const text of reasonTexts) {
    const values = patternOf(text).exec(reason);
    if (values) return localize(text, ...values.slice(1));
  }
  return reason;
}

/** Each placeholder stands for something; none of the sentences holds a sign of its own meaning in patterns. */
function patternOf(text: string): RegExp {
  return new RegExp(`^${text.replace(/\{\d\}/g, '([\\s\\S]+?)')}$`);
}
