/** What every program asks of the pipeline: its encodings, with long runs of plain numbers told apart, and words for missing values. */
import type { MissingWords } from '../../data/columns/columnPlan.ts';
import { usualMissingWords } from '../../data/csv/missing.ts';
import type { Encoding } from '../../data/dataset/steps/pipeline.ts';
import type { Step } from '../../data/dataset/steps/step.ts';
import type { Exported } from './target.ts';

/** So many columns in a row that are read alike become one line over a list. */
const minRun = 16;

/** Columns of numbers that differ in their figures alone. */
export interface NumberRun {
  readonly columns: readonly string[];
  /** What stands in, mean and standard deviation of each; `null` where there is no such step. */
  readonly standIns: readonly number[] | null;
  readonly scales: { readonly means: readonly number[]; readonly stds: readonly number[] } | null;
}

export type EncodingGroup = { readonly encoding: Encoding } | { readonly run: NumberRun };

/** The encodings in the order of x. */
export function encodingGroups({ model }: Exported): EncodingGroup[] {
  const groups: EncodingGroup[] = [];
  const { encodings } = model.pipeline;
  for (let k = 0; k < encodings.length; ) {
    const form = formOf(encodings[k]!, model.config.data.missingWords);
    let next = k + 1;
    while (
      form !== null &&
      next < encodings.length &&
      formOf(encodings[next]!, model.config.data.missingWords) === form
    )
      next++;
    if (next - k >= minRun) groups.push({ run: runOf(encodings.slice(k, next)) });
    else for (const encoding of encodings.slice(k, next)) groups.push({ encoding });
    k = next;
  }
  return groups;
}

/** The kinds of steps of a plain number; `null` for any other encoding. */
function formOf({ steps }: Encoding, missingWords: unknown): string | null {
  const kinds = steps.map(({ step }) => step).join(' ');
  if (missingWords !== undefined && missingWords !== null && !Array.isArray(missingWords)) return null;
  return /^number( standIn)?( standardize)?$/.test(kinds) ? kinds : null;
}

function runOf(encodings: readonly Encoding[]): NumberRun {
  const all = encodings.map(({ steps }) => steps);
  const figures = <K extends Step['step'], T>(kind: K, of: (step: Extract<Step, { step: K }>) => T): T[] =>
    all.flatMap((steps) =>
      steps.filter((step): step is Extract<Step, { step: K }> => step.step === kind).map((step) => of(step)),
    );
  const standIns = figures('standIn', ({ value }) => value);
  const means = figures('standardize', ({ mean }) => mean[0]!);
  const stds = figures('standardize', ({ std }) => std[0]!);
  return {
    columns: figures('number', ({ column }) => column),
    standIns: standIns.length > 0 ? standIns : null,
    scales: means.length > 0 ? { means, stds } : null,
  };
}

/** Numbers that mean "no value" in a column, as the configuration lists them. */
export function missingNumbers({ model }: Exported, column: string): readonly number[] {
  const { missingWords } = model.config.data;
  if (!missingWords) return [];
  return listedFor(missingWords, column)
    .filter((word) => word.trim() !== '')
    .flatMap((word) => (Number.isFinite(Number(word)) ? [Number(word)] : []));
}

function listedFor(missingWords: MissingWords, column: string): readonly string[] {
  if (Array.isArray(missingWords)) return missingWords;
  return Object.hasOwn(missingWords, column) ? (missingWords as Record<string, readonly string[]>)[column]! : [];
}

/** Words that mean "no value" in columns of words, in small letters. */
export function missingWords({ model }: Exported): readonly string[] {
  const { missingWords: given } = model.config.data;
  if (!given) return usualMissingWords;
  const lists = Array.isArray(given) ? given : [...usualMissingWords, ...Object.values(given).flat()];
  return [...new Set(['', ...lists.map((word) => word.trim().toLowerCase())])];
}
