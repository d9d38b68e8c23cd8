/** Some rows of a table as they stand there, with what the network says of them: by these an export proves that it is the same network. */
import { answerOf, columnsRead, encodeRows, inputSteps, type Pipeline } from '../../data/dataset/steps/pipeline.ts';
import type { RawValue } from '../../data/columns/cellOfTable.ts';
import { type CellSource, stepValue, valueCells } from '../../data/dataset/steps/cells.ts';
import { isReadStep, type ReadStep } from '../../data/dataset/steps/step.ts';
import type { ReadAs } from '../../data/csv/columnStore.ts';
import type { FileLayout } from '../../data/read/fileLayout.ts';
import { type RowBlock, rowBlocks } from '../../data/read/rowBlocks.ts';
import type { CheckRows, TableReading } from '../../export/base/target.ts';
import type { ModelFile } from '../../model/modelFile.ts';
import { BlockReader, readingsFor } from './blockCells.ts';
import { columnOf } from './answerCells.ts';
import { ModelForward } from './modelForward.ts';
import { readStepsOf, type Survey, surveyTable, type TableRequest } from './survey.ts';

/** At most so many rows, and cells of all of them together. */
const maxRows = 30;
const maxCells = 6000;

export interface CheckedTable {
  readonly check: CheckRows;
  readonly reading: TableReading;
}

/** Made up where the table has no row that is not left out. @throws DataError, PredictError where the network cannot be applied to it */
export async function checkRows(model: ModelFile, source: TableRequest['source'], name: string): Promise<CheckedTable> {
  const request: TableRequest = { model, source, answers: [], keepsCells: false, options: {} };
  const survey = await surveyTable(request);
  const reading = readingOf(survey.layout);
  const steps = distinctReads(model.pipeline);
  const firstOf = new Map(steps.map((step) => [step.column, step] as const).reverse());
  const columns = columnsRead(inputSteps(model.pipeline)).map((column) => firstOf.get(column) as ReadStep);
  const rows = await readRows(request, survey, columns);
  if (rows.length === 0) return { check: madeUpRows(model, reading.decimalComma), reading };
  const texts = await textsOf(request, survey, columns, rows);
  const cells = rows.map(({ values }, i) =>
    columns.map((step, k) => cellText(step, texts[i]?.[k] ?? '', values[k]!, reading.decimalComma)),
  );
  const answers = answersOf(
    model,
    rows.map(({ x }) => x),
  );
  return { check: { columns: columns.map(({ column }) => column), cells, answers, table: name }, reading };
}

/** A row as a prediction reads it. */
interface ReadRow {
  /** Its place in the table. */
  readonly row: number;
  /** What each column's step makes of its cell. */
  readonly values: Float64Array;
  /** The inputs. */
  readonly x: Float64Array;
}

/** Columns are read as a prediction reads them: what a number with a unit is shows the whole column, never the cell alone. */
async function readRows(request: TableRequest, survey: Survey, columns: readonly ReadStep[]): Promise<ReadRow[]> {
  const { model, source } = request;
  const { rules, layout, options, blocks } = survey;
  const chosen = new Set(chosenRows(survey.rows, columns.length));
  const reader = new BlockReader(rules);
  const required = model.config.data.missing === 'drop' ? distinctReads(model.pipeline) : [];
  const readAs = readingsFor(readStepsOf(model, survey.matched), rules.indexOf, layout.plans.length);
  const rows: ReadRow[] = [];
  let first = 0;
  // Rows that are left out, as in training, for which later ones are taken.
  let owed = 0;
  for await (const block of blocks ?? rowBlocks(source, options, { layout, readAs, log: null, withRanges: false })) {
    for (let row = 0; row < block.rows; row++) {
      const isChosen = chosen.has(first + row);
      if (!isChosen && owed === 0) continue;
      if (valuesOf(reader, required, block, row).some(Number.isNaN)) {
        if (isChosen) owed++;
        continue;
      }
      if (!isChosen) owed--;
      const x = encodeRows(model.pipeline, reader.cells(block, row, 1));
      rows.push({ row: first + row, values: valuesOf(reader, columns, block, row), x });
    }
    first += block.rows;
  }
  return rows;
}

function valuesOf(reader: BlockReader, steps: readonly ReadStep[], block: RowBlock, row: number): Float64Array {
  const values = new Float64Array(steps.length);
  steps.forEach((step, k) => {
    reader.read(step, block, row, 1, values.subarray(k, k + 1));
  });
  return values;
}

/** The cells of these rows as they stand in the table. */
async function textsOf(
  { source }: TableRequest,
  { rules, layout, options }: Survey,
  columns: readonly ReadStep[],
  rows: readonly ReadRow[],
): Promise<string[][]> {
  const reader = new BlockReader(rules);
  const readAs = layout.plans.map(() => 'skip' as ReadAs);
  for (const { column } of columns) readAs[rules.indexOf.get(column)!] = 'word';
  const texts: string[][] = [];
  let first = 0;
  for await (const block of rowBlocks(source, options, { layout, readAs, log: null, withRanges: false })) {
    for (let next = rows[texts.length]; next && next.row < first + block.rows; next = rows[texts.length]) {
      const row = next.row - first;
      texts.push(
        columns.map((step) => {
          const { words, codes } = reader.storeOf(step, block);
          return words?.words[codes[row]!] ?? '';
        }),
      );
    }
    first += block.rows;
    if (texts.length === rows.length) break;
  }
  return texts;
}

/** The same without a table: rows that are made up of what the pipeline knows of its columns. */
export function madeUpRows(model: ModelFile, decimalComma: boolean): CheckRows {
  const steps = distinctReads(model.pipeline);
  const columns = columnsRead(inputSteps(model.pipeline));
  const count = chosenRows(maxRows, columns.length).length;
  const rows = Array.from({ length: count }, (_, row) =>
    columns.map((column, k) => madeUpValue(model.pipeline, steps, column, row * 7 + k * 3)),
  );
  const X = rows.map((values) => encodeRows(model.pipeline, rowOf(columns, values)));
  const cells = rows.map((values) => values.map((value) => writtenValue(value, decimalComma)));
  return { columns, cells, answers: answersOf(model, X), table: null };
}

function rowOf(columns: readonly string[], values: readonly RawValue[]): CellSource {
  return valueCells((column) => values[columns.indexOf(column)]);
}

function writtenValue(value: RawValue, decimalComma: boolean): string {
  if (typeof value !== 'number') return value ?? '';
  return decimalComma ? String(value).replace('.', ',') : String(value);
}

/** Around the mean of a number, a word of the list, a day near the first one; a gap here and there. */
function madeUpValue({ encodings }: Pipeline, steps: readonly ReadStep[], column: string, k: number): RawValue {
  const read = steps.find((step) => step.column === column)!;
  if (k % 29 === 28) return null;
  if (read.step === 'words') return read.words[k % read.words.length] ?? null;
  const own = encodings.find((encoding) => encoding.steps.some((step) => isReadStep(step) && step.column === column));
  if (read.step === 'date') {
    const calendar = own?.steps.find((step) => step.step === 'calendar');
    return new Date(((calendar?.first ?? 20_000) + 11 * k) * 86_400_000).toISOString().slice(0, 10);
  }
  const scale = own?.steps.find((step) => step.step === 'standardize');
  return Number(((scale?.mean[0] ?? 0) + (scale?.std[0] ?? 1) * ((k % 13) / 4 - 1.5)).toPrecision(6));
}

function distinctReads(pipeline: Pipeline): ReadStep[] {
  return [
    ...new Map(
      inputSteps(pipeline)
        .filter(isReadStep)
        .map((step) => [`${step.step} ${step.column}`, step]),
    ).values(),
  ];
}

/** Spread over the whole table. */
function chosenRows(rows: number, columns: number): number[] {
  const count = Math.max(1, Math.min(maxRows, rows, Math.floor(maxCells / Math.max(1, columns))));
  return Array.from({ length: count }, (_, k) => Math.floor((k * rows) / count));
}

/**
 * As it stands in the table, dress and all; a number without the marks that only the table's own settings know, and empty for none.
 * @param value what a prediction makes of it
 */
function cellText(step: ReadStep, text: string, value: number, decimalComma: boolean): string {
  if (step.step !== 'number') return text;
  if (Object.is(stepValue({ ...step, decimal: decimalComma ? ',' : '.' }, text), value)) return text;
  return writtenValue(Number.isNaN(value) ? null : value, decimalComma);
}

function answersOf(model: ModelFile, X: readonly Float64Array[]): number[][] {
  const { pipeline, spec } = model;
  const m = X.length;
  const all = new Float64Array(spec.inputs * m);
  X.forEach((x, i) => {
    for (let k = 0; k < spec.inputs; k++) all[k * m + i] = x[k]!;
  });
  const forward = new ModelForward(model);
  try {
    const { A } = forward.outputs(all, m);
    return X.map((_, i) => {
      const a = columnOf(A, i, m);
      if (pipeline.task === 'regression') return a.map((value, k) => answerOf(pipeline, k, value));
      return pipeline.task === 'binary' ? [1 - a[0]!, a[0]!] : a;
    });
  } finally {
    forward.dispose();
  }
}

function readingOf({
  dialect,
  encoding,
  comment,
  decimalComma,
  location,
  plans,
  givenNames,
}: FileLayout): TableReading {
  const given = givenNames.map((name) => name.trim());
  const isGiven =
    location.headerLine > 0 &&
    !location.rowNames &&
    plans.every(({ name, index }) => given.indexOf(name) === index && given.lastIndexOf(name) === index);
  return {
    ...{ encoding, comment, decimalComma, delimiter: dialect.delimiter, quote: dialect.quote },
    linesAbove: Math.max(0, (isGiven ? location.headerLine : location.firstLine) - 1),
    names: isGiven ? null : plans.map(({ name }) => name),
  };
}
