/** How a run came to where it is: everything that was done to it from outside, by the step at which it was done. Plain JSON. */
import type { LoggedEvent } from '../core/training/recording.ts';
import type { WeightAnswer } from './answers.ts';
import type { Mark } from './run.ts';

export interface RunHistory {
  /** In their order. A setting that was switched off is `null`. */
  readonly events: readonly LoggedEvent[];
  /** Updates done, and phases of the next one. */
  readonly step: number;
  readonly phases: number;
}

/** A weight that was set by hand, and when. */
export type WeightEdit = Pick<WeightAnswer, 'layer' | 'unit' | 'input' | 'before' | 'value'> & {
  readonly step: number;
};

/** One thing that was done again. */
export interface DoneAgain {
  readonly mark: Mark | null;
  readonly edit: WeightEdit | null;
  /** All weights were taken back: that can be undone, as an edit can. */
  readonly isTakeBack?: true;
}

/** What came of doing it again. */
export interface Redone {
  /** Where the run stands: before the wanted step when it was halted on the way. */
  readonly step: number;
  /** Of the parameters, see `checksum`. */
  readonly checksum: string;
  /** What the chart marks, in its order. */
  readonly done: readonly DoneAgain[];
}
