/** Table → the matrices a network is trained on, in two parts: training and validation. */
import type { ExampleSet, Inputs } from '../../core/network/examples.ts';
import type { Precision } from '../../core/training/kernels.ts';
import { type ChosenTargets, chooseFeatures, chooseTargets } from './chooseColumns.ts';
import {
  type EncodedColumn,
  type ExamplePart,
  fitScale,
  InputEncoder,
  type InputName,
  inputsOf,
  oneHot,
  type Scaling,
} from './encodeInputs.ts';
import { DataError } from '../csv/errors.ts';
import { RepairLog } from '../csv/repairLog.ts';
import { smallestSplit, splitExamples } from './split.ts';
import type { Repair } from '../csv/repair.ts';
import type { Task } from '../columns/summary.ts';
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
  readonly split: { readonly validation: number; readonly seed: number };
  /** In which format the network computes; X is kept in it. Absent: Float64. */
  readonly precisionFor?: (inputs: number, outputs: number, task: Task) => Precision;
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
  /** 1-based line in the file of each example. */
  readonly trainLines: Uint32Array;
  readonly validationLines: Uint32Array;
  readonly inputScaling: Scaling;
  /** Identity unless a regression is standardized. */
  readonly targetScaling: Scaling;
  /** What this data set left out; what the reader repaired is in the table. */
  readonly repairs: readonly Repair[];
  /** Sentences for the user: what was filled in, what was not held back. */
  readonly notes: readonly string[];
}

/** @throws DataError when target or features cannot be used, or too few rows are left */
export function buildDataset(table: Table, options: DatasetOptions): Dataset {
  const log = new RepairLog();
  const chosen = chooseTargets(table, options.target);
  const features = chooseFeatures(table, chosen.columns, options.features, log);
  const rows = keptRows(table, chosen.columns, features, options.missing, log);
  const codes = chosen.task === 'regression' ? null : classCodes(chosen, rows);
  const { validation: share, seed } = options.split;
  const isTraining = new Uint8Array(rows.length).fill(1);
  for (const example of splitExamples(rows.length, codes, share, seed)) isTraining[example] = 0;
  const target = encodeTargets(chosen, codes, rows, isTraining, options.standardize);
  const inputCount = features.reduce((sum, column) => sum + inputsOf(column, column.numbers !== null).length, 0);
  const precision = options.precisionFor?.(inputCount, target.rows.length, chosen.task) ?? 'float64';
  const part = (member: 0 | 1) => new Part(inputCount, target.rows, { rows, isTraining, member, precision });
  const [training, held] = [part(1), part(0)];
  const encoder = new InputEncoder([training, held], options.standardize);
  const encoded = features.map((column) => encoder.encode(column));
  const { examples: train } = training;
  if (!train) throw new DataError('rows', 'No training example is left.');
  return {
    task: chosen.task,
    targets: chosen.columns.map((column) => column.name),
    classes: chosen.classes,
    inputs: encoded.flatMap((column) => column.inputs),
    train,
    validation: held.examples,
    trainLines: linesOf(table, training),
    validationLines: linesOf(table, held),
    inputScaling: {
      mean: Float64Array.from(encoded.flatMap((column) => column.mean)),
      std: Float64Array.from(encoded.flatMap((column) => column.std)),
    },
    targetScaling: target.scaling,
    repairs: log.repairs,
    notes: notesOf(encoded, rows.length, share),
  };
}

/** The rows that become examples. */
function keptRows(
  table: Table,
  targets: readonly Column[],
  features: readonly Column[],
  missing: 'mean' | 'drop',
  log: RepairLog,
): Uint32Array {
  const required = missing === 'drop' ? [...targets, ...features] : targets;
  const kept: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const gap = required.find((column) => isMissingAt(column, row));
    if (!gap) kept.push(row);
    else log.add(table.lineOfRow[row] as number, targets.includes(gap) ? 'droppedTarget' : 'droppedRow', gap.name);
  }
  if (kept.length >= 2) return Uint32Array.from(kept);
  const names = targets.map((column) => `"${column.name}"`).join(', ');
  throw new DataError(
    'rows',
    `Only ${kept.length} of ${table.rows} rows can be used with the target ${names}: expected at least 2. The others have missing values.`,
  );
}

function isMissingAt(column: Column, row: number): boolean {
  if (column.numbers) return Number.isNaN(column.numbers[row]);
  return column.codes === null || (column.codes[row] as number) < 0;
}

/** Class of each example. */
function classCodes({ columns: [column] }: ChosenTargets, rows: Uint32Array): Int32Array {
  const { numbers, codes } = column as Column;
  if (!numbers) return Int32Array.from(rows, (row) => codes?.[row] ?? -1);
  const codeOf = new Map(numberClasses(numbers).map((value, code) => [value, code]));
  return Int32Array.from(rows, (row) => codeOf.get((numbers[row] as number) + 0) ?? -1);
}

interface EncodedTargets {
  readonly rows: readonly Float64Array[];
  readonly scaling: Scaling;
}

function encodeTargets(
  chosen: ChosenTargets,
  codes: Int32Array | null,
  rows: Uint32Array,
  isTraining: Uint8Array,
  standardize: boolean,
): EncodedTargets {
  if (codes) {
    const values = Float64Array.from(codes);
    const coded = chosen.task === 'binary' ? [values] : oneHot(values, chosen.classes.length);
    return {
      rows: coded,
      scaling: { mean: new Float64Array(coded.length), std: new Float64Array(coded.length).fill(1) },
    };
  }
  const scaling = {
    mean: new Float64Array(chosen.columns.length),
    std: new Float64Array(chosen.columns.length).fill(1),
  };
  const targetRows = chosen.columns.map(({ numbers }, k) => {
    const values = Float64Array.from(rows, (row) => numbers?.[row] ?? NaN);
    if (!standardize) return values;
    const { mean, std } = fitScale(values.filter((_, i) => isTraining[i] === 1));
    scaling.mean[k] = mean;
    scaling.std[k] = std;
    return values.map((value) => (value - mean) / std);
  });
  return { rows: targetRows, scaling };
}

interface PartOptions {
  /** Row in the table of each example. */
  readonly rows: Uint32Array;
  readonly isTraining: Uint8Array;
  readonly member: 0 | 1;
  readonly precision: Precision;
}

/** The examples with `isTraining[i] === member`. */
class Part implements ExamplePart {
  readonly rows: Uint32Array;
  readonly #X: Inputs;
  readonly #Y: Float64Array;
  #inputs = 0;

  constructor(inputs: number, targets: readonly Float64Array[], { rows, isTraining, member, precision }: PartOptions) {
    this.rows = rows.filter((_, i) => isTraining[i] === member);
    const { length: m } = this.rows;
    this.#X = new (precision === 'float32' ? Float32Array : Float64Array)(inputs * m);
    this.#Y = new Float64Array(targets.length * m);
    targets.forEach((row, k) => {
      this.#Y.set(
        row.filter((_, i) => isTraining[i] === member),
        k * m,
      );
    });
  }

  append(values: Float64Array): void {
    this.#X.set(values, this.rows.length * this.#inputs++);
  }

  /** `null` when there are none. */
  get examples(): ExampleSet | null {
    return this.rows.length === 0 ? null : { m: this.rows.length, X: this.#X, Y: this.#Y };
  }
}

function linesOf({ lineOfRow }: Table, { rows }: ExamplePart): Uint32Array {
  return rows.map((row) => lineOfRow[row] as number);
}

function notesOf(encoded: readonly EncodedColumn[], m: number, share: number): string[] {
  const notes = encoded
    .filter(({ imputation }) => imputation.replaced > 0)
    .map(({ imputation: { column, value, replaced } }) => {
      const what = column.numbers
        ? `the training mean ${Number(value.toPrecision(6))}`
        : `the most frequent value "${column.categories[value]}"`;
      return `${replaced} missing value${replaced === 1 ? '' : 's'} of "${column.name}" became ${what}.`;
    });
  if (share > 0 && m < smallestSplit)
    notes.push(
      `No examples were held back for validation: ${m} are too few to spare any (${smallestSplit} are needed).`,
    );
  return notes;
}
