/** "curvature": 2/λmax with the weights that are looked at, for networks that are small enough to measure it beside a training. */
import type { CurvatureAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import type { QueryContext, Work } from '../inspect/queryContext.ts';
import { curvatureSteps, maxCurvatureWork } from '../setup/preflight.ts';

export async function curvature(
  _query: QueryMap['curvature'],
  { spec, moment, runner, dataset, description }: QueryContext,
  work: Work,
): Promise<CurvatureAnswer> {
  const { train } = dataset;
  if (description.parameters * train.m > maxCurvatureWork) return { largestStableRate: null };
  const { settings } = runner.time.seen;
  const steps = curvatureSteps({ spec, parameters: moment.parameters, train, settings });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { largestStableRate: value?.largestStableRate ?? null };
    await work.yieldNow();
  }
}
