/**
 * What a view may ask about a run beside the frames: one kind of question a name. Every question is about the cursor's
 * iteration, the present one unless the run was told to look at the past (`seek`). The answers stand in `answers.ts`.
 *
 * Units, rows and columns count from 0, layers as in the notation: 0 is the input, 1…L compute.
 */
import type { InitializationScheme } from '../core/network/initializers.ts';
import type { AnswerOf } from './answers.ts';
import type { CellAddress, ExampleAddress, ExampleSet, MatrixName, Part, RawValues, Span } from './subjects.ts';

export interface QueryMap {
  /** A window of a matrix. Layers: X has 0, Y has L, A has 0…L, the others 1…L. */
  readonly matrix: {
    readonly which: MatrixName;
    readonly layer: number;
    readonly examples: ExampleSet;
    readonly rows: Span;
    readonly columns: Span;
  };
  /** A cell of a matrix: what it is computed from. */
  readonly cell: CellAddress & { readonly examples: ExampleSet };
  /** One example's way through the network. */
  readonly example: { readonly part: Part; readonly index: number };
  /** A page of the data table. */
  readonly rows: {
    readonly part: Part | 'all';
    readonly from: number;
    readonly count: number;
    readonly sort: 'line' | 'loss';
    readonly descending: boolean;
    /** Only those that were predicted wrongly. */
    readonly wrongOnly: boolean;
    /** Only those of this class, or predicted as it (class code); `null`: all. A cell of the confusion matrix sets both. */
    readonly truth: number | null;
    readonly predicted: number | null;
  };
  /** An example with some of its values changed. */
  readonly whatIf: { readonly part: Part; readonly index: number; readonly changes: RawValues };
  /** How good the network is on a part. */
  readonly evaluation: {
    readonly part: Part;
    /** The class whose ROC, precision-recall and calibration are wanted, or in regression the target. 1 in a yes/no task. */
    readonly output: number;
    /** With what the simplest models reach, trained on the same split. Takes longer the first time. */
    readonly baselines: boolean;
  };
  /** Ridge lines: the distribution of a matrix of a layer over the recorded time. */
  readonly histograms: {
    readonly which: 'W' | 'A' | 'dW';
    readonly layer: number;
    readonly times: number;
    readonly bins: number;
  };
  /** Curves over the recorded time, or over a part of it more finely. */
  readonly curves: { readonly from: number; readonly to: number | null; readonly points: number };
  /** Costs and metrics of the whole run as its own chart shows them: cheap, at any time. */
  readonly wholeCurve: Readonly<Record<never, never>>;
  /** A unit's weights and gradients over the recorded time. */
  readonly unitHistory: { readonly layer: number; readonly unit: number; readonly points: number };
  /** The network's answer over the plane of two inputs, the others held at the training mean or at an example's values. */
  readonly plane: {
    /** Numbers of two inputs. */
    readonly x: number;
    readonly y: number;
    readonly grid: number;
    /** The layer whose units are drawn. */
    readonly layer: number;
    /** `null`: the mean. */
    readonly around: ExampleAddress | null;
  };
  /** The network's answer along one column, the others held at the training mean (`null`) or at an example's values. */
  readonly slice: { readonly column: string; readonly points: number; readonly around: ExampleAddress | null };
  /** How the answer depends on one column, the others as they are in the training examples. */
  readonly partialDependence: { readonly column: string; readonly points: number };
  /**
   * Step mode. "advance" pauses a running training and does the next phase; "state" only tells where the step stands.
   */
  readonly phase: { readonly action: 'state' | 'advance' };
  /** How large a learning rate the curvature of the cost bears here. */
  readonly curvature: Readonly<Record<never, never>>;
  /** How α stands to the curvature at the start, and how often the cost rose of late; of the present whatever is looked at. */
  readonly stability: Readonly<Record<never, never>>;
  /** The gradient check of a layer, parameter by parameter and ε by ε. */
  readonly gradients: { readonly layer: number };
  /** The one layer that a network with linear hidden layers is. */
  readonly collapse: Readonly<Record<never, never>>;
  /** The loop over the examples against the vectorised form, timed on the run's own data. */
  readonly timing: { readonly rounds: number };
  /**
   * What becomes of this network from other initial weights: trained apart from the run with its settings, for at most so many steps.
   * `factor`: scale of "scaled", value of "constant"; no matter to the others.
   */
  readonly initialization: { readonly scheme: InitializationScheme; readonly factor: number; readonly steps: number };
  /** Sets a parameter at the cursor's iteration: the run goes on from there. `input: null` is the bias. */
  readonly setWeight: {
    readonly layer: number;
    readonly unit: number;
    readonly input: number | null;
    readonly value: number;
  };
  /** Takes the last `setWeight` back, with all that was trained since. */
  readonly undoWeight: Readonly<Record<never, never>>;
}

export type QueryKind = keyof QueryMap;

/** A question: `{ kind: 'matrix', which: 'W', … }`. */
export type Query<K extends QueryKind = QueryKind> = { [P in K]: { readonly kind: P } & QueryMap[P] }[K];

/** The answer to a question of that kind, with the iteration it holds for. */
export type Answer<K extends QueryKind = QueryKind> = {
  [P in K]: { readonly kind: P; readonly step: number; readonly live: boolean } & AnswerOf[P];
}[K];
