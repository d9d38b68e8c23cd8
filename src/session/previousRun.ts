/** The run as it was before it began anew: its curve, from the last frame that was seen of it, and its configuration. */
import type { NetworkConfig } from '../config/schema/schema.ts';
import type { ChangeLog } from './changeLog.ts';
import { type Frame, sectionOf } from '../protocol/frame.ts';

export interface PreviousRunRecord {
  readonly config: NetworkConfig;
  /** How it came to where it was; `null` when that is not known. */
  readonly trace: ChangeLog | null;
  /** See the section "curve" of a frame. */
  readonly curve: Float32Array;
}

export class PreviousRun {
  #kept: PreviousRunRecord | null = null;

  /** `null` until a run that was watched has begun anew. */
  get run(): PreviousRunRecord | null {
    return this.#kept;
  }

  /** The run is about to begin anew. What has no curve yet takes the place of nothing. */
  keep(frame: Frame | null, config: NetworkConfig, trace: ChangeLog | null): void {
    const curve = frame && sectionOf(frame, 'curve');
    if (curve && curve.columns > 1) this.#kept = { config, trace, curve: curve.values.slice() };
  }
}
