/** What is found when recorded runs are laid side by side. Plain data; one entry a run in every list that is "one a run". */
import type { UnitOrder } from '../../core/analysis/matchUnits.ts';
import type { NetworkSpec } from '../../core/network/network.ts';

export interface RunDifference {
  /** Of the configuration: "training.learningRate"; "table" and "start" are SHA-256. */
  readonly path: string;
  /** One a run; `null` where it has none. */
  readonly values: readonly unknown[];
}

export interface FigureRow {
  /** As in `train --json`. */
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Networks of one shape, each pair with the units of the other matched; see `core/analysis/matchUnits`. */
export interface WeightComparison {
  readonly spec: NetworkSpec;
  /**
   * runs × runs: what is left, ‖ΔW‖ over the root of the mean of both squares; `null` where it was not computed, or the shape is
   * another.
   */
  readonly left: readonly (readonly (number | null)[])[];
  /** The same with the units as they stand. */
  readonly asTheyStand: readonly (readonly (number | null)[])[];
  /** One a run, in the order of the arena; `null` where they are too many, or the shape is another. */
  readonly parameters: readonly (Float64Array | null)[];
  /**
   * runs × runs, above the diagonal: of layers 0…L the units of the column's network that stand for those of the row's; `null` where
   * there is no figure, or there are no parameters.
   */
  readonly orders: readonly (readonly (readonly UnitOrder[] | null)[])[];
}

/** What a run says of the rows of a part: rows are the truth, columns what was predicted, row-major. */
export interface RunConfusion {
  readonly classes: readonly string[];
  readonly counts: Readonly<Record<'train' | 'validation' | 'test', readonly number[] | null>>;
}

export interface ChangedRow {
  /** 1-based, in the table. */
  readonly line: number;
  readonly target: string;
  readonly truth: string;
  /** One a run; `null` where it says nothing of the row. */
  readonly predictions: readonly (string | null)[];
  /** Of the part of a run that the row belongs to. */
  readonly parts: readonly (keyof RunConfusion['counts'] | null)[];
}

export interface ChangedPredictions {
  /** Rows (times targets) that all of the runs that are compared say something of, and of how many they do not say the same. */
  readonly rows: number;
  readonly changed: number;
  /** In the order of the table; of numbers those that are furthest apart first. The first of them, where they are many. */
  readonly list: readonly ChangedRow[];
}

export interface RunsComparison {
  readonly differences: readonly RunDifference[];
  readonly figures: readonly FigureRow[];
  /** `null`: fewer than two networks have the shape of the first. */
  readonly weights: WeightComparison | null;
  /** One a run; `null` of a regression, or without its table. */
  readonly confusions: readonly (RunConfusion | null)[];
  /** `null`: the table is not there, or fewer than two runs predict its target from it. */
  readonly predictions: ChangedPredictions | null;
}

/** A run's curve, thinned out: columns of equal length, NaN where a number is not known. */
export const comparedColumns = [
  ...(['step', 'epoch', 'seconds'] as const),
  ...(['cost', 'validationCost', 'trainMetric', 'validationMetric'] as const),
] as const;
export type ComparedColumn = (typeof comparedColumns)[number];
export type ComparedCurve = Readonly<Record<ComparedColumn, Float64Array>>;

/** Of a run's record what a page says of it. */
export interface ComparedRecord {
  readonly file: string;
  readonly table: string;
  readonly state: 'training' | 'interrupted' | 'finished' | 'diverged' | 'stopped';
  readonly step: number;
  readonly epochs: number;
  readonly seconds: number;
  /** Whether its metric is the share of right answers; else it is R². */
  readonly isShare: boolean;
}

/** What the worker makes of recorded runs. */
export interface ComparedRuns {
  readonly records: readonly ComparedRecord[];
  readonly curves: readonly ComparedCurve[];
  readonly comparison: RunsComparison;
}

/** What the page of a comparison shows. */
export interface ComparePage {
  /** One a run: the user's name for it, or when it began. */
  readonly names: readonly string[];
  /** `null`: on its way, or it failed. */
  readonly compared: ComparedRuns | null;
  /** Why it failed, in a sentence; else empty. */
  readonly problem: string;
}

/** Host → page. */
export interface ToCompareView {
  readonly type: 'comparePage';
  readonly page: ComparePage;
}

/** Page → host: one of the runs is to be shown in the panel. */
export interface FromCompareView {
  readonly type: 'showCompared';
  readonly index: number;
}
