/** What answers are made from: the run's data and network, and what a long answer needs to let others have their turn. */
import { isQuick } from '../budget.ts';
import { NoticeError, notice } from '../../core/notice.ts';
import type { RunNoticeCode } from '../../config/wording/runTexts.ts';
import type { NetworkSpec } from '../../core/network/network.ts';
import type { ExampleSet } from '../../core/network/examples.ts';
import type { Dataset } from '../../data/dataset/dataset.ts';
import type { Table } from '../../data/columns/table.ts';
import type { AnswerOf } from '../../protocol/answers.ts';
import type { QueryKind, QueryMap } from '../../protocol/query.ts';
import type { Part } from '../../protocol/subjects.ts';
import type { RunDescription } from '../../protocol/run.ts';
import type { Runner } from '../loop/runner.ts';
import type { ParameterSnapshot } from './parameterSnapshot.ts';

/** A question that makes no sense for this run; the notice is for the user. */
export class QueryError extends NoticeError<RunNoticeCode> {
  override readonly name = 'QueryError';

  constructor(code: RunNoticeCode, ...values: readonly (string | number)[]) {
    super(notice(code, ...values));
  }
}

export interface QueryContext {
  readonly spec: NetworkSpec;
  readonly dataset: Dataset;
  readonly table: Table;
  readonly description: RunDescription;
  /** Indices, among the training examples, of the shown ones, in the order shown. */
  readonly shown: readonly number[];
  /** The training itself: at the present whatever is looked at. */
  readonly runner: Runner;
  /** The network at the cursor's iteration, as it is now. */
  readonly moment: ParameterSnapshot;
}

/** Long work in pieces. */
export interface Work {
  /** Lets others have their turn if it is time. @throws CancelledError when the answer is no longer wanted */
  yieldNow(): Promise<void>;
  /** A clock in milliseconds. */
  now(): number;
}

export type AnswerQuery<K extends QueryKind> = (
  query: QueryMap[K],
  scene: QueryContext,
  work: Work,
) => AnswerOf[K] | Promise<AnswerOf[K]>;

/** A forward pass at the cursor's iteration: in the reference while it is cheap, else by the kernels that train the run. */
export function forwardOf(
  { moment, runner, description }: QueryContext,
  X: Float64Array,
  m: number,
): { Z: readonly Float64Array[]; A: readonly Float64Array[] } {
  return isQuick(m, description.parameters) ? moment.forward(X, m) : runner.inference.forward(moment.parameters, X, m);
}

/** The examples of a part. @throws QueryError when there is no such part */
export function examplesOf(
  { dataset }: Pick<QueryContext, 'dataset'>,
  part: Part,
): { examples: ExampleSet; lines: Uint32Array } {
  if (part === 'train') return { examples: dataset.train, lines: dataset.trainLines };
  if (part === 'test' && dataset.test) return { examples: dataset.test, lines: dataset.testLines };
  if (part === 'validation' && dataset.validation)
    return { examples: dataset.validation, lines: dataset.validationLines };
  throw new QueryError('query.noValidation');
}

/** @throws QueryError when there is no layer l from `least` to L */
export function requireLayer({ spec }: Pick<QueryContext, 'spec'>, l: number, least: number): void {
  if (l >= least && l <= spec.layers.length) return;
  throw new QueryError('query.noLayer', l, least, spec.layers.length);
}

/** @throws QueryError when there is no example with this index */
export function requireExample({ m }: ExampleSet, index: number, part: Part): void {
  if (index < m) return;
  throw new QueryError(part === 'train' ? 'query.noTrainingExample' : 'query.noValidationExample', index + 1, m);
}

/** Names of the units of layer l: inputs, outputs, or numbers from 1. */
export function unitNames({ description, spec }: Pick<QueryContext, 'description' | 'spec'>, l: number): string[] {
  if (l === 0) return description.inputs.map(({ name }) => name);
  const { units } = spec.layers[l - 1]!;
  if (l === spec.layers.length) {
    const { classes, targets } = description;
    if (units > 1 && classes.length === units) return [...classes];
    if (units === targets.length) return [...targets];
  }
  return Array.from({ length: units }, (_, j) => `unit ${j + 1}`);
}
