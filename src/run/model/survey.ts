/**
 * The first look at a table that a model shall be applied to: how it is written, whether every column is there, which
 * cells the model has to stand in for. Whatever speaks against the table is said before a line is predicted.
 */
import { isUnitOfColumn } from '../../data/columns/numberShare.ts';
import type { ByteSource } from '../../data/csv/byteSource.ts';
import { DataError } from '../../data/csv/errors.ts';
import type { Repair } from '../../data/csv/repair.ts';
import { RepairLog } from '../../data/csv/repairLog.ts';
import { inputSteps, standInOf } from '../../data/dataset/steps/pipeline.ts';
import { isReadStep, type ReadStep } from '../../data/dataset/steps/step.ts';
import { type Hints, untilUnderstood } from '../../data/read/attempts.ts';
import { type FileLayout, layoutOf } from '../../data/read/fileLayout.ts';
import { type ReadOptions, type TableOptions, tableOptionsOf } from '../../data/read/readOptions.ts';
import { keptBytes, type RowBlock, rowBlocks } from '../../data/read/rowBlocks.ts';
import type { ModelFile } from '../../model/modelFile.ts';
import { AnswerTally } from './answerTally.ts';
import { readStepOf, answerTargets } from './blockAnswers.ts';
import { BlockReader, type CellRules, readingsFor } from './blockCells.ts';
import { InputTally } from './inputTally.ts';
import { type MatchedColumns, matchColumns } from './matchColumns.ts';
import { PredictError } from './predictError.ts';

export interface TableRequest {
  readonly model: ModelFile;
  readonly source: ByteSource;
  /** Columns with the answers, in the order of the targets; empty: those of the model, if they are there. */
  readonly answers: readonly string[];
  /** Whether all cells will be written again, not those alone that the model reads. */
  readonly keepsCells: boolean;
  /** Signal, progress. */
  readonly options: ReadOptions;
}

export interface Survey {
  readonly layout: FileLayout;
  /** With what the table turned out to need. */
  readonly options: ReadOptions;
  readonly matched: MatchedColumns;
  readonly rules: CellRules;
  readonly rows: number;
  /** Mean answer of each target in its own units; empty unless numbers are predicted and answers are there. */
  readonly means: readonly number[];
  readonly repairs: readonly Repair[];
  readonly repairsOmitted: number;
  /** All rows, where they are few enough to be kept until they are predicted: the table is read once then. */
  readonly blocks: readonly RowBlock[] | null;
}

/** Of a larger table the rows are read again. */
const maxKeptBytes = 96 * 2 ** 20;

/** The steps that read a table for a model. */
export function readStepsOf({ pipeline }: ModelFile, { hasAnswers }: MatchedColumns): ReadStep[] {
  const answers = hasAnswers ? answerTargets(pipeline).map(readStepOf) : [];
  return [...inputSteps(pipeline).filter(isReadStep), ...answers];
}

/** @throws DataError where the table cannot be read, PredictError where the model cannot be applied to it */
export async function surveyTable(request: TableRequest): Promise<Survey> {
  const { types: _ofModel, ...own } = tableOptionsOf(request.model.config.data);
  try {
    return await surveyAs(request, {});
  } catch (error) {
    // A table written in the unusual way that the model's own was.
    if (Object.keys(own).length === 0 || !mayBeLayout(error)) throw error;
    return await surveyAs(request, own).catch(() => {
      throw error;
    });
  }
}

function mayBeLayout(error: unknown): boolean {
  if (error instanceof DataError) return error.reason !== 'cancelled';
  return error instanceof PredictError && error.notice.code.startsWith('predict.missing');
}

function surveyAs(request: TableRequest, written: TableOptions): Promise<Survey> {
  const options = { ...request.options, ...written };
  return untilUnderstood(request.source, options, (hints) => understood(request, options, hints));
}

async function understood(request: TableRequest, given: ReadOptions, hints: Hints): Promise<Survey> {
  const { model, source, answers } = request;
  const options = { ...given, onDamage: hints.damaged ? () => undefined : undefined };
  const log = new RepairLog();
  const layout = await layoutOf(source, { ...options, onProgress: undefined }, hints, log);
  const names = layout.plans.map(({ name }) => name);
  const matched = matchColumns(model.pipeline, names, answers);
  const rules: CellRules = {
    indexOf: matched.indexOf,
    missingWords: model.config.data.missingWords,
    decimalComma: layout.decimalComma,
    withoutUnits: new Set(),
  };
  const first = await visitBlocks(request, { layout, options, matched, rules }, log);
  if (first.slips.size === 0) return first.survey;
  // Rare: a few numbers with a unit among plain ones are no numbers of the column, which only the end of the table shows.
  const known = { ...rules, withoutUnits: first.slips };
  const log2 = new RepairLog();
  await layoutOf(source, { ...options, onProgress: undefined }, hints, log2);
  return (await visitBlocks(request, { layout, options, matched, rules: known }, log2)).survey;
}

type Reading = Pick<Survey, 'layout' | 'options' | 'matched' | 'rules'>;

async function visitBlocks(
  request: TableRequest,
  reading: Reading,
  log: RepairLog,
): Promise<{ survey: Survey; slips: Set<string> }> {
  const { model, source } = request;
  const { layout, options, matched, rules } = reading;
  const steps = readStepsOf(model, matched);
  const readAs = readingsFor(steps, rules.indexOf, layout.plans.length);
  const reader = new BlockReader(rules);
  const inputs = distinct(inputSteps(model.pipeline).filter(isReadStep)).map((step) => new InputTally(step));
  const answers = matched.hasAnswers ? new AnswerTally(model.pipeline) : null;
  const drops = model.config.data.missing === 'drop';
  const units = new Map<string, { count: number; numbers: number }>();
  let rows = 0;
  const kept = new KeptBlocks(request.keepsCells ? 0 : maxKeptBytes);
  const isKept = (block: RowBlock): boolean => kept.blocks?.at(-1) === block;
  let values = new Float64Array(0);
  for await (const block of rowBlocks(source, options, {
    layout,
    readAs,
    log,
    withRanges: request.keepsCells,
    isKept,
  })) {
    if (values.length < block.rows) values = new Float64Array(block.rows);
    const gap = new Int16Array(block.rows).fill(-1);
    inputs.forEach((tally, k) => {
      tally.add(reader, block, values, (row) => {
        if (gap[row]! < 0) gap[row] = k;
      });
      countUnits(units, tally.step.column, reader.storeOf(tally.step, block));
    });
    if (drops) tellDropped(gap, block.lineOfRow, inputs, log);
    answers?.add(reader, block, (row) => !drops || gap[row]! < 0);
    rows += block.rows;
    kept.add(block);
  }
  requireValues(inputs, rows);
  for (const tally of inputs) tally.tell(log, drops ? null : standInText(model, tally.step));
  answers?.tell(log);
  const { repairs, omitted } = log;
  const { blocks } = kept;
  const survey = { ...reading, rows, means: answers?.means ?? [], repairs, repairsOmitted: omitted, blocks };
  return { survey, slips: slipsOf(units, rules) };
}

class KeptBlocks {
  blocks: RowBlock[] | null = [];
  #left: number;

  /** @param most bytes */
  constructor(most: number) {
    this.#left = most;
  }

  /** Lets go of all when there are too many. */
  add(block: RowBlock): void {
    if (!this.blocks) return;
    this.#left -= keptBytes(block);
    if (this.#left < 0) this.blocks = null;
    else this.blocks.push(block);
  }
}

function distinct(steps: readonly ReadStep[]): ReadStep[] {
  return [...new Map(steps.map((step) => [`${step.step} ${step.column}`, step])).values()];
}

function tellDropped(gap: Int16Array, lineOfRow: Uint32Array, inputs: readonly InputTally[], log: RepairLog): void {
  gap.forEach((k, row) => {
    if (k >= 0) log.add(lineOfRow[row]!, 'droppedRow', inputs[k]!.step.column);
  });
}

function requireValues(inputs: readonly InputTally[], rows: number): void {
  const poor = inputs.find(({ missing }) => missing * 2 > rows);
  if (poor) throw new PredictError('predict.noValues', poor.step.column, poor.missing, rows, poor.examples);
}

function countUnits(
  units: Map<string, { count: number; numbers: number }>,
  column: string,
  { units: found, moments }: ReturnType<BlockReader['storeOf']>,
): void {
  const before = units.get(column) ?? { count: 0, numbers: 0 };
  units.set(column, { count: before.count + found.count, numbers: before.numbers + moments.count });
}

/** More cells with a unit than a reader remembers are the column's own in training, too. */
const unitsKept = 4096;

function slipsOf(units: Map<string, { count: number; numbers: number }>, { withoutUnits }: CellRules): Set<string> {
  const slips = [...units].filter(
    ([column, { count, numbers }]) =>
      count > 0 && count <= unitsKept && !withoutUnits.has(column) && !isUnitOfColumn(count, numbers),
  );
  return new Set(slips.map(([column]) => column));
}

/** What stands in for a missing value of a column, as the table would write it. */
function standInText({ pipeline }: ModelFile, read: ReadStep): string | number {
  const encoding = pipeline.encodings.find(({ steps }) => steps.some((step) => step === read));
  const value = standInOf(encoding?.steps ?? [], read.column) ?? '';
  return typeof value === 'number' ? Number(value.toPrecision(6)) : `"${value}"`;
}
