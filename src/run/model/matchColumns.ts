/** The columns of a table that a model reads, found by their names. Nothing is guessed. */
import { nearestName } from '../../config/text/nearest.ts';
import { columnsRead, inputSteps, type Pipeline } from '../../data/dataset/steps/pipeline.ts';
import { PredictError } from './predictError.ts';

export interface MatchedColumns {
  /** From the name that steps know to the column's place in the table. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** Whether the table has the answers, all of them. */
  readonly hasAnswers: boolean;
}

/** Inputs of the model that the table lacks, in the order of x. */
export function missingColumns(pipeline: Pipeline, names: readonly string[]): readonly string[] {
  const there = new Set(names);
  return columnsRead(inputSteps(pipeline)).filter((name) => !there.has(name));
}

/**
 * @param names of the table's columns
 * @param answers names of the columns with the answers, in the order of the targets; empty: those of the model
 * @throws PredictError for columns that are not there
 */
export function matchColumns(pipeline: Pipeline, names: readonly string[], answers: readonly string[]): MatchedColumns {
  const missing = missingColumns(pipeline, names);
  if (missing.length > 0) throw missingError(missing, names);
  const targets = pipeline.targets.map(({ column }) => column);
  if (answers.length > 0 && answers.length !== targets.length)
    throw new PredictError('predict.targetCount', targets.length, quoted(targets), answers.length);
  const requested = answers.length > 0 ? answers : targets;
  const absent = requested.find((name) => !names.includes(name));
  if (answers.length > 0 && absent !== undefined)
    throw new PredictError('predict.noTarget', absent, quoted([nearestName(absent, names) ?? names[0] ?? '']));
  const first = new Map(names.map((name, k) => [name, k] as const).reverse());
  const index = (name: string) => first.get(name) ?? -1;
  const inputs = columnsRead(inputSteps(pipeline)).map((name) => [name, index(name)] as const);
  const hasAnswers = absent === undefined;
  const own = hasAnswers ? targets.map((name, k) => [answerKey(name), index(requested[k]!)] as const) : [];
  return { indexOf: new Map([...inputs, ...own]), hasAnswers };
}

/** The steps of targets find their column under this name: an input of the same name may be another column. */
export function answerKey(target: string): string {
  return `\u0000${target}`;
}

function missingError(missing: readonly string[], names: readonly string[]): PredictError {
  const near = [...new Set(missing.flatMap((name) => nearestName(name, names) ?? []))];
  if (near.length > 0) return new PredictError('predict.missingNear', quoted(missing), quoted(near));
  return new PredictError('predict.missing', quoted(missing), quoted(names));
}

const maxNames = 20;

function quoted(names: readonly string[]): string {
  const reported = names.slice(0, maxNames).map((name) => `"${name}"`);
  return names.length > maxNames ? `${reported.join(', ')}, … (${names.length})` : reported.join(', ');
}

/** For a refusal every missing name is told. */
export function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
