/** Table → the matrices a network is trained on, in three parts: training, validation and test. */
import { notice } from '../../core/notice.ts';
import type { DataNotice } from '../csv/dataNotice.ts';
import type { ExampleSet } from '../../core/network/examples.ts';
import type { Precision } from '../../core/training/backend.ts';
import { type ChosenTargets, chooseFeatures, chooseTargets } from './chooseColumns.ts';
import { DataError } from '../csv/errors.ts';
import { RepairLog } from '../csv/repairLog.ts';
import { chooseDerived, derivedFrom, requireTransforms } from './chooseDerived.ts';
import type { DerivedInput } from './derived.ts';
import { warningsOf } from './warnings.ts';
import { examplesOf } from './examples.ts';
import { outlierNotices } from './outliers.ts';
import { cellsOfTable, isMissingAt, keptRows, splitRows } from './rows.ts';
import { type Shares, minSplit } from './split.ts';
import {
  classTarget,
  type Fitting,
  fitColumn,
  fitDerived,
  fitNumberTarget,
  fittingOf,
  inputNames,
} from './steps/fit.ts';
import { type Encoding, type Pipeline, standInOf } from './steps/pipeline.ts';
import type { Repair } from '../csv/repair.ts';
import type { Task } from '../columns/summary.ts';
import type { Transform } from './steps/step.ts';
import type { Column, Table } from '../columns/table.ts';
import { numberClasses } from './task.ts';

export interface DatasetOptions {
  /** One column, or several that must all be numbers. */
  readonly target: string | readonly string[];
  /** Absent: every usable column that is no target. */
  readonly features?: readonly string[] | undefined;
  /** Rows with a missing feature: filled from the training part, or dropped. Rows without a target are always dropped. */
  readonly missing: 'mean' | 'drop';
  /** Inputs that are numbers, and the targets of a regression, get mean 0 and standard deviation 1 on the training part. */
  readonly standardize: boolean;
  readonly split: Shares & { readonly seed: number };
  /** Columns, the target too, that are taken as logarithms. */
  readonly transform?: Readonly<Record<string, Transform>> | undefined;
  /** Further inputs that are made of columns of numbers: "x^2", "x*y", "sin(x)". */
  readonly derived?: readonly string[] | undefined;
  /** In which format the network computes; X is kept in it. Absent: Float64. */
  readonly precisionFor?: (inputs: number, outputs: number, task: Task) => Precision;
}

export interface InputName {
  /** "petal_length" or "island = Torgersen". */
  readonly name: string;
  readonly column: string;
}

export interface Dataset {
  readonly task: Task;
  readonly targets: readonly string[];
  /** In code order: ascending numbers, words in code point order, no before yes; empty for regression. */
  readonly classes: readonly string[];
  readonly inputs: readonly InputName[];
  /** Examples in the order of the file. Y: 1 × m of 0 and 1, classes × m, or targets × m. */
  readonly train: ExampleSet;
  readonly validation: ExampleSet | null;
  /** Seen by nothing that trains, scales, stops or chooses. */
  readonly test: ExampleSet | null;
  /** 1-based line in the file of each example. */
  readonly trainLines: Uint32Array;
  readonly validationLines: Uint32Array;
  readonly testLines: Uint32Array;
  /** How these examples were made of the table's rows, and how an answer comes back. */
  readonly pipeline: Pipeline;
  /** What this data set left out; what the reader repaired is in the table. */
  readonly repairs: readonly Repair[];
  /** Sentences for the user: what was filled in, what was not held back. */
  readonly notes: readonly DataNotice[];
}

/** @throws DataError when target or features cannot be used, or too few rows are left */
export function buildDataset(table: Table, options: DatasetOptions): Dataset {
  const log = new RepairLog();
  const chosen = chooseTargets(table, options.target);
  const features = chooseFeatures(table, chosen.columns, options.features, log);
  requireTransforms(table, options.transform);
  const derived = chooseDerived(table, chosen.columns, options.derived);
  const read = [...new Set([...features, ...derivedFrom(table, derived)])];
  const rows = keptRows(table, chosen.columns, read, options.missing, log);
  const parts = splitRows(classCodes(chosen, rows), rows, options.split);
  const training = parts.train;
  const cellsOf = cellsOfTable(table);
  const fitting = fittingOf(cellsOf(training), options.standardize, options.transform);
  const pipeline = fitPipeline(chosen, { features, derived }, fitting);
  const inputs = [
    ...features.flatMap((column) => inputNames(column).map((name) => ({ name, column: column.name }))),
    ...derived.map(({ name }) => ({ name, column: name })),
  ];
  const precision = options.precisionFor?.(inputs.length, outputCount(chosen), chosen.task) ?? 'float64';
  const train = examplesOf(pipeline, training, cellsOf, precision);
  if (!train) throw new DataError('rows', notice('rows.noTraining'));
  const warnings = warningsOf(table, chosen, { features, transform: options.transform ?? {} }, rows);
  const scaled = options.standardize ? standardizedColumns(chosen, features) : [];
  const linesOf = (part: Uint32Array) => part.map((row) => table.lineOfRow[row] as number);
  return {
    task: chosen.task,
    targets: chosen.columns.map((column) => column.name),
    classes: chosen.classes,
    inputs,
    train,
    validation: examplesOf(pipeline, parts.validation, cellsOf, precision),
    test: examplesOf(pipeline, parts.test, cellsOf, precision),
    trainLines: linesOf(training),
    validationLines: linesOf(parts.validation),
    testLines: linesOf(parts.test),
    pipeline,
    repairs: log.repairs,
    notes: [
      ...warnings,
      ...notesOf(pipeline, features, rows, options.split),
      ...outlierNotices(columnsNotIn(warnings, scaled), training),
    ],
  };
}

/** Those of which no warning tells already that one of their values is far off. */
function columnsNotIn(warnings: readonly DataNotice[], columns: readonly Column[]): readonly Column[] {
  const reported = new Set(warnings.flatMap(({ code, values }) => (code === 'data.sentinel' ? [values[0]] : [])));
  return columns.filter(({ name }) => !reported.has(name));
}

function standardizedColumns({ columns, task }: ChosenTargets, features: readonly Column[]): readonly Column[] {
  return task === 'regression' ? [...features, ...columns] : features;
}

function fitPipeline(
  { columns, task, classes }: ChosenTargets,
  { features, derived }: { features: readonly Column[]; derived: readonly DerivedInput[] },
  fitting: Fitting,
): Pipeline {
  const targetOf = (column: Column) =>
    task === 'regression'
      ? fitNumberTarget(column, fitting)
      : classTarget(column, column.numbers && numberClasses(column.numbers), task === 'binary');
  return {
    encodings: [
      ...features.map((column) => fitColumn(column, fitting)),
      ...derived.map((input) => fitDerived(input, fitting)),
    ],
    task,
    targets: columns.map(targetOf),
    classes,
  };
}

/** n_y */
function outputCount({ task, columns, classes }: ChosenTargets): number {
  if (task === 'regression') return columns.length;
  return task === 'binary' ? 1 : classes.length;
}

/** Class of each example; `null` where numbers are predicted. */
function classCodes({ columns: [column], task }: ChosenTargets, rows: Uint32Array): Int32Array | null {
  if (task === 'regression') return null;
  const { numbers, codes } = column as Column;
  if (!numbers) return Int32Array.from(rows, (row) => codes?.[row] ?? -1);
  const codeOf = new Map(numberClasses(numbers).map((value, code) => [value, code]));
  return Int32Array.from(rows, (row) => codeOf.get((numbers[row] as number) + 0) ?? -1);
}

function notesOf(
  { encodings }: Pipeline,
  features: readonly Column[],
  rows: Uint32Array,
  { validation, test = 0 }: Shares,
): DataNotice[] {
  const notes = features.flatMap((column, k) => {
    const missing = column.missing === 0 ? 0 : rows.reduce((sum, row) => sum + Number(isMissingAt(column, row)), 0);
    return missing === 0 ? [] : [standInNote(column, encodings[k]!, missing)];
  });
  if (Math.max(validation, test) > 0 && rows.length < minSplit)
    notes.push(notice('data.noValidation', rows.length, minSplit));
  return notes;
}

function standInNote({ name, type }: Column, { steps }: Encoding, missing: number): DataNotice {
  const value = standInOf(steps, name) ?? '';
  if (typeof value === 'number') return notice('data.imputedMean', missing, name, Number(value.toPrecision(6)));
  return notice(type === 'date' ? 'data.imputedMean' : 'data.imputedWord', missing, name, value);
}
