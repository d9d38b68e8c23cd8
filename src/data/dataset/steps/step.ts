/**
 * The steps from the cells of a row to the inputs of the network. A list of steps is a small stack machine: the first ones read cells and
 * each pushes a lane (one value a row), the others work on the lanes on top, and what is left are the inputs. A step is plain data: this
 * is its JSON form, too. Tables with a row a kind say what it does (`apply.ts`), how it is undone (`undo.ts`) and how it is read back
 * (`readSteps.ts`); whoever writes it as code in another language adds such a table of its own.
 */
import type { DateOrder } from '../../columns/dates.ts';
import type { Fold } from '../../columns/spelling.ts';

/** A cell as a number. Whatever is none is missing. */
export interface NumberStep {
  readonly step: 'number';
  readonly column: string;
  /** Decimal sign of a cell that comes as text. */
  readonly decimal: '.' | ',';
}

/** A cell as the index of its word. Another word is −1, where `unknown` says so, or missing. */
export interface WordsStep {
  readonly step: 'words';
  readonly column: string;
  readonly words: readonly string[];
  /** How cells that come as text are compared with the words. */
  readonly fold: Fold;
  readonly unknown: 'none' | 'missing';
}

/** A cell as days since 1970-01-01. */
export interface DateStep {
  readonly step: 'date';
  readonly column: string;
  readonly order: DateOrder;
}

/** Days as six lanes: year, month and weekday as sine and cosine of the circle, days since `first`. */
export interface CalendarStep {
  readonly step: 'calendar';
  readonly first: number;
}

/** What stands in for a missing value. */
export interface StandInStep {
  readonly step: 'standIn';
  readonly value: number;
}

/** The index of one of two words as 0 and 1. */
export interface YesNoStep {
  readonly step: 'yesNo';
}

/** The index of one of `count` words as that many lanes: 1 where it is the word, else 0. */
export interface OneHotStep {
  readonly step: 'oneHot';
  readonly count: number;
}

/** A number as its index among these, which ascend; −1 when it is none of them. */
export interface ClassesStep {
  readonly step: 'classes';
  readonly values: readonly number[];
}

export const transforms = ['log1p'] as const;
export type Transform = (typeof transforms)[number];

/** log1p: log(1 + x). A value at which it is not defined is missing. */
export interface TransformStep {
  readonly step: 'transform';
  readonly by: Transform;
}

export const derivations = ['square', 'product', 'sin', 'cos', 'abs'] as const;
export type Derivation = (typeof derivations)[number];

/** A number made of the lane on top; the product of the two on top. */
export interface DerivedStep {
  readonly step: 'derived';
  readonly by: Derivation;
}

/** (x − mean) / std, a mean and a std for each of the lanes. */
export interface StandardizeStep {
  readonly step: 'standardize';
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

export type ReadStep = NumberStep | WordsStep | DateStep;

export type Step =
  | ReadStep
  | StandInStep
  | CalendarStep
  | YesNoStep
  | OneHotStep
  | ClassesStep
  | TransformStep
  | DerivedStep
  | StandardizeStep;

export type StepKind = Step['step'];

/** The step of this kind. */
export type StepOf<K extends StepKind> = Extract<Step, { readonly step: K }>;

export function isReadStep(step: Step): step is ReadStep {
  return step.step === 'number' || step.step === 'words' || step.step === 'date';
}
