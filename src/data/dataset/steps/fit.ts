/**
 * The steps that a column needs, with their figures: stand-ins, means and deviations. They are taken from the training examples alone; what
 * validation holds is never looked at.
 */
import { scaleOf } from '../../../core/evaluation/standardizedRows.ts';
import type { Column } from '../../columns/table.ts';
import { orderOf } from '../../columns/dates.ts';
import type { DerivedInput } from '../derived.ts';
import { applyStep, calendarParts } from './apply.ts';
import type { CellSource } from './cells.ts';
import { Lanes } from './lanes.ts';
import type { Encoding, TargetEncoding } from './pipeline.ts';
import type { ReadStep, Step, Transform } from './step.ts';

/** Cells of the training examples. */
export interface Fitting {
  /** Columns whose numbers are taken as their logarithms. */
  readonly transform: Readonly<Record<string, Transform>>;
  readonly cells: CellSource;
  /** Taken again for one column after the other. */
  readonly lanes: Lanes;
  /** Numbers get mean 0 and standard deviation 1. 0 and 1 are on one scale already. */
  readonly standardize: boolean;
}

export function fittingOf(cells: CellSource, standardize: boolean, transform: Fitting['transform'] = {}): Fitting {
  return { cells, lanes: new Lanes(cells.rows), standardize, transform };
}

/** The encoding of one column of numbers, yes/no answers or words. */
export function fitColumn(column: Column, fitting: Fitting): Encoding {
  const { name, categories } = column;
  if (column.type === 'date') return { inputs: inputNames(column), steps: fitDates(column, fitting) };
  if (column.numbers) return { inputs: [name], steps: fitNumbers(column, fitting) };
  const isAnswer = column.type === 'boolean';
  const steps = begin([wordsStep(column)], fitting);
  const value = mostFrequent(fitting.lanes.top, categories.length);
  return {
    inputs: inputNames(column),
    steps: [
      ...steps,
      { step: 'standIn', value },
      isAnswer ? { step: 'yesNo' } : { step: 'oneHot', count: categories.length },
    ],
  };
}

/** The encoding of a number to predict: rows without it are no examples, so nothing stands in. */
export function fitNumberTarget(column: Column, fitting: Fitting): TargetEncoding {
  const steps = begin([numberStep(column), ...transformOf(column, fitting)], fitting);
  return { column: column.name, steps: standardized(steps, fitting) };
}

/** The encoding of classes. @param values of classes that are numbers */
export function classTarget(column: Column, values: readonly number[] | null, isBinary: boolean): TargetEncoding {
  const steps: Step[] = values ? [numberStep(column), { step: 'classes', values }] : [wordsStep(column)];
  const count = values?.length ?? column.categories.length;
  return { column: column.name, steps: [...steps, isBinary ? { step: 'yesNo' } : { step: 'oneHot', count }] };
}

/** Names of the inputs that a column gives. */
export function inputNames({
  name,
  type,
  categories,
  numbers,
}: Pick<Column, 'name' | 'type' | 'categories' | 'numbers'>): string[] {
  if (type === 'date') return calendarParts.map((part) => `${name} ${part}`);
  return numbers || type === 'boolean' ? [name] : categories.map((word) => `${name} = ${word}`);
}

function fitNumbers(column: Column, fitting: Fitting): readonly Step[] {
  const steps = begin([numberStep(column), ...transformOf(column, fitting)], fitting);
  const standIn: Step = { step: 'standIn', value: meanOf(fitting.lanes.top) };
  applyStep(standIn, fitting.lanes, fitting.cells);
  return standardized([...steps, standIn], fitting);
}

function transformOf({ name }: Column, { transform }: Fitting): readonly Step[] {
  const by = Object.hasOwn(transform, name) ? transform[name] : undefined;
  return by === undefined ? [] : [{ step: 'transform', by }];
}

/** Year and days are numbers; sines and cosines are on one scale already. */
function fitDates(column: Column, fitting: Fitting): readonly Step[] {
  const { lanes, cells, standardize } = fitting;
  const order = orderOf(column.categories);
  const steps = begin([{ step: 'date', column: column.name, order }], fitting);
  const known = lanes.top.filter((days) => !Number.isNaN(days));
  const first = known.reduce((least, days) => Math.min(least, Math.floor(days)), known[0] ?? 0);
  const more: Step[] = [
    { step: 'standIn', value: meanOf(lanes.top) },
    { step: 'calendar', first: Math.floor(first) },
  ];
  for (const step of more) applyStep(step, lanes, cells);
  if (!standardize) return [...steps, ...more];
  const scales = calendarParts.map((part, k) =>
    part === 'year' || part === 'days' ? scaleOf(lanes.at(k)) : { mean: 0, std: 1 },
  );
  return [
    ...steps,
    ...more,
    { step: 'standardize', mean: scales.map(({ mean }) => mean), std: scales.map(({ std }) => std) },
  ];
}

/** The encoding of an input that is made of one column of numbers or two, in their own units. */
export function fitDerived({ name, by, columns }: DerivedInput, fitting: Fitting): Encoding {
  const { lanes, cells } = fitting;
  lanes.clear();
  const steps: Step[] = [];
  const add = (step: Step): void => {
    applyStep(step, lanes, cells);
    steps.push(step);
  };
  for (const column of columns) {
    add({ step: 'number', column, decimal: '.' });
    add({ step: 'standIn', value: meanOf(lanes.top) });
  }
  add({ step: 'derived', by });
  return { inputs: [name], steps: standardized(steps, fitting) };
}

/** Does the first steps on empty lanes, so that the figures of the next ones can be taken. */
function begin(steps: readonly Step[], { lanes, cells }: Fitting): readonly Step[] {
  lanes.clear();
  for (const step of steps) applyStep(step, lanes, cells);
  return steps;
}

function standardized(steps: readonly Step[], { lanes, standardize }: Fitting): readonly Step[] {
  if (!standardize) return steps;
  const { mean, std } = scaleOf(lanes.top);
  return [...steps, { step: 'standardize', mean: [mean], std: [std] }];
}

function numberStep({ name }: Column): ReadStep {
  return { step: 'number', column: name, decimal: '.' };
}

function wordsStep({ name, type, categories, fold }: Column): ReadStep {
  const isAnswer = type === 'boolean';
  return {
    step: 'words',
    column: name,
    words: categories,
    fold,
    unknown: isAnswer ? 'missing' : 'none',
  };
}

/** Mean of the values that are there; 0 when there is none. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (x !== x) continue;
    sum += x;
    count++;
  }
  if (count === 0) return 0;
  // Of numbers whose sum leaves the range of doubles.
  return Number.isFinite(sum) ? sum / count : values.reduce((mean, x) => (x === x ? mean + x / count : mean), 0);
}

/** Code of the most frequent value; the first of equals. */
function mostFrequent(values: Float64Array, categories: number): number {
  const counts = new Float64Array(categories);
  for (let i = 0; i < values.length; i++) {
    const code = values[i] as number;
    if (code === code) counts[code] = (counts[code] as number) + 1;
  }
  return counts.reduce((best, count, code) => (count > (counts[best] as number) ? code : best), 0);
}
