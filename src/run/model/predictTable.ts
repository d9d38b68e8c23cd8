/** A model applied to a table, both looks at it: the command line and the worker come here, so that both say the same. */
import type { ByteSource } from '../../data/csv/byteSource.ts';
import type { Repair } from '../../data/csv/repair.ts';
import type { ReadOptions } from '../../data/read/readOptions.ts';
import { PredictError } from './predictError.ts';
import { type Predicted, predictRows } from './predictRows.ts';
import type { RowWriter } from './rowWriter.ts';
import { type Survey, surveyTable, type TableRequest } from './survey.ts';

export type Lines = ReturnType<typeof predictRows>;

export interface PredictTask {
  readonly request: Omit<TableRequest, 'options'>;
  readonly signal: NonNullable<ReadOptions['signal']>;
  readonly writerOf: (survey: Survey) => RowWriter;
  /** Takes all lines, the first with the names of the columns. */
  readonly take: (lines: Lines, survey: Survey) => Promise<void>;
  readonly digest: (source: ByteSource) => Promise<{ readonly sha256: string }>;
  /** Milliseconds on any clock. */
  readonly now: () => number;
  readonly onProgress: (progress: PredictProgress) => void;
}

export interface PredictProgress {
  /** 0…1 */
  readonly done: number;
  readonly secondsLeft: number;
}

export interface PredictedTable extends Predicted {
  readonly survey: Survey;
  readonly seconds: number;
}

/** @throws DataError where the table cannot be read, PredictError where the model cannot be applied to it */
export async function predictTable(task: PredictTask): Promise<PredictedTable> {
  const { request, signal, writerOf, take, now } = task;
  const begun = now();
  const size = request.source.byteLength ?? 0;
  const report = (pass: 0 | 1) => (bytes: number) => {
    const done = (pass + bytes / Math.max(size, bytes, 1)) / 2;
    task.onProgress({ done, secondsLeft: ((now() - begun) / 1000) * (1 / done - 1) });
  };
  const whole = { ...request, options: { signal, onProgress: report(0) } };
  const found = await surveyTable(whole);
  const survey = { ...found, repairs: [...(await ofTraining(task, found)), ...found.repairs] };
  const result: Predicted = { predicted: 0, skipped: 0, metrics: null };
  const again = { ...survey, options: { ...survey.options, onProgress: report(1) } };
  await take(predictRows(whole, again, writerOf(survey), result), survey);
  if (result.predicted === 0) throw new PredictError('predict.noRows');
  return { ...result, survey: { ...survey, blocks: null }, seconds: (now() - begun) / 1000 };
}

/** Figures of the rows that a network has learned are no promise for others: that is said beside them. */
async function ofTraining({ request, digest }: PredictTask, { matched }: Survey): Promise<readonly Repair[]> {
  const { bytes, sha256 } = request.model.origin.table;
  // Most other tables have another size, and no figures are given without answers.
  if (!matched.hasAnswers || request.source.byteLength !== bytes) return [];
  if ((await digest(request.source)).sha256 !== sha256) return [];
  return [{ kind: 'trainingTable', values: [], line: 0, lines: [], count: 1 }];
}
