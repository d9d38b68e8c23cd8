/** Where a step stands in its epoch, and the learning rate that holds there, as lines of Python. */
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { batchLength } from '../../core/training/batches.ts';
import { isScheduled, type Schedule } from '../../core/training/schedule.ts';
import type { Exported } from '../base/target.ts';

/** Examples a step; `null` where every step takes all. */
export function batchOf({ model }: Exported): number | null {
  const { m } = model.origin;
  const length = batchLength(model.config.training.batchSize, m);
  return length === m ? null : length;
}

export function hasSchedule({ training }: NetworkConfig): boolean {
  return isScheduled(training.schedule);
}

/** Within the loop over t: the rows of the batch in `batch`. */
export function batchLines(exported: Exported, random: string): string[] {
  const batch = batchOf(exported);
  if (batch === null) return [];
  const { shuffleSeed } = exported.model.config.training;
  return [
    `epoch, k = divmod(t - 1, math.ceil(m_train / ${batch}))`,
    'if k == 0:',
    `    order = ${random}([${shuffleSeed}, epoch]).permutation(m_train)`,
    `batch = order[k * ${batch} : (k + 1) * ${batch}]`,
  ];
}

/** Within the loop over t: `learning_rate` of this step. */
export function rateLine(exported: Exported): string[] {
  if (!hasSchedule(exported.model.config)) return [];
  const batch = batchOf(exported);
  if (batch === null) return ['learning_rate = rate(t - 1, t)'];
  return [`learning_rate = rate(epoch + k * ${batch} / m_train, epoch + min((k + 1) * ${batch}, m_train) / m_train)`];
}

/** `rate(before, after)` */
export function rateFunction({ training }: NetworkConfig): string {
  const { schedule, learningRate, epochs } = training;
  const rules: Readonly<Record<Schedule['kind'], string>> = {
    constant: `    value = ${learningRate}`,
    step: `    value = ${learningRate} * ${schedule.factor} ** math.floor(before / ${schedule.every})`,
    cosine: `    q = min(1, max(0, before - ${schedule.warmUp}) / ${epochs - schedule.warmUp})
    value = ${learningRate} * (${schedule.to} + ${1 - schedule.to} * (1 + math.cos(math.pi * q)) / 2)`,
  };
  const { warmUp } = schedule;
  const end = warmUp > 0 ? `    return value * after / ${warmUp} if after < ${warmUp} else value` : '    return value';
  return `def rate(before, after):
    """The learning rate of a step, from the epochs done before and after it."""
${rules[schedule.kind]}
${end}`;
}
