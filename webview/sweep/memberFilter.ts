/** A filter as it is typed: conditions such as `cost<0.1` and words, all of which hold. */
import type { SweptMember } from '../../src/protocol/sweep/sweepPage.ts';
import { localize } from '../kit/text/l10n.ts';
import { typedNumber } from '../kit/text/typedNumber.ts';
import { type MemberColumn, shortPath } from './memberColumns.ts';

export interface MemberFilter {
  readonly holds: (member: SweptMember) => boolean;
  /** What is wrong with the filter; then it holds for none. */
  readonly problem: string;
}

const comparisons: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
};
const signs: Readonly<Record<string, string>> = { '≤': '<=', '≥': '>=', '==': '=', '≠': '!=' };
const operator = /\s*(<=|>=|!=|==|[<>=≤≥≠])\s*/gu;
const condition = /^(.*?)(<=|>=|!=|[<>=])(.*)$/u;

export function memberFilter(text: string, columns: readonly MemberColumn[]): MemberFilter {
  const terms = text
    .replace(operator, (_, sign: string) => signs[sign] ?? sign)
    .split(/[,;]?\s+/)
    .filter((term) => term !== '');
  const all = terms.map((term) => filterOf(term, columns));
  const problem = all.find((one) => one.problem !== '')?.problem ?? '';
  return { holds: (member) => problem === '' && all.every(({ holds }) => holds(member)), problem };
}

function filterOf(term: string, columns: readonly MemberColumn[]): MemberFilter {
  const [, name = '', sign = '', wanted = ''] = condition.exec(term) ?? [];
  if (sign === '') return { holds: (member) => hasWord(member, columns, term.toLowerCase()), problem: '' };
  const column = columns.find(({ id, label }) => namesOf(id, label).includes(name.toLowerCase()));
  const all = columns.map(({ id }) => shortPath(id)).join(', ');
  if (!column) return { holds: () => false, problem: localize('There is no "{0}". There are {1}.', name, all) };
  // The value is still being typed.
  if (wanted === '') return { holds: () => true, problem: '' };
  const compares = comparisons[sign];
  if (!compares) return { holds: (member) => isEqual(member, column, wanted) === (sign === '='), problem: '' };
  const number = numberOf(wanted);
  if (number === null)
    return { holds: () => false, problem: localize('{0} takes a number; "{1}" is none.', `${name} ${sign}`, wanted) };
  const holds = (member: SweptMember): boolean => {
    const value = column.value(member);
    return typeof value === 'number' && compares(value, number);
  };
  return { holds, problem: '' };
}

function namesOf(id: string, label: string): readonly string[] {
  return [id, shortPath(id), id.slice(id.lastIndexOf('.') + 1), label].map((name) => name.toLowerCase());
}

/** "0.1", "90%" */
function numberOf(text: string): number | null {
  const share = text.endsWith('%') ? 100 : 1;
  const value = typedNumber(text.replace('%', ''));
  return value === null ? null : value / share;
}

/** As a number, or as it is written. */
function isEqual(member: SweptMember, { value, text }: MemberColumn, wanted: string): boolean {
  const number = numberOf(wanted);
  return (number !== null && value(member) === number) || text(member).toLowerCase() === wanted.toLowerCase();
}

function hasWord(member: SweptMember, columns: readonly MemberColumn[], word: string): boolean {
  return columns.some(({ isWords, text }) => isWords && text(member).toLowerCase().includes(word));
}
