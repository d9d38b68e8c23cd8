/**
 * How a training comes to its end, and the notice that tells the user. After a divergence the trainer holds the last
 * parameters that were all finite (its `checkpoint` is the last finite one), while Z, A, dZ and the gradients show what
 * went wrong.
 */

import type { VerdictFacts } from '../evaluation/verdict.ts';
import { type Notice, notice } from '../notice.ts';
import type { TrainingSettings } from './settings.ts';

export type OutcomeCode =
  | 'outcome.epochs'
  | 'outcome.diverged'
  | 'outcome.exploded'
  | 'outcome.earlyStoppingValidation'
  | 'outcome.earlyStoppingTraining'
  | 'outcome.patience';

export interface Outcome {
  readonly reason: 'epochs' | 'earlyStopping' | 'diverged';
  /** For the user. */
  readonly notice: Notice<OutcomeCode>;
  /** Updates done; of "diverged" those before the step in which a number became non-finite. */
  readonly step: number;
}

export function epochsOutcome(epoch: number, step: number): Outcome {
  return { reason: 'epochs', notice: notice('outcome.epochs', epoch), step };
}

/** A cost that no training came back from: so many times that of the first batch, or of the best constant answer. */
export const explodedFactor = 1e6;

/** The cost is finite, and hopeless. @param cost J of the last batch */
export function explodedOutcome(step: number, cost: number): Outcome {
  return { reason: 'diverged', notice: notice('outcome.exploded', step, cost.toExponential(1)), step };
}

/** @param step updates done before @param matrix short name of what is not a number any more: "W²" */
export function divergedOutcome(step: number, matrix: string): Outcome {
  return { reason: 'diverged', notice: notice('outcome.diverged', step, matrix), step };
}

/** Where a training diverged, for its verdict: the matrix that is none any more, or the cost that is beyond all measure. */
export function divergenceOf(outcome: Outcome | null): VerdictFacts['diverged'] {
  if (outcome?.reason !== 'diverged') return null;
  const { step, notice: reported } = outcome;
  const what = String(reported.values[1] ?? '');
  return reported.code === 'outcome.exploded' ? { step, cost: Number(what) } : { step, matrix: what };
}

export function earlyStoppingOutcome(
  at: { readonly epoch: number; readonly step: number },
  bestEpoch: number,
  patience: number,
  watched: 'validation cost' | 'training cost',
): Outcome {
  const code = watched === 'validation cost' ? 'outcome.earlyStoppingValidation' : 'outcome.earlyStoppingTraining';
  const reported = notice(code, at.epoch, notice('outcome.patience', patience), bestEpoch);
  return { reason: 'earlyStopping', notice: reported, step: at.step };
}

/** Whether settings may let a training go on that had ended: more epochs, or no early stopping where that ended it. */
export function isLifted(outcome: Outcome | null, { earlyStopping }: Pick<TrainingSettings, 'earlyStopping'>): boolean {
  return outcome?.reason === 'earlyStopping' ? !earlyStopping : outcome?.reason === 'epochs';
}
