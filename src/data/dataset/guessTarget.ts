/** Which column the network is most likely meant to predict, and why: by name first, then by position and type. */
import { type Notice, notice } from '../../core/notice.ts';
import type { TargetReasonCode } from '../csv/dataNotice.ts';
import { isUsable } from './chooseColumns.ts';
import { shorten } from '../columns/columnTyping.ts';
import type { ColumnSummary, TargetGuess } from '../columns/summary.ts';

/** Names that say "this is the answer", the clearest first. */
const names: readonly string[] = [
  'target',
  'label',
  'labels',
  'class',
  'classes',
  'y',
  'outcome',
  'output',
  'response',
  'result',
  'species',
  'diagnosis',
  'survived',
  'churn',
  'churned',
  'exited',
  'default',
  'fraud',
  'spam',
  'approved',
  'category',
  'grade',
  'rating',
  'quality',
  'score',
  'price',
  'saleprice',
  'medv',
  'medianhousevalue',
  'charges',
  'cost',
  'income',
  'salary',
  'revenue',
  'sales',
  'yield',
  'strength',
  'mpg',
  'variety',
  'digit',
  'sentiment',
  'risk',
];

/** Words inside longer names: "is_fraud", "price_usd", "target_value", "y_true". */
const wordsInNames: ReadonlySet<string> = new Set(names.filter((name) => name.length > 3 || name === 'y'));

/** @returns `null` when no column can be a target, or none would be left to predict it from */
export function guessTarget(columns: readonly ColumnSummary[], rows: number): TargetGuess | null {
  const features = columns.filter(isUsable);
  const usable = columns.filter(
    (column) => canBeTarget(column, rows) && features.some((feature) => feature !== column),
  );
  return byName(usable) ?? bySignal(usable, columns.length) ?? byPosition(usable, columns.length);
}

/** Half of its cells at least must be there: a row without an answer teaches nothing. */
function canBeTarget(column: ColumnSummary, rows: number): boolean {
  return column.task !== null && column.type !== 'id' && column.missing * 2 <= rows;
}

function byName(usable: readonly ColumnSummary[]): TargetGuess | null {
  let best: ColumnSummary | null = null;
  let bestRank = Infinity;
  for (const column of usable) {
    const rank = nameRank(column.name);
    // Of two equal names the later one wins: answers stand at the end more often than at the beginning.
    if (rank < Infinity && rank <= bestRank) {
      best = column;
      bestRank = rank;
    }
  }
  return best && { name: best.name, reason: notice('target.byName', describe(best)) };
}

/** Smaller is clearer; infinite when the name says nothing. */
function nameRank(name: string): number {
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
function bySignal(usable: readonly ColumnSummary[], columns: number): TargetGuess | null {
  const answers = usable.filter((column) => column.type === 'category' || column.type === 'boolean');
  const [only] = answers;
  if (answers.length !== 1 || !only || usable.length < 2) return null;
  if (only.type === 'category' && only.index > 0 && only.index < columns - 1) return null;
  return {
    name: only.name,
    reason: notice(only.type === 'boolean' ? 'target.onlyAnswers' : 'target.onlyClasses', describe(only)),
  };
}

function byPosition(usable: readonly ColumnSummary[], columns: number): TargetGuess | null {
  const last = usable.at(-1);
  if (!last) return null;
  const code = last.index === columns - 1 ? 'target.last' : 'target.lastUsable';
  return { name: last.name, reason: notice(code, describe(last)) };
}

function describe({ task, classes }: ColumnSummary): Notice<TargetReasonCode> {
  if (task === 'regression') return notice('target.number');
  if (task === 'binary') return notice('target.twoClasses', ...(classes ?? []).map(shorten));
  return notice('target.classes', classes?.length ?? 0);
}
