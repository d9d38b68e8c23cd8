/** What a network is worth on each part, under the names of `train --json`; `null`: does not apply, or is not finite. */
import type { Evaluation } from '../../core/evaluation/metrics.ts';
import type { OriginMetric } from '../../model/origin.ts';

export interface PartEvaluations {
  readonly train: Evaluation;
  readonly validation: Evaluation | null;
  readonly test: Evaluation | null;
}

export type TrainedFigures = Readonly<Record<OriginMetric, number | null>>;

export function trainedFigures({ train, validation, test }: PartEvaluations): TrainedFigures {
  return {
    cost: finite(train.cost),
    validationCost: finite(validation?.cost),
    testCost: finite(test?.cost),
    trainAccuracy: finite(train.accuracy),
    validationAccuracy: finite(validation?.accuracy),
    testAccuracy: finite(test?.accuracy),
    r2: meanR2(train),
    validationR2: meanR2(validation),
    testR2: meanR2(test),
  };
}

function meanR2(evaluation: Evaluation | null): number | null {
  const r2 = evaluation?.r2;
  return r2 && r2.length > 0 ? finite(r2.reduce((sum, value) => sum + value, 0) / r2.length) : null;
}

/** JSON knows no NaN and no infinities; they become `null` on purpose, not by accident. */
export function finite(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
