/** What the page of a sweep shows: its members as they come, and what they came to as a whole. Plain data. */
import type { OriginMetric } from '../../model/origin.ts';

/** As in `train --json`; `null` where a figure does not apply, or is not finite. */
export type SweptFigures = Readonly<Record<OriginMetric, number | null>>;

/** One training of a sweep that has ended. */
export interface SweptMember {
  /** Of the member among all, from 0. */
  readonly place: number;
  /** The varied values, in the order of `SweepPage.varied`. */
  readonly values: readonly unknown[];
  readonly seed: number;
  /** From 0; `null` without folds. */
  readonly fold: number | null;
  /** Why it ended; `until`: the goal was reached. */
  readonly stopReason: string;
  /** `null` without a goal, or where it was not reached. */
  readonly stepReached: number | null;
  readonly steps: number;
  readonly epochs: number;
  readonly seconds: number;
  readonly figures: SweptFigures;
}

/**
 * Of a figure over the members that have ended: columns of equal length, one entry a place of the curve. NaN where none has a number.
 * A member that has ended keeps its last one; one that diverged has none from then on. Steps are those of the configuration's own batches.
 */
export interface CurveBand {
  readonly step: Float64Array;
  readonly epoch: Float64Array;
  /** Of the members: 10 % are below, half are below, 90 % are below. */
  readonly low: Float64Array;
  readonly middle: Float64Array;
  readonly high: Float64Array;
  /** Of the member with the configuration's own values and seed; `null` where it is not among the members, or not done. */
  readonly own: Float64Array | null;
}

export const bandFigures = ['cost', 'validationCost'] as const;
export type BandFigure = (typeof bandFigures)[number];

export interface SweepSummary {
  /** Those that have ended. */
  readonly members: number;
  /** `null` without a goal. */
  readonly reached: number | null;
  /** Of those that reached it; `null` when none did. */
  readonly stepReached: { readonly median: number; readonly p10: number; readonly p90: number } | null;
  readonly mean: SweptFigures;
  /** With members − 1 in the denominator; `null` of fewer than two. */
  readonly sd: SweptFigures;
}

export type SweepState = 'training' | 'paused' | 'finished' | 'cancelled' | 'interrupted' | 'failed';

/** All but the members. */
export interface SweepPage {
  /** The configuration's file, as the user knows it. */
  readonly file: string;
  readonly table: string;
  readonly state: SweepState;
  /** Why it failed, in a sentence; else empty. */
  readonly problem: string;
  /** Members in all, ended or not. */
  readonly all: number;
  /** Of the training that goes on; `null` while nothing can be said. */
  readonly secondsLeft: number | null;
  /** Paths of the varied keys: "training.learningRate". */
  readonly varied: readonly string[];
  /** The configuration's own values of those keys, and its seed. */
  readonly own: { readonly values: readonly unknown[]; readonly seed: number };
  /** `null` without cross-validation. */
  readonly folds: number | null;
  readonly seeds: number;
  /** As written: "cost < 0.1"; `null` without one. */
  readonly until: string | null;
  readonly summary: SweepSummary;
  /** `validationCost`: `null` where there is no validation part. */
  readonly bands: Readonly<Record<BandFigure, CurveBand | null>>;
}

/** Host → page. The page is sent whole and often; members once each, all of them again with `isFirst`. */
export interface ToSweepView {
  readonly type: 'sweepPage';
  readonly page: SweepPage;
  readonly members: readonly SweptMember[];
  /** What the page knew of members before is forgotten. */
  readonly isFirst: boolean;
}

export const sweepCommands = ['pause', 'resume', 'cancel'] as const;
export type SweepCommand = (typeof sweepCommands)[number];

/** Page → host. `openMember`: it is trained again, and shown in the panel as a run. */
export type FromSweepView =
  | { readonly type: 'openMember'; readonly place: number }
  | { readonly type: 'sweep'; readonly command: SweepCommand };
