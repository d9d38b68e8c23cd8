/** Host ↔ worker, about the record of a run. Plain data. */

import type { Notice } from '../core/notice.ts';

/** The first recorded number that did not come out again. */
export interface Difference {
  readonly step: number;
  /** "batchCost", "cost", "validationCost" of the curve, "weights", or "end": the training ended in another step. */
  readonly what: 'batchCost' | 'cost' | 'validationCost' | 'weights' | 'end';
  readonly recorded: number | string;
  readonly found: number | string | null;
}

/** A recorded run is to be trained again. */
export interface ReproduceRequest {
  /** Of the records, absolute. */
  readonly root: string;
  readonly id: string;
  /** Absolute. */
  readonly table: string;
  /** Whether it has the SHA-256 of the record. */
  readonly isSameTable: boolean;
  /** Of the product. */
  readonly version: string;
}

export interface ReproduceReport {
  /** `null`: every number came out again. */
  readonly difference: Difference | null;
  readonly reason: Notice | null;
  readonly step: number;
  readonly weightsSha256: string;
}

/** How the runs of a network are to be recorded. */
export interface RecordRequest {
  /** Of the records, absolute. */
  readonly root: string;
  /** What lies in it is named from the record, so that both may move; `null`: everything is named absolutely. */
  readonly base: string | null;
  /** The configuration, as the record names it. */
  readonly file: string;
  /** Lines of the configuration; `null` where they are not known. */
  readonly written: readonly string[] | null;
  /** Absolute. */
  readonly table: string;
  /** Where that is not the file's own name. */
  readonly tableName: string;
  /** The file that the network begins with, absolute. */
  readonly start: string | null;
  /** Of the product. */
  readonly version: string;
  /** The run whose weights the network takes over, if it does; the step is that of the network before where it is `null`. */
  readonly comesFrom: { readonly run: string; readonly step: number | null } | null;
  /** The recorded run that goes on; `null`: another one begins. */
  readonly goesOn: string | null;
}

/** Where the record of a run stands. */
export interface RecordReport {
  readonly id: string;
  /** Of its lock: with it the host gives the run free when the worker is gone. */
  readonly token: string;
  /** "training" as long as the worker may write more. */
  readonly state: 'training' | 'interrupted' | 'finished' | 'diverged' | 'stopped';
  readonly parent: { readonly run: string; readonly step: number } | null;
  /** It has trained long enough to be one of the list, or ended by itself. */
  readonly isListed: boolean;
}
