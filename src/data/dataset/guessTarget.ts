/** Which column the network is most likely meant to predict, and why: by name first, then by position and type. */
import { type Notice, notice } from '../../core/notice.ts';
import type { TargetReasonCode } from '../csv/dataNotice.ts';
import { isUsable } from './chooseColumns.ts';
import { shorten } from '../columns/columnTyping.ts';
import type { ColumnSummary, TargetGuess } from '../columns/summary.ts';

/** Names that say "this is the answer", the clearest first: what happened goes before what something is, and that before amounts. */
const names: readonly string[] = [
  ...['target', 'label', 'labels', 'y', 'outcome', 'output', 'response', 'result'],
  ...['survived', 'diagnosis', 'churn', 'churned', 'exited', 'default', 'fraud', 'spam', 'approved', 'subscribed'],
  ...['class', 'classes', 'species', 'variety', 'category', 'kind', 'digit', 'sentiment', 'risk'],
  ...['grade', 'rating', 'quality', 'score', 'price', 'saleprice', 'medv', 'medianhousevalue', 'charges', 'cost'],
  ...['income', 'salary', 'revenue', 'sales', 'yield', 'strength', 'mpg'],
];

/** What Korean tables call the answer, the clearest first. */
const koreanNames: readonly string[] = [
  ...['정답', '라벨', '레이블', '목표', '타깃', '타겟', '종속변수'],
  ...['결과', '생존여부', '생존', '이탈여부', '이탈'],
  ...[
    '합격여부',
    '합격',
    '구매여부',
    '불량여부',
    '판정',
    '진단',
    '분류',
    '품종',
    '종류',
    '종',
    '등급',
    '가격',
    '매출',
    '점수',
  ],
];

/** Words inside longer names: "is_fraud", "price_usd", "target_value", "y_true". */
const wordsInNames: ReadonlySet<string> = new Set(names.filter((name) => name.length > 3 || name === 'y'));

/** @returns `null` when no column can be a target, or none would be left to predict it from */
export function guessTarget(columns: readonly ColumnSummary[], rows: number): TargetGuess | null {
  const features = columns.filter(isUsable);
  const usable = columns.filter(
    (column) => canBeTarget(column, rows) && features.some((feature) => feature !== column),
  );
  const ranked = [...byName(usable), ...bySignal(usable, columns.length), ...byPosition(usable, columns.length)];
  const [best] = ranked;
  if (!best) return null;
  const runnerUp = ranked.find(({ name }) => name !== best.name) ?? null;
  return { ...best, runnerUp, passedOver: passedOver(columns, usable, best.name) };
}

/** A column whose name says more clearly than the guess that it is the answer, and which cannot be. */
function passedOver(
  columns: readonly ColumnSummary[],
  usable: readonly ColumnSummary[],
  guess: string,
): TargetGuess['passedOver'] {
  const clearest = columns
    .filter((column) => !usable.includes(column) && nameRank(column.name) < nameRank(guess))
    .sort((a, b) => nameRank(a.name) - nameRank(b.name))[0];
  if (!clearest) return null;
  const isEmpty = clearest.type !== 'constant' && clearest.task !== null;
  return notice('target.passedOver', clearest.name, isEmpty ? notice('target.mostlyEmpty') : clearest.reason);
}

/** Half of its cells at least must be there: a row without an answer teaches nothing. */
function canBeTarget(column: ColumnSummary, rows: number): boolean {
  return column.task !== null && column.type !== 'id' && column.missing * 2 <= rows;
}

type Candidate = Omit<TargetGuess, 'runnerUp' | 'passedOver'>;

/** Of two equal names the later one wins: answers stand at the end more often than at the beginning. */
function byName(usable: readonly ColumnSummary[]): Candidate[] {
  const isPlane = usable.some(({ name }) => /^x$/i.test(name)) && usable.some(isAnswer);
  const named = usable.filter(({ name }) => nameRank(name) < Infinity && !(isPlane && /^y$/i.test(name)));
  const sorted = named.sort((a, b) => nameRank(a.name) - nameRank(b.name) || b.index - a.index);
  return sorted.map((column) => ({ name: column.name, reason: notice('target.byName', describe(column)) }));
}

/** Beside two coordinates, x and y, the answer is what the points are. */
function isAnswer({ type }: ColumnSummary): boolean {
  return type === 'category' || type === 'boolean';
}

/** Smaller is clearer; infinite when the name says nothing. */
function nameRank(name: string): number {
  const korean = koreanNames.indexOf(name.replace(/[\s_]+/g, '').normalize('NFC'));
  if (korean >= 0) return korean;
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  const whole = names.indexOf(words.join(''));
  if (whole >= 0) return whole;
  const inside = words.filter((word) => wordsInNames.has(word)).map((word) => names.indexOf(word));
  return inside.length > 0 ? names.length + Math.min(...inside) : Infinity;
}

/** Among columns of numbers, the one of yes/no, or of words at either end, is what they are there to explain. */
function bySignal(usable: readonly ColumnSummary[], columns: number): Candidate[] {
  const answers = usable.filter(isAnswer);
  const [only] = answers;
  if (answers.length !== 1 || !only || usable.length < 2) return [];
  // The first column of a table without names holds an attribute more often than the answer.
  if (only.index === 0 && only.name === 'column1') return [];
  if (only.type === 'category' && only.index > 0 && only.index < columns - 1) return [];
  const code = only.type === 'boolean' ? 'target.onlyAnswers' : 'target.onlyClasses';
  return [{ name: only.name, reason: notice(code, describe(only)) }];
}

/** From the end on. */
function byPosition(usable: readonly ColumnSummary[], columns: number): Candidate[] {
  const isWhen = ({ name }: ColumnSummary) => /^(?:year|month|week|weekday|day|hour|minute|date|time)s?$/i.test(name);
  const answers = usable.filter((column) => !isWhen(column));
  return (answers.length > 0 ? answers : usable).toReversed().map((column) => {
    const code = column.index === columns - 1 ? 'target.last' : 'target.lastUsable';
    return { name: column.name, reason: notice(code, describe(column)) };
  });
}

function describe({ task, classes }: ColumnSummary): Notice<TargetReasonCode> {
  if (task === 'regression') return notice('target.number');
  if (task === 'binary') return notice('target.twoClasses', ...(classes ?? []).map(shorten));
  return notice('target.classes', classes?.length ?? 0);
}
