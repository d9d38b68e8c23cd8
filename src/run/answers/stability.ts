/** "stability": how α stands to the curvature at the first step, and how often the cost rose in the last hundred. */
import type { StabilityAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import type { QueryContext, Work } from '../inspect/queryContext.ts';
import { StepCache } from '../inspect/stepCache.ts';
import { replay } from '../inspect/timeline.ts';
import { curvatureSteps } from '../setup/preflight.ts';

/** Steps that are looked back upon. */
const span = 100;
/** Parameters times examples: a hundred passes for the last steps and as many for the curvature stay unnoticed. */
const maxWork = 200_000;

/** Costs by step. */
const costs = new StepCache();
const starts = new WeakMap<QueryContext['runner'], { readonly l2: number; readonly rate: number | null }>();

export async function stability(
  _query: QueryMap['stability'],
  scene: QueryContext,
  work: Work,
): Promise<StabilityAnswer> {
  const { runner, dataset, description } = scene;
  if (description.parameters * dataset.train.m > maxWork) return { startRate: null, rose: 0, of: 0 };
  const { first, last } = runner.time.status;
  const startRate = first === 0 ? await rateAtStart(scene, work) : null;
  const from = Math.max(first, last - span);
  const known = costs.of(scene, 'cost', 1);
  for (const step of [...known.keys()]) if (step < from) known.delete(step);
  const steps = Array.from({ length: last - from + 1 }, (_, index) => from + index);
  const missing = steps.filter((step) => !known.has(step));
  await replay(scene, missing, work, ({ step, trainer }) => {
    known.set(step, Float64Array.of(trainer.evaluate(trainer.train).cost));
  });
  const costAt = (step: number): number => known.get(step)?.[0] ?? Number.NaN;
  return { startRate, rose: steps.slice(1).filter((step) => costAt(step) > costAt(step - 1)).length, of: last - from };
}

/** 2/λmax with the initial weights: measured once. */
async function rateAtStart(scene: QueryContext, work: Work): Promise<number | null> {
  const { runner } = scene;
  const { l2 } = runner.trainer.settings;
  const known = starts.get(runner);
  if (known?.l2 === l2) return known.rate;
  let rate: number | null = null;
  await runner.time.withReplay(async (goTo) => {
    const trainer = await goTo(0, () => work.yieldNow());
    const { spec, parameters, train, settings } = trainer;
    const steps = curvatureSteps({ spec, parameters, train, settings: { ...settings, l2 } });
    for (let next = steps.next(); ; next = steps.next()) {
      if (next.done) {
        rate = next.value?.largestStableRate ?? null;
        return;
      }
      await work.yieldNow();
    }
  });
  starts.set(runner, { l2, rate });
  return rate;
}
