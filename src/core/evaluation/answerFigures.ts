/** How good predictions of another table are, where it has the answers. */
import type { Count } from './metrics.ts';

/** Of classes. */
export interface ClassFigures {
  /** Mean loss of the rows whose class the network knows. */
  readonly cost: number | null;
  /** Rows of a class that the network does not know count as wrong. */
  readonly accuracy: number;
  /** The counts that it is the quotient of. */
  readonly correct: Count;
  /** Mean share of rows found, over the classes that have rows. */
  readonly balancedAccuracy: number | null;
}

/** Of numbers; lists where several are predicted, and r2 is their mean then. */
export interface NumberFigures {
  readonly cost: number | null;
  readonly r2: number | null;
  readonly mae: number | readonly number[];
  readonly rmse: number | readonly number[];
}

export type AnswerFigures = ClassFigures | NumberFigures;
