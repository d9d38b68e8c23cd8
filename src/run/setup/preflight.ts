/** What can be said of a network before its first step: saturated and dead units, and how sharply the cost curves. */
import type { StartCurvature, PreflightFacts, PreflightLayer } from '../../config/facts/preflightFacts.ts';
import { deadShare, isSaturatedUnit } from '../../core/analysis/diagnostics.ts';
import type { Examples } from '../../core/network/examples.ts';
import { HessianProduct } from '../../core/analysis/hessian.ts';
import { largestEigenvalueSteps } from '../../core/analysis/lanczos.ts';
import { parameterCount } from '../../core/network/shape.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import { sampleOf } from '../curve/evaluator.ts';

/** Parameters times examples of one pass that can be done some hundred times while someone types. */
export const maxCurvatureWork = 1_000_000;
/** The same of a single pass. */
const maxForwardWork = 10_000_000;
const minExamples = 64;

/** Facts of a trainer at step 0, as a generator that yields between pieces of work of some milliseconds. */
export function* preflightSteps(trainer: Trainer): Generator<void, PreflightFacts> {
  const parameters = parameterCount(trainer.spec);
  const examples = sampleOf(trainer.train, Math.max(minExamples, Math.floor(maxForwardWork / parameters)));
  const layers = layersOf(trainer, examples);
  yield;
  const isSmall = parameters * trainer.train.m <= maxCurvatureWork;
  return { layers, curvature: isSmall ? yield* curvatureSteps(trainer) : null };
}

/** The whole of it at once; see `startFactsSteps`. */
export function preflightFacts(trainer: Trainer): PreflightFacts {
  const steps = preflightSteps(trainer);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function layersOf(trainer: Trainer, { X, m }: Examples): PreflightLayer[] {
  const { A } = trainer.forward(X, m);
  return trainer.spec.layers.slice(0, -1).map(({ units, activation }, index) => {
    const values = A[index + 1] ?? new Float64Array();
    let saturatedUnits = 0;
    for (let j = 0; j < units; j++)
      if (isSaturatedUnit(activation, values.subarray(j * m, (j + 1) * m))) saturatedUnits++;
    return { units, saturatedUnits, deadUnits: Math.round(deadShare(activation, values, units, m) * units) };
  });
}

/** How sharply the cost over all training examples curves, whatever the step. */
export function* curvatureSteps({
  spec,
  parameters,
  train,
  settings,
}: Pick<Trainer, 'spec' | 'parameters' | 'train' | 'settings'>): Generator<void, StartCurvature | null> {
  const lambdaMax = yield* largestEigenvalueSteps(new HessianProduct(spec, parameters, train, settings.l2));
  if (!Number.isFinite(lambdaMax)) return null;
  return { lambdaMax, largestStableRate: lambdaMax > 0 ? 2 / lambdaMax : null };
}
