/** What a page shows of tables that a network was applied to. */
import type { PredictionReport } from './modelApi.ts';

export interface PredictionView {
  readonly id: number;
  /** The table's file name. */
  readonly name: string;
  readonly state: 'running' | 'done' | 'failed';
  /** 0…1 while it runs. */
  readonly progress: number;
  /** `null` until something is known. */
  readonly secondsLeft: number | null;
  /** Why it failed, in a sentence; else empty. */
  readonly message: string;
  /** `null` until it is done. */
  readonly report: PredictionReport | null;
}

/** cancel and close: it goes, with its lines. save: the lines alone; saveAll: behind all cells of the table. */
export const predictionActions = ['cancel', 'close', 'save', 'saveAll'] as const;
export type PredictionAction = (typeof predictionActions)[number];

/** Host → page. */
export type ToPredictionView =
  /** All there are, oldest first; whenever one changes. */
  | { readonly type: 'predictions'; readonly list: readonly PredictionView[] }
  /** The page is to show this one. */
  | { readonly type: 'lookAtPrediction'; readonly id: number }
  /** Cells that the page asked for. */
  | {
      readonly type: 'predictedRows';
      readonly id: number;
      readonly from: number;
      readonly rows: readonly (readonly string[])[];
    };

/** Page → host. */
export type FromPredictionView =
  /** Which lines are in sight. */
  | { readonly type: 'predictedRows'; readonly id: number; readonly from: number; readonly count: number }
  | { readonly type: 'prediction'; readonly id: number; readonly action: PredictionAction };
