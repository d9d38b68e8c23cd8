/**
 * What is known of a table without holding it: small, serialisable, sent to the host, used by hovers, target
 * guess and problems. `null` stands for "does not apply" (a category has no mean).
 */
import type { TableLocation } from './tableLocation.ts';
import type { Notice } from '../../core/notice.ts';
import type { ColumnReasonCode, DataNotice, TargetReasonCode } from '../csv/dataNotice.ts';

import type { Repair } from '../csv/repair.ts';

export const columnTypes = ['number', 'category', 'boolean', 'date', 'id', 'constant', 'text'] as const;
export type ColumnType = (typeof columnTypes)[number];

export interface ColumnSummary {
  readonly name: string;
  /** Position in the file, 0-based. */
  readonly index: number;
  readonly type: ColumnType;
  /** Why this type ("3 different words in 150 values"). */
  readonly reason: Notice<ColumnReasonCode>;
  /** What stands behind or before every number, or in the header: "%", "$", "kg". */
  readonly unit: string | null;
  readonly missing: number;
  /** Different values. Numbers are counted exactly up to 100,000 rows, else up to 4,096; words up to 65,536: the limit means "at least". */
  readonly distinct: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Standard deviation (population). */
  readonly std: number | null;
  /** 12 equal bins from min to max; `null` unless numeric. Beyond 100,000 rows it counts that many, evenly spaced. */
  readonly histogram: readonly number[] | null;
  /** Most frequent values with counts, most frequent first (at most 50); `null` for numbers. */
  readonly values: readonly (readonly [value: string, count: number])[] | null;
  /** What makes one doubt the values. */
  readonly doubts: readonly DataNotice[];
  /** The task when this column is the only target; `null` when it cannot be one. */
  readonly task: Task | null;
  /** The classes of that task in code order; `null` unless it has classes. */
  readonly classes: readonly string[] | null;
}

export type Task = 'binary' | 'multiclass' | 'regression';

export interface TargetGuess {
  readonly name: string;
  readonly reason: Notice<TargetReasonCode>;
  /** The next best, for those who see that the guess is wrong. */
  readonly runnerUp: { readonly name: string; readonly reason: Notice<TargetReasonCode> } | null;
  /** A column that seemed to be meant and cannot be predicted. */
  readonly passedOver: Notice<'target.passedOver'> | null;
}

export interface TableSummary {
  readonly encoding: string;
  /** ",", ";", "\t", "|" or " ". */
  readonly delimiter: string;
  readonly decimalComma: boolean;
  readonly header: boolean;
  /** Absent: from the first line on. */
  readonly location?: TableLocation;
  readonly rows: number;
  readonly bytes: number;
  readonly columns: readonly ColumnSummary[];
  /** `null` when no column can be a target. */
  readonly target: TargetGuess | null;
  /** Columns that give another one away: told when that is the target. */
  readonly telltales: readonly { readonly column: string; readonly target: string; readonly reason: DataNotice }[];
  /** The task that follows from the guessed target. */
  readonly task: Task | null;
  readonly repairs: readonly Repair[];
  /** Repairs beyond those listed (the list is capped at 1,000 different ones). */
  readonly repairsOmitted: number;
  /** The first rows as text, at most 10, for the hover. */
  readonly firstRows: readonly (readonly string[])[];
}
