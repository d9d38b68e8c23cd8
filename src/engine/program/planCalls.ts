/** Steps of a plan in one call of the module. */
import type { StepPlan } from '../../core/training/backend.ts';
import { optimizerCode } from './stepKernel.ts';
import type { Workspace } from './workspace.ts';

/** Does `count` steps of a plan from its step `first` on, with m examples in all. @returns steps done, fewer after a number that is none */
export function callPlan(space: Workspace, m: number, plan: StepPlan, first: number, count: number): number {
  const { order, start, batchSize, l2, settings, rateOf, t } = plan;
  space.controls.setLambda(l2);
  space.controls.setOptimizer(settings, t + first, count, rateOf && ((step) => rateOf(first + step)));
  const begin = start + first * batchSize;
  return space.call('run', count, order ? 1 : 0, begin, batchSize, m, optimizerCode(settings.optimizer));
}

/** Examples of a plan's step. */
export function planBatch(m: number, { order, start, batchSize }: StepPlan, step: number): number {
  return order ? Math.min(batchSize, m - (start + step * batchSize)) : m;
}
