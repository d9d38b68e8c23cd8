/** Answers that go over the recorded time of a run. Matrices are row-major. */

export interface HistogramsAnswer {
  readonly which: 'W' | 'A' | 'dW';
  readonly layer: number;
  /** Iteration of each ridge line, ascending. */
  readonly steps: Float64Array;
  /** bins + 1 edges, the same for all lines. */
  readonly edges: Float64Array;
  /** lines × bins: share of the values in the bin. */
  readonly shares: Float32Array;
  /** lines × 4: mean, standard deviation, smallest, largest. */
  readonly moments: Float64Array;
}

/** Rows of `CurvesAnswer.layers` for each layer. */
export const layerSeries = ['weightNorm', 'gradientNorm', 'meanActivation', 'saturated', 'dead'] as const;

export interface CurvesAnswer {
  readonly steps: Float64Array;
  readonly cost: Float64Array;
  readonly validationCost: Float64Array;
  /** Right answers, or R² in regression. */
  readonly metric: Float64Array;
  readonly validationMetric: Float64Array;
  /** Of so many examples; NaN in regression. */
  readonly metricOf: Float64Array;
  readonly validationMetricOf: Float64Array;
  /** For l = 1…L (element 0 is layer 1): 5 × steps, see `layerSeries`. */
  readonly layers: readonly Float64Array[];
  /** Whether every step of the range has its point. */
  readonly complete: boolean;
}

/** The rows of the section "curve" of a frame. */
export interface WholeCurveAnswer {
  readonly curve: Float32Array;
}

export interface UnitHistoryAnswer {
  readonly layer: number;
  readonly unit: number;
  readonly steps: Float64Array;
  /** steps × n^[l−1] */
  readonly W: Float64Array;
  readonly dW: Float64Array;
  readonly b: Float64Array;
  readonly db: Float64Array;
  readonly inputs: readonly string[];
}
