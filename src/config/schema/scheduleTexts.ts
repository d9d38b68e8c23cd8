/** Learning-rate schedules as the field writes them. A new kind is one row here. */
import type { ScheduleKind } from '../../core/training/schedule.ts';

export interface ScheduleText {
  /** The rate of a step, e epochs after the start; keys in braces stand for their values. */
  readonly equation: string;
  readonly remark: string;
}

export const scheduleTexts: Readonly<Record<ScheduleKind, ScheduleText>> = {
  constant: {
    equation: 'αₜ = {α}',
    remark: 'The learning rate stays as it is.',
  },
  step: {
    equation: 'αₜ = {α} · {factor}^⌊e / {every}⌋',
    remark: 'The learning rate is multiplied by factor after every so many epochs.',
  },
  cosine: {
    equation: 'αₜ = {α} · ({to} + (1 − {to}) (1 + cos(π (e − {warmUp}) / ({epochs} − {warmUp}))) / 2)',
    remark: 'The learning rate comes down along half a cosine, at the last epoch to the share given by to.',
  },
};

/** What the warm-up does to any of them; e′ is e after the step. */
export const warmUpEquation = 'e′ < {warmUp}: αₜ · e′ / {warmUp}';
