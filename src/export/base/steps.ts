/**
 * The steps from a row to x as expressions of another language: the same stack machine as when they are applied, with texts on it instead
 * of numbers. A language says how each piece is written.
 */
import type { DateOrder } from '../../data/columns/dates.ts';
import type { Fold } from '../../data/columns/spelling.ts';
import type { Derivation, Step, StepKind, StepOf, Transform } from '../../data/dataset/steps/step.ts';
import type { VariableNames } from './words.ts';

export interface Language {
  /** A cell of the row by the text of its column's name. */
  readonly cell: (column: string) => string;
  readonly number: (cell: string, missing: readonly number[]) => string;
  readonly word: (cell: string, words: readonly string[], fold: Fold, unknown: 'none' | 'missing') => string;
  readonly days: (cell: string, order: DateOrder) => string;
  readonly standIn: (value: string, other: string) => string;
  /** 1 where a name holds this index, else 0. */
  readonly isIndex: (name: string, index: number) => string;
  readonly indexOf: (value: string, values: readonly number[]) => string;
  /** A list of six numbers. */
  readonly calendar: (days: string, first: number) => string;
  readonly log1p: (value: string) => string;
  readonly expm1: (value: string) => string;
  readonly call: (by: 'sin' | 'cos' | 'abs', value: string) => string;
  readonly assign: (name: string, value: string) => string;
}

/** What the steps of one program share. */
export interface StepTexts {
  readonly language: Language;
  readonly names: VariableNames;
  /** Numbers of a column that mean that there is no value. */
  readonly missing: (column: string) => readonly number[];
}

interface Writing extends StepTexts {
  readonly statements: string[];
  readonly lanes: string[];
  /** Of the column that was read last. */
  column: string;
}

type Write<K extends StepKind> = (step: StepOf<K>, to: Writing) => void;

const table: { readonly [K in StepKind]: Write<K> } = {
  number: ({ column }, to) => read(to, column, (cell) => to.language.number(cell, to.missing(column))),
  words: ({ column, words, fold, unknown }, to) =>
    read(to, column, (cell) => to.language.word(cell, words, fold, unknown)),
  date: ({ column, order }, to) => read(to, column, (cell) => to.language.days(cell, order)),
  calendar: ({ first }, to) => {
    const name = named(to, to.language.calendar(pop(to), first));
    for (let k = 0; k < 6; k++) to.lanes.push(`${name}[${k}]`);
  },
  standIn: ({ value }, to) => change(to, (lane) => to.language.standIn(lane, String(value))),
  yesNo: () => {},
  oneHot: ({ count }, to) => {
    const name = named(to, pop(to));
    for (let k = 0; k < count; k++) to.lanes.push(to.language.isIndex(name, k));
  },
  classes: ({ values }, to) => change(to, (lane) => to.language.indexOf(lane, values)),
  transform: ({ by }, to) => change(to, (lane) => transformTexts[by].forth(to.language, lane)),
  derived: ({ by }, to) => derive(by, to),
  standardize: ({ mean, std }, to) => {
    const scaled = to.lanes.map((lane, k) => scaledText(lane, mean[k]!, std[k]!));
    to.lanes.splice(0, scaled.length, ...scaled);
  },
};

const transformTexts: Readonly<Record<Transform, Record<'forth' | 'back', (to: Language, x: string) => string>>> = {
  log1p: { forth: (to, x) => to.log1p(x), back: (to, x) => to.expm1(x) },
};

/** @returns one expression a lane; what stands in `statements` comes before them */
export function stepTexts(
  steps: readonly Step[],
  texts: StepTexts,
  statements: string[],
): { readonly lanes: readonly string[]; readonly column: string } {
  const to: Writing = { ...texts, statements, lanes: [], column: '' };
  for (const step of steps) (table[step.step] as Write<StepKind>)(step, to);
  return to;
}

/** What the network says of a target, in the column's own units. */
export function undoText(steps: readonly Step[], value: string, language: Language): string {
  return steps.reduceRight((text, step) => {
    if (step.step === 'standardize') return unscaledText(text, step.mean[0]!, step.std[0]!);
    return step.step === 'transform' ? transformTexts[step.by].back(language, text) : text;
  }, value);
}

export function scaledText(x: string, mean: number, std: number): string {
  if (mean === 0 && std === 1) return x;
  return `(${x} ${mean < 0 ? '+' : '-'} ${Math.abs(mean)}) / ${std}`;
}

function unscaledText(x: string, mean: number, std: number): string {
  if (mean === 0 && std === 1) return x;
  return `${x} * ${std} ${mean < 0 ? '-' : '+'} ${Math.abs(mean)}`;
}

function read(to: Writing, column: string, write: (cell: string) => string): void {
  to.column = column;
  to.lanes.push(write(to.language.cell(column)));
}

function pop({ lanes }: Writing): string {
  return lanes.pop() ?? '';
}

function change({ lanes }: Writing, by: (lane: string) => string): void {
  lanes.push(by(lanes.pop() ?? ''));
}

function named(to: Writing, value: string): string {
  const name = to.names.of(to.column);
  to.statements.push(to.language.assign(name, value));
  return name;
}

function derive(by: Derivation, to: Writing): void {
  if (by === 'product') {
    const second = pop(to);
    change(to, (first) => `${first} * ${second}`);
  } else change(to, (lane) => (by === 'square' ? `${lane} ** 2` : to.language.call(by, lane)));
}
