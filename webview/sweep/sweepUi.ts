/** What the page of a sweep keeps: what its chart and its plots show, and which members are listed in which order. */
import type { BandFigure } from '../../src/protocol/sweep/sweepPage.ts';
import type { CurveChoice } from '../compare/chosenCurves.ts';
import type { SweptFigure } from './memberColumns.ts';

export const sweepAxes = ['step', 'epoch'] as const;

/** `null`: as what is there suggests. */
export interface SweepUi extends Omit<CurveChoice<(typeof sweepAxes)[number], BandFigure>, 'logX' | 'logY'> {
  readonly logX: boolean | null;
  readonly logY: boolean | null;
  /** Over the varied values; first what the curves show. */
  readonly figure: SweptFigure | null;
  /** As typed. */
  readonly filter: string;
  /** A column's name; "" for the order of the plan. */
  readonly sort: string;
  readonly descending: boolean;
}

export const initialSweepUi: SweepUi = {
  ...{ x: 'step', y: 'validationCost', logX: null, logY: null },
  ...{ figure: null, filter: '', sort: '', descending: false },
};
