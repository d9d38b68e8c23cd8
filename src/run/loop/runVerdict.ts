/** What a training that has ended is worth, judged on what its curve is measured on. */
import type { ConstantAnswer } from '../../core/evaluation/constantAnswer.ts';
import { type Verdict, verdict } from '../../core/evaluation/verdict.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { CurvePoint, CurveRecorder } from '../curve/curveRecorder.ts';
import type { Evaluator } from '../curve/evaluator.ts';

export interface JudgedRun {
  readonly trainer: Trainer;
  readonly recorder: CurveRecorder;
  readonly evaluator: Evaluator;
  readonly constant: ConstantAnswer | null;
  /** Whether the weights at step 0 were the configuration's own. */
  readonly isFresh: boolean;
}

/** Empty while the training can go on. */
export function runVerdict({ trainer, recorder, evaluator, constant, isFresh }: JudgedRun): readonly Verdict[] {
  const { outcome } = trainer;
  if (!outcome) return [];
  const first = recorder.first;
  const best = bestOf(recorder, trainer);
  return verdict({
    reason: outcome.reason,
    diverged:
      outcome.reason === 'diverged' ? { step: outcome.step, matrix: String(outcome.notice.values[1] ?? '') } : null,
    startCost: isFresh && first?.step === 0 ? first.cost : null,
    epoch: trainer.epoch,
    ...evaluator.judge(),
    ...{ constant, linear: null },
    best: best && { epoch: best.epoch, cost: best.point.validationCost },
  });
}

/** The point of the curve with the least validation cost; `null` without a validation part. */
export function bestOf(
  recorder: CurveRecorder,
  { stepsPerEpoch }: Trainer,
): { readonly point: CurvePoint; readonly epoch: number } | null {
  const point = recorder.leastValidationCost;
  return point && { point, epoch: Math.round(point.step / stepsPerEpoch) };
}
