/** Fixes for doubts about columns: leave one out, treat a number as missing, use a logarithm, read numbers as classes. */
import type { NoticeValue } from '../../../core/notice.ts';
import { columnOf } from '../../facts/columnProblems.ts';
import { localize } from '../../wording/localize.ts';
import { type FixContext, type FixDraft, setting } from './fixContext.ts';

export function columnFixes(context: FixContext): FixDraft[] {
  const [name] = context.problem.columns ?? [];
  if (name === undefined) return [];
  switch (context.problem.code) {
    case 'answerAmongInputs':
    case 'mixedColumn':
    case 'manyWords':
    case 'mostlyMissing':
    case 'nearlyConstant':
      return leaveOut(context, name);
    case 'sentinelValue':
      return treatAsMissing(context, name);
    case 'absurdSpread':
    case 'skewedTarget':
      return [setting(context.text, localize('Use log(1 + x)'), ['data', 'transform', name], 'log1p')];
    case 'numberedClasses':
      return eitherReading(context, name);
    default:
      return [];
  }
}

/** What is learned from now is written down without the column. */
function leaveOut({ text, facts }: FixContext, name: string): FixDraft[] {
  const others = facts?.features.filter((feature) => feature !== name) ?? [];
  if (others.length === 0 || !facts?.features.includes(name)) return [];
  return [setting(text, localize('Leave It Out'), ['data', 'features'], others)];
}

function treatAsMissing({ text, summary, config }: FixContext, name: string): FixDraft[] {
  const column = summary ? columnOf(summary, name) : undefined;
  const value = column?.doubts.find(({ code }) => code === 'doubt.sentinel')?.values[0];
  if (value === undefined) return [];
  const title = localize('Treat {0} as Missing', signed(value));
  const { missingWords } = config?.data ?? {};
  if (Array.isArray(missingWords))
    return [setting(text, title, ['data', 'missingWords'], [...missingWords, String(value)])];
  const lists = (missingWords ?? {}) as Readonly<Record<string, readonly string[]>>;
  const own = Object.hasOwn(lists, name) ? (lists[name] ?? []) : [''];
  return [setting(text, title, ['data', 'missingWords', name], [...own, String(value)])];
}

function signed(value: NoticeValue): string {
  return String(value).replace('-', '−');
}

function eitherReading({ text, summary }: FixContext, name: string): FixDraft[] {
  const isNumber = summary && columnOf(summary, name)?.task === 'regression';
  return isNumber
    ? [setting(text, localize('Predict Classes'), ['data', 'types', name], 'category')]
    : [setting(text, localize('Predict a Number'), ['data', 'types', name], 'number')];
}
