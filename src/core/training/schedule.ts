/**
 * How the learning rate changes in the course of a training, a row for each kind. The rate of a step follows from its place in
 * the training alone, so that a training that was resumed, replayed or done by phases has the same rates to the last bit.
 */
import { power } from './optimizers.ts';

export interface Schedule {
  readonly kind: ScheduleKind;
  /** Epochs, from 0, in which the rate rises in a straight line to what the kind says. */
  readonly warmUp: number;
  /** "step" alone: the rate is multiplied by `factor` after every so many epochs. */
  readonly every: number;
  readonly factor: number;
  /** "cosine" alone: the share of α that it comes down to at the last epoch. */
  readonly to: number;
}

/** Where a step stands, in epochs done (with parts of one) before and after it. */
export interface StepSpan {
  readonly before: number;
  readonly after: number;
}

/** @param epochs of the whole training @returns what α is multiplied by */
type Rule = (schedule: Omit<Schedule, 'kind'>, before: number, epochs: number) => number;

export const scheduleRules = {
  constant: () => 1,

  /** factor^⌊e / every⌋ */
  step: ({ every, factor }, before) => power(factor, Math.floor(before / every)),

  /** to + (1 − to)(1 + cos πq)/2, q from 0 at the end of the warm-up to 1 at the last epoch (Loshchilov and Hutter, 2017) */
  cosine: ({ warmUp, to }, before, epochs) => {
    if (before <= warmUp) return 1;
    const q = Math.min(1, (before - warmUp) / (epochs - warmUp));
    return to + ((1 - to) * (1 + Math.cos(Math.PI * q))) / 2;
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type ScheduleKind = keyof typeof scheduleRules;
/** In the order of the table. */
export const scheduleKinds = Object.keys(scheduleRules) as readonly ScheduleKind[];

/** The learning rate of a step. The constant schedule gives α itself. */
export function learningRateAt(
  { learningRate, schedule, epochs }: { learningRate: number; schedule: Schedule; epochs: number },
  { before, after }: StepSpan,
): number {
  const rule: Rule = scheduleRules[schedule.kind];
  const rate = learningRate * rule(schedule, before, epochs);
  return after < schedule.warmUp ? rate * (after / schedule.warmUp) : rate;
}

/** Whether the rate ever differs from α. */
export function isScheduled({ kind, warmUp }: Schedule): boolean {
  return kind !== 'constant' || warmUp > 0;
}
