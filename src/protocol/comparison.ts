/** Two trainings beside one another: what can be laid over a run's own curves, and what then is. */
import type { KeyDifference } from '../config/text/keyDifferences.ts';

/** Another run of the window, or the same one before it began anew. */
export interface ComparableRun {
  /** Names it among those of the list; `beforeId` for the run's own past. */
  readonly id: string;
  /** File name of its configuration. */
  readonly title: string;
}

/** The same run before its last reset, or before its network was built anew. */
export const beforeId = 'before';

export interface ComparedRun extends ComparableRun {
  /** The rows of the section "curve" of a frame; `null` when it cannot be had any more. */
  readonly curve: Float32Array | null;
  readonly differences: readonly KeyDifference[];
}
