/**
 * The answers to the questions of `query.ts`. Arrays of numbers that a view draws are Float64Array or Float32Array, each
 * alone in its buffer, so that NaN and infinities survive the way; single numbers that may be none are `null` then.
 * Matrices are row-major.
 */
import type { Notice } from '../core/notice.ts';
import type { Phase } from '../core/training/phases.ts';
import type { Expression } from '../equations/expression.ts';
import type { EvaluationAnswer } from './evaluationAnswer.ts';
import type { InitializationAnswer } from './initializationAnswer.ts';
import type { Mark } from './run.ts';
import type { CellAddress, ExampleSet, MatrixName, Part, Span } from './subjects.ts';
import type { CurvesAnswer, HistogramsAnswer, UnitHistoryAnswer, WholeCurveAnswer } from './timeAnswers.ts';

export interface MatrixAnswer {
  readonly which: MatrixName;
  readonly layer: number;
  readonly examples: ExampleSet;
  /** Of the whole matrix. */
  readonly shape: readonly [rows: number, columns: number];
  /** What is in `values`: the wanted stretches cut to the matrix. */
  readonly rows: Span;
  readonly columns: Span;
  readonly values: Float64Array;
  /** Largest |value| of the whole matrix where it is at hand, else of the window. */
  readonly largest: number | null;
  /** Of the window: input names, class names, or "unit 3". Columns that are examples are labelled by their line in the file. */
  readonly rowLabels: readonly string[];
  readonly columnLabels: readonly string[];
  /** 1-based line in the file of each column of the window that is an example; empty where columns are none. */
  readonly lines: readonly number[];
  /** Examples that dW and db are the mean over; 0 for other matrices. */
  readonly averagedOver: number;
}

/** One cell of a matrix in its own arithmetic: what it is computed from, as an equation with its numbers. */
export interface CellAnswer extends CellAddress {
  readonly examples: ExampleSet;
  /** `null` when it is none. */
  readonly value: number | null;
  /** Its longest sum by the largest terms; `null` of what is read from the table, or changed by training alone. */
  readonly right: Expression | null;
  /** Of the letters in `right`, as `leavesOf` tells them. */
  readonly leaves: Float64Array;
  /** The lines in the file of the examples that are in `right`. */
  readonly lines: readonly { readonly column: number; readonly line: number }[];
  /** Of dW and db: the slope of J between the parameter ± ε, over the same examples. */
  readonly difference: { readonly epsilon: number; readonly value: number } | null;
}

/** What a network says about one example. Numbers of a regression are in the target column's own units. */
export interface Prediction {
  /** Class code; `null` in regression. */
  readonly predicted: number | null;
  readonly truth: number | null;
  readonly right: boolean | null;
  /** Probability of each class (two in a yes/no task); in regression the prediction of each target. */
  readonly output: Float64Array;
  /** In regression what the file says of each target; empty otherwise. */
  readonly target: Float64Array;
  /** ℒ(ŷ, y), without the penalty; `null` when it is not finite or there is no truth. */
  readonly loss: number | null;
}

export interface RawCell {
  readonly column: string;
  /** Word, number, or `null` where the file has none. */
  readonly value: number | string | null;
  readonly role: 'input' | 'target';
  /** What stands in for a missing value; `null` when nothing is missing. */
  readonly filled: number | string | null;
  /** The words a category may be; empty for numbers. */
  readonly categories: readonly string[];
  /** Extent of a number over the training examples; `null` for words. */
  readonly range: readonly [min: number, max: number] | null;
}

export interface ExampleAnswer {
  readonly part: Part;
  readonly index: number;
  /** 1-based line in the file. */
  readonly line: number;
  readonly cells: readonly RawCell[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** z[l], a[l], dz[l] of layer l; z[0] and dz[0] are empty, a[0] is x. dz is not divided by m. */
  readonly z: readonly Float64Array[];
  readonly a: readonly Float64Array[];
  readonly dz: readonly Float64Array[];
  readonly verdict: Prediction;
}

export interface WhatIfAnswer extends ExampleAnswer {
  /** Inputs of the unchanged example, and what the network says of it. */
  readonly before: { readonly x: Float64Array; readonly verdict: Prediction };
  /** One sentence for each change that could not be made as it was asked for. */
  readonly problems: readonly Notice[];
}

export interface DataRow {
  readonly part: Part;
  readonly index: number;
  readonly line: number;
  /** In the order of `columns`. */
  readonly values: readonly (number | string | null)[];
  readonly predicted: number | null;
  readonly truth: number | null;
  readonly right: boolean | null;
}

export interface RowsAnswer {
  /** Rows that pass the filter. */
  readonly total: number;
  readonly from: number;
  /** Raw columns: inputs, then targets. */
  readonly columns: readonly string[];
  readonly rows: readonly DataRow[];
  /** rows × outputs: see `Verdict.output`. */
  readonly output: Float64Array;
  readonly outputs: number;
  /** One a row; NaN and infinities possible. */
  readonly loss: Float64Array;
}

export interface AxisExtent {
  readonly input: number;
  readonly name: string;
  /** In the column's own units. */
  readonly min: number;
  readonly max: number;
}

/** The shown examples in a picture of the fit: what the network says of each, all its values its own, and what the file says. */
export interface ShownOutcomes {
  /** outputs × shown examples: see `Verdict.output`. */
  readonly output: Float64Array;
  /** targets × shown examples in own units; empty unless it is a regression. */
  readonly target: Float64Array;
}

export interface PlaneAnswer {
  readonly x: AxisExtent;
  readonly y: AxisExtent;
  readonly grid: number;
  readonly layer: number;
  readonly units: number;
  /**
   * units × grid²: activations; of the output layer what `Verdict.output` has, one row a class or target. Row 0 is the top
   * (largest y), a point is the middle of its cell.
   */
  readonly values: Float32Array;
  /** x0, y0, x1, y1, … of the shown examples, in column units. */
  readonly points: Float64Array;
  readonly shown: ShownOutcomes;
}

/** Where a column was set to, and where the shown examples have it. */
export interface ColumnSweep {
  readonly column: string;
  /** In the column's own units; category codes for words. */
  readonly at: Float64Array;
  /** Words of the codes; empty for numbers. */
  readonly categories: readonly string[];
  readonly outputs: number;
  /** The column's value in each shown example; what stands in where it is missing. */
  readonly own: Float64Array;
}

export interface SliceAnswer extends ColumnSweep {
  /** outputs × points: see `Verdict.output`. */
  readonly values: Float64Array;
  readonly shown: ShownOutcomes;
}

export interface PartialDependenceAnswer extends ColumnSweep {
  /** outputs × points: mean, and the 10 % and 90 % quantiles over the examples; regression in own units. */
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Examples averaged over. */
  readonly m: number;
}

export interface PhaseAnswer {
  /** The phase just done; `null` for "state". */
  readonly done: Phase | null;
  readonly next: Phase;
  /** All phases of a step in their order, and how many of the current one are done. */
  readonly phases: readonly Phase[];
  readonly position: number;
  /** Examples in the batch; 0 before the first. */
  readonly batch: number;
  /** In force in the step of the phase just done, or else of the next one. */
  readonly learningRate: number;
  /** J of the batch once its phase is done. */
  readonly cost: number | null;
  /** What of J is the L2 penalty, from then until the update. */
  readonly penalty: number | null;
  /** What the phase wrote. */
  readonly changed: readonly { readonly which: MatrixName; readonly layer: number }[];
  /** The training has come to its end: no phase was done. */
  readonly over: boolean;
}

export interface CurvatureAnswer {
  /** 2/λmax of the Hessian of J over all training examples; `null` where it is not measured or nothing curves upwards. */
  readonly largestStableRate: number | null;
}

export interface StabilityAnswer {
  /** 2/λmax with the initial weights; `null` where it is not measured or nothing curves upwards. */
  readonly startRate: number | null;
  /** In how many of the last steps the cost over all training examples rose; `of` is 0 where that is not measured. */
  readonly rose: number;
  readonly of: number;
}

export interface GradientsAnswer {
  readonly layer: number;
  /** Parameters of the layer, of which many are an even sample in `cells`. */
  readonly total: number;
  /** Training examples that the cost is the mean over. */
  readonly m: number;
  /** Where each parameter stands in W, or in b where `column` is `null`. */
  readonly cells: readonly { readonly row: number; readonly column: number | null }[];
  /** Falling. */
  readonly epsilons: Float64Array;
  /** See `GradientSweep`. */
  readonly analytic: Float64Array;
  readonly numeric: Float64Array;
  readonly relative: Float64Array;
  readonly errors: Float64Array;
}

export interface CollapseAnswer {
  /** False when a hidden layer is not linear; `layer` is the first such one. */
  readonly possible: boolean;
  readonly layer: number | null;
  readonly shape: readonly [rows: number, columns: number];
  readonly W: Float64Array;
  readonly b: Float64Array;
  /** Largest |z^[L] − (W′x + b′)| over the training examples; `null` when not possible. */
  readonly largestDifference: number | null;
  readonly comparedOver: number;
}

export interface TimingAnswer {
  /** Examples that were passed forward. */
  readonly m: number;
  readonly rounds: number;
  /** Medians over the rounds, in milliseconds for all m examples. */
  readonly loop: number;
  readonly vectorised: number;
  /** The same by the kernels that train this run. */
  readonly engine: number;
  readonly engineName: string;
  /** Largest |difference| between the loop's Z^[L] and the vectorised one. */
  readonly largestDifference: number | null;
}

export interface WeightAnswer {
  /** The parameter that was set; `null` when it were all of them, or there was nothing to take back. */
  readonly layer: number | null;
  readonly unit: number | null;
  readonly input: number | null;
  readonly before: number | null;
  readonly value: number | null;
  /** Undone: all weights had been taken back from this step; else `null`. */
  readonly takenFrom: number | null;
  /** Edits that can still be taken back. */
  readonly undoable: number;
  /** Where the step that the run went to had other settings than those in force, which stay. */
  readonly settings: Mark | null;
}

/** Each kind's answer. */
export interface AnswerOf {
  readonly matrix: MatrixAnswer;
  readonly cell: CellAnswer;
  readonly example: ExampleAnswer;
  readonly rows: RowsAnswer;
  readonly whatIf: WhatIfAnswer;
  readonly evaluation: EvaluationAnswer;
  readonly histograms: HistogramsAnswer;
  readonly curves: CurvesAnswer;
  readonly wholeCurve: WholeCurveAnswer;
  readonly unitHistory: UnitHistoryAnswer;
  readonly plane: PlaneAnswer;
  readonly slice: SliceAnswer;
  readonly partialDependence: PartialDependenceAnswer;
  readonly phase: PhaseAnswer;
  readonly curvature: CurvatureAnswer;
  readonly stability: StabilityAnswer;
  readonly gradients: GradientsAnswer;
  readonly collapse: CollapseAnswer;
  readonly timing: TimingAnswer;
  readonly initialization: InitializationAnswer;
  readonly setWeight: WeightAnswer;
  readonly undoWeight: WeightAnswer;
}
