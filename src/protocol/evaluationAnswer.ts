/** The answer to "evaluation": how good a network is on a part of the data, and what the simplest models reach. */
import type { Metric } from '../core/evaluation/metrics.ts';
import type { Part } from './subjects.ts';

/** Points of a curve; `x` ascending for ROC and precision-recall. */
export interface PointList {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface ClassScore {
  readonly name: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Examples of this class. */
  readonly support: number;
}

export interface BaselineScore {
  readonly name: 'majority' | 'mean' | 'logistic' | 'linear';
  /** Right answers, or R² in regression (mean over the targets). */
  readonly metric: Metric | null;
  /** Mean loss in the network's own loss, without penalty. */
  readonly cost: number | null;
  /** Training examples that it was fitted to: an even sample of large sets. */
  readonly fittedTo: number;
}

export interface ClassEvaluation {
  /** classes × classes: row truth, column prediction. */
  readonly confusion: Float64Array;
  readonly classes: readonly ClassScore[];
  /** Means over the classes. */
  readonly macroF1: number;
  /** Of the class `output` against the others. `thresholds[i]` belongs to point i; the first of ROC is +∞. */
  readonly roc: PointList & { readonly thresholds: Float64Array; readonly auc: number | null };
  /** x recall, y precision. `auc` is the average precision; `share` that of a guess. */
  readonly precisionRecall: PointList & {
    readonly thresholds: Float64Array;
    readonly auc: number | null;
    readonly share: number;
  };
  /** One point a bin that has examples: mean predicted probability, share that is of the class, examples. */
  readonly calibration: PointList & {
    readonly counts: Float64Array;
    readonly expectedError: number | null;
    readonly brier: number | null;
  };
}

export interface RegressionEvaluation {
  /** Of the target `output`, in its own units. */
  readonly r2: number | null;
  readonly mae: number | null;
  readonly rmse: number | null;
  /** At most 2,000 evenly spread examples: prediction, prediction error y − ŷ, and their indices in the part. */
  readonly predicted: Float64Array;
  readonly residual: Float64Array;
  readonly indices: Float64Array;
  /** Over all examples. */
  readonly histogram: { readonly edges: Float64Array; readonly counts: Float64Array };
}

export interface EvaluationAnswer {
  readonly part: Part;
  readonly output: number;
  readonly m: number;
  /** Mean loss without penalty. */
  readonly cost: number | null;
  readonly classification: ClassEvaluation | null;
  readonly regression: RegressionEvaluation | null;
  /** The network's own right answers or R², to stand beside the baselines. */
  readonly metric: Metric | null;
  /** `null` when they were not asked for. */
  readonly baselines: readonly BaselineScore[] | null;
}
