/** Table → examples by the steps that another data set was made with: same columns, means, categories and classes, none measured anew. */
import { notice } from '../../core/notice.ts';
import type { Precision } from '../../core/training/backend.ts';
import { rawValue } from '../columns/cellOfTable.ts';
import type { Column, Table } from '../columns/table.ts';
import type { DataNotice } from '../csv/dataNotice.ts';
import { DataError } from '../csv/errors.ts';
import { RepairLog } from '../csv/repairLog.ts';
import type { Dataset, DatasetOptions } from './dataset.ts';
import { examplesOf } from './examples.ts';
import { cellsOfTable, keptRows, splitRows } from './rows.ts';
import type { CellSource } from './steps/cells.ts';
import { columnsRead, inputSteps, type Pipeline } from './steps/pipeline.ts';
import { isReadStep, type ReadStep } from './steps/step.ts';

export interface GivenOptions extends Pick<DatasetOptions, 'missing' | 'split'> {
  readonly precision: Precision;
}

/** @throws DataError with the first difference when the table cannot be read by these steps, or too few rows are left */
export function datasetBy(pipeline: Pipeline, table: Table, { missing, split, precision }: GivenOptions): Dataset {
  const steps = [...inputSteps(pipeline), ...pipeline.targets.flatMap((target) => target.steps)].filter(isReadStep);
  for (const step of steps) requireReadable(step, table);
  const log = new RepairLog();
  const named = (names: readonly string[]) => names.flatMap((name) => columnOf(table, name) ?? []);
  const targets = named(pipeline.targets.map(({ column }) => column));
  const rows = keptRows(table, targets, named(columnsRead(inputSteps(pipeline))), missing, log);
  const cellsOf = cellsOfTable(table);
  const codes = pipeline.task === 'regression' ? null : classCodes(pipeline, cellsOf(rows), rows, table);
  const parts = splitRows(codes, rows, split);
  const train = examplesOf(pipeline, parts.train, cellsOf, precision);
  if (!train) throw new DataError('rows', notice('rows.noTraining'));
  const linesOf = (part: Uint32Array) => part.map((row) => table.lineOfRow[row] as number);
  return {
    ...{ task: pipeline.task, classes: pipeline.classes, train, pipeline, repairs: log.repairs },
    targets: pipeline.targets.map(({ column }) => column),
    inputs: pipeline.encodings.flatMap(({ inputs, steps: own }) => {
      const column = own.find(isReadStep)?.column ?? '';
      return inputs.map((name) => ({ name, column }));
    }),
    validation: examplesOf(pipeline, parts.validation, cellsOf, precision),
    test: examplesOf(pipeline, parts.test, cellsOf, precision),
    trainLines: linesOf(parts.train),
    validationLines: linesOf(parts.validation),
    testLines: linesOf(parts.test),
    notes: unknownWords(pipeline, cellsOf(rows)),
  };
}

function columnOf({ columns }: Table, name: string): Column | undefined {
  return columns.find((column) => column.name === name);
}

function requireReadable(step: ReadStep, table: Table): void {
  const column = columnOf(table, step.column);
  if (!column) throw new DataError('columns', notice('start.noColumn', step.column));
  const isRead = step.step === 'words' || (step.step === 'number' ? column.numbers !== null : column.type === 'date');
  if (isRead) return;
  const kind = notice(`columnKind.${column.type}` as const);
  throw new DataError('columns', notice(`start.${step.step}` as const, step.column, kind));
}

/** Class of each row. @throws DataError where one is none of the network's */
function classCodes({ targets: [target] }: Pipeline, cells: CellSource, rows: Uint32Array, table: Table): Int32Array {
  const step = target?.steps.find(isReadStep);
  if (!target || !step) return new Int32Array(rows.length);
  const values = new Float64Array(rows.length);
  cells.read(step, values);
  const list = target.steps.find((one) => one.step === 'classes');
  const codes = Int32Array.from(values, (value) => (list ? list.values.indexOf(value + 0) : knownCode(value)));
  const wrong = codes.findIndex((code) => code < 0);
  if (wrong < 0) return codes;
  const row = rows[wrong] as number;
  const column = columnOf(table, target.column);
  const word = String(column ? rawValue(column, row) : '');
  throw new DataError('target', notice('start.class', word, target.column), { line: table.lineOfRow[row] as number });
}

/** A word that is none of them is missing to a target of yes and no. */
function knownCode(value: number): number {
  return Number.isNaN(value) ? -1 : value;
}

/** Words that the network has no input for: all of theirs are 0. */
function unknownWords(pipeline: Pipeline, cells: CellSource): DataNotice[] {
  const values = new Float64Array(cells.rows);
  return inputSteps(pipeline).flatMap((step) => {
    if (step.step !== 'words') return [];
    cells.read(step, values);
    const count = values.reduce((sum, value) => sum + Number(value === -1), 0);
    return count === 0 ? [] : [notice('start.unknownWords' as const, count, step.column)];
  });
}
