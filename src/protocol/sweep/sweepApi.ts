/** Host ↔ worker, about many trainings at once. Plain data. */
import type { NetworkConfig } from '../../config/schema/schema.ts';
import type { SweepNumbers } from '../../config/sweep/sweepKey.ts';
import type { Variation } from '../../config/sweep/sweepPlan.ts';
import type { SweepCommand, ToSweepView } from './sweepPage.ts';

/** All that says which trainings they are; kept as it is, so that they go on after a restart. */
export interface SweepWork extends SweepNumbers {
  /** Address of the configuration. */
  readonly uri: string;
  /** Its text when the sweep began: what a member is opened with. */
  readonly written: string;
  /** Names of configuration and table, as the user knows them. */
  readonly file: string;
  readonly table: string;
  readonly config: NetworkConfig;
  readonly variations: readonly Variation[];
}

/** Where a sweep is kept. */
export interface SweepPlace {
  /** Folder of the records, absolute. */
  readonly root: string;
  readonly id: string;
}

export interface SweepApi {
  /**
   * Trains the members that are not kept there yet; answers when it is over. The page comes as messages meanwhile, at most four a second.
   * `place`: `null` keeps nothing. `data` and `start` are absolute.
   */
  sweep(request: {
    place: SweepPlace | null;
    work: SweepWork;
    data: string;
    start: string | null;
    workers: number;
  }): Promise<void>;
  /** What is kept of a sweep; `null`: nothing that can be used. */
  readSweep(request: SweepPlace): Promise<{ work: SweepWork; shown: ToSweepView } | null>;
  /** Of the sweep that goes on in this worker. */
  steerSweep(request: { command: SweepCommand }): Promise<void>;
}
