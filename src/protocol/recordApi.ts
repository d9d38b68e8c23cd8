/** Host ↔ worker, about the record of a run. Plain data. */

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
  /** The file that the network begins with, absolute. */
  readonly start: string | null;
  /** Of the product. */
  readonly version: string;
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
  /** It has trained long enough to be one of the list, or ended by itself. */
  readonly isListed: boolean;
}
