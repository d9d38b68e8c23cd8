/** A training run as the host and the views see it: what it is (description), how it stands (status). JSON only. */
import type { Metric } from '../core/evaluation/metrics.ts';
import type { Verdict } from '../core/evaluation/verdict.ts';
import type { Notice } from '../core/notice.ts';
import type { Activation, Loss, Shape } from '../core/network/network.ts';
import type { TrainingSettings } from '../core/training/settings.ts';
import type { InitializationSpec } from '../core/network/initializers.ts';
import type { Task } from '../data/columns/summary.ts';
import type { Repair } from '../data/csv/repair.ts';

export type RunId = string;

export interface LayerDescription {
  /** l = 1…L. */
  readonly layer: number;
  readonly units: number;
  readonly activation: Activation;
  readonly W: Shape;
  readonly b: Shape;
  readonly parameters: number;
}

export interface InputDescription {
  /** What to call it: "petal_length" or "island = Torgersen". */
  readonly name: string;
  readonly column: string;
}

/** Something that is an input of the network or may become one. */
export interface InputChoice {
  /** Of the column, or as `data.derived` has it. */
  readonly name: string;
  readonly isDerived: boolean;
  readonly isOn: boolean;
}

/** Axes of the pictures over the plane of two inputs, in the column's own units (not standardised). */
export interface PlaneDescription {
  readonly x: { readonly name: string; readonly min: number; readonly max: number };
  readonly y: { readonly name: string; readonly min: number; readonly max: number };
  /** Points a side in hidden units' pictures, and in the output's. Row 0 is the top (largest y). */
  readonly hiddenGrid: number;
  readonly outputGrid: number;
  /** The training examples in the plane: x0, y0, x1, y1, … in column units, for the shown examples in their order. */
  readonly points: readonly number[];
  /** Validation examples in the same way, and their targets as those of the shown ones; absent without a validation part. */
  readonly validation?: { readonly points: readonly number[]; readonly targets: readonly number[] };
}

export interface RunDescription {
  readonly runId: RunId;
  /** Which of the run's networks this is: rises with each that is built. What is of another network is never shown beside it. */
  readonly build: number;
  /** File name of the configuration. */
  readonly title: string;
  readonly dataFile: string;
  readonly task: Task;
  readonly loss: Loss;
  readonly targets: readonly string[];
  /** Class names in code order; empty for regression. */
  readonly classes: readonly string[];
  /** Training and validation examples. */
  readonly m: number;
  readonly mValidation: number;
  /** Examples that nothing sees before the very last look. */
  readonly mTest: number;
  readonly inputs: readonly InputDescription[];
  /** What the drawing offers to switch on and off; of a wide table the first columns. */
  readonly inputChoices?: readonly InputChoice[];
  readonly layers: readonly LayerDescription[];
  readonly parameters: number;
  /** Where the initial weights came from; the views show its seed and scheme. */
  readonly initialization?: InitializationSpec;
  readonly leakySlope: number;
  /** Layers l = 1…L whose weights come from the network before; absent when all are initial weights. */
  readonly keptLayers?: readonly number[];
  /** Who does the arithmetic: "wasm-simd", "reference". */
  readonly engine: string;
  readonly precision: 'float64' | 'float32';
  /** For the log: engines that were left out, and why. */
  readonly engineNotes?: readonly Notice[];
  /** Units shown of each layer 0…L (indices, ascending): all of them up to 32, else 32 evenly spaced. */
  readonly shownUnits: readonly (readonly number[])[];
  /** Training examples shown in heat maps, sorted by class (or by target value): 1-based line in the file, target as code or value. */
  readonly shownExamples: readonly { readonly line: number; readonly target: number }[];
  /** Present with exactly two inputs that are numbers. */
  readonly plane: PlaneDescription | null;
  readonly repairs: readonly Repair[];
  /** What happened to the data, and what the numbers do not stand for. */
  /** How good the best answer without inputs is, on the validation part where there is one; `null` in regression. `answer`: its class. */
  readonly baseline?: { readonly right: number; readonly m: number; readonly answer: number } | null;
  readonly notes: readonly Notice[];
}

/**
 * waiting: two other runs train; preparing: data is being read; ready: at step 0, never started or reset;
 * paused: in the middle; finished: epochs done or early stop; stopped: ended by the user;
 * diverged: a number became non-finite; failed: worker or data error.
 */
export type RunState =
  | 'waiting'
  | 'preparing'
  | 'ready'
  | 'running'
  | 'paused'
  | 'finished'
  | 'stopped'
  | 'diverged'
  | 'failed';

export type StopReason = 'epochs' | 'earlyStopping' | 'user' | 'diverged' | 'error';

/** A point in training where the user changed something; drawn as a line in the chart. */
export interface Mark {
  readonly step: number;
  /** "α 0.03 → 0.1" */
  readonly label: string;
}

/** What of the run's past can be looked at. */
export interface RecordingStatus {
  /** Every iteration from `first` to `last` can be looked at; `last` is the present one. */
  readonly first: number;
  readonly last: number;
  /** The iteration that is looked at; `null`: the present. */
  readonly cursor: number | null;
  /** Kept in memory, in bytes, and the most that is kept. */
  readonly bytes: number;
  readonly limit: number;
}

export interface RunStatus {
  readonly runId: RunId;
  /** The network whose numbers these are, see `RunDescription`. */
  readonly build: number;
  readonly state: RunState;
  /** Updates done. */
  readonly step: number;
  readonly epoch: number;
  /** The step that cost and metrics are of; an earlier one while there was no time to measure again. */
  readonly measured: number;
  /** `null` before the first step, or when not finite. */
  readonly cost: number | null;
  /** What of the cost is the L2 penalty; absent without one, and where the cost is that of another step. */
  readonly penalty?: number;
  readonly validationCost: number | null;
  /** Right answers, or R² in regression. */
  readonly trainMetric: Metric | null;
  readonly validationMetric: Metric | null;
  /** Mean recall of the classes, of the validation part where there is one, when a class has less than a tenth of it. */
  readonly balanced?: number | null;
  /** What the training is worth, once it has ended. */
  readonly verdict?: readonly Verdict[];
  /** The weights are those of that epoch, taken back at this step. */
  readonly weightsOf?: number | null;
  readonly stepsPerSecond: number;
  /** That do the steps; one unless it is told. */
  readonly threads?: number;
  /** For the log: what became of the threads. */
  readonly threadNotes?: readonly Notice[];
  /** Held back so that it can be watched. */
  readonly slowed: boolean;
  readonly stopReason: StopReason | null;
  /** One sentence for the user: what is being done, what went wrong, where. Empty when the state says it all. */
  readonly message: string;
  /** What holds whatever the state: a configuration that is not in force, a table that changed. Empty when there is nothing. */
  readonly notice: string;
  /** 0…1 while preparing, else `null`. */
  readonly progress: number | null;
  readonly recording: RecordingStatus;
  /** Phases done of the step that was begun. */
  readonly phases: number;
  /** Of the parameters, see `checksum`; `null` while they change. */
  readonly checksum: string | null;
  /** Weights set by hand that can still be taken back. */
  readonly undoableWeights: number;
  /** In force in the worker at this step; never what was merely asked for. */
  readonly effective: TrainingSettings;
  /** Of the step that was begun or else of the next one: what the schedule makes of α there. */
  readonly learningRate?: number;
  /** Asked for and not yet confirmed. */
  readonly pending: Partial<TrainingSettings>;
  readonly marks: readonly Mark[];
}
