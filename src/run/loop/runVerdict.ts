/** What a training that has ended is worth, judged on what its curve is measured on. */
import type { ConstantAnswer } from '../../core/evaluation/constantAnswer.ts';
import { type Verdict, verdict } from '../../core/evaluation/verdict.ts';
import type { Evaluation } from '../../core/evaluation/metrics.ts';
import type { Trainer } from '../../core/training/trainer.ts';
import type { CurvePoint, CurveRecorder } from '../curve/curveRecorder.ts';
import type { Evaluator, Judgement } from '../curve/evaluator.ts';
import { divergenceOf } from '../../core/training/outcome.ts';
import { leavable } from '../leavable.ts';
import type { RunPlatform } from '../platform.ts';
import type { PiecesOf } from '../../core/network/pieces.ts';

/** Milliseconds after which a verdict is tried again. */
const delay = 300;

export interface JudgedRun {
  readonly trainer: Trainer;
  readonly recorder: CurveRecorder;
  readonly evaluator: Evaluator;
  readonly constant: ConstantAnswer | null;
}

export class Judge {
  /** Logistic or linear regression on what the verdict speaks of; `null` until somebody has asked for it, for it takes time. */
  linear: Pick<Evaluation, 'correct' | 'r2'> | null = null;
  /** What was found last. */
  found: readonly Verdict[] = [];
  readonly #run: JudgedRun;
  readonly #platform: RunPlatform;
  readonly #again: () => void;

  /** @param again is called some time after a command came before the verdict was there */
  constructor(run: JudgedRun, platform: RunPlatform, again: () => void) {
    this.#run = run;
    this.#platform = platform;
    this.#again = again;
  }

  /** `isFresh`: the weights at step 0 were the configuration's own. */
  judge(isFresh: boolean): void {
    const verdict = leavable(this.#platform, this.#verdict(isFresh));
    this.found = verdict?.result ?? [];
    if (!verdict) this.#platform.later(this.#again, delay);
  }

  /** Empty while the training can go on; in pieces. */
  *#verdict(isFresh: boolean): PiecesOf<readonly Verdict[]> {
    const { trainer, evaluator } = this.#run;
    return trainer.outcome ? runVerdict(this.#run, yield* evaluator.judgement(), this.linear, isFresh) : [];
  }
}

function runVerdict(
  { trainer, recorder, constant }: JudgedRun,
  judgement: Judgement,
  linear: Judge['linear'],
  isFresh: boolean,
): readonly Verdict[] {
  const { outcome } = trainer;
  if (!outcome) return [];
  const first = recorder.first;
  const best = bestOf(recorder, trainer);
  return verdict({
    reason: outcome.reason,
    diverged: divergenceOf(outcome),
    startCost: isFresh && first?.step === 0 ? first.cost : null,
    epoch: trainer.epoch,
    ...judgement,
    ...{ constant, linear },
    best: best && { epoch: best.epoch, cost: best.point.validationCost },
  });
}

/** The point of the curve with the least validation cost; `null` without a validation part. */
export function bestOf(
  recorder: CurveRecorder,
  { stepsPerEpoch }: Trainer,
): { readonly point: CurvePoint; readonly epoch: number } | null {
  const point = recorder.minValidationCost;
  return point && { point, epoch: Math.round(point.step / stepsPerEpoch) };
}
