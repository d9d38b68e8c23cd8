/** A table in memory: one typed array a column. Made by `readTable`; nothing in it is changed afterwards. */
import type { Notice } from '../../core/notice.ts';
import type { ColumnReasonCode } from '../csv/dataNotice.ts';
import type { NumberColumn } from '../csv/numbers/narrowNumbers.ts';
import type { Repair } from '../csv/repair.ts';
import type { NumberFacts } from './numberFacts.ts';
import type { Fold } from './spelling.ts';
import type { ColumnType } from './summary.ts';
import type { TableLocation } from './tableLocation.ts';

export interface Column {
  readonly name: string;
  /** Position in the file, 0-based. */
  readonly index: number;
  readonly type: ColumnType;
  /** Why this type. */
  readonly reason: Notice<ColumnReasonCode>;
  /** The type was given by the configuration, not found out. */
  readonly overridden: boolean;
  /** Rows without a value. */
  readonly missing: number;
  /** Different values; numbers are counted exactly up to 100,000 rows, else up to 4,096; words up to 65,536. The limit means "at least". */
  readonly distinct: number;
  /** One value a row, NaN where missing; `null` for columns of words. */
  readonly numbers: NumberColumn | null;
  readonly facts: NumberFacts | null;
  /** What stands behind or before every number, or in the header: "%", "$", "kg". */
  readonly unit: string | null;
  /** How the spellings of words were made one. */
  readonly fold: Fold;
  /** Index into `categories` of each row, −1 where missing; `null` for numbers and for words too many to keep. */
  readonly codes: Int32Array | null;
  /** The different words: yes/no with "no" first, everything else in the order of code points. */
  readonly categories: readonly string[];
  /** How often each category occurs. */
  readonly counts: readonly number[];
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** 1-based line of the file where each row begins. */
  readonly lineOfRow: Uint32Array;
  readonly encoding: string;
  readonly delimiter: string;
  readonly decimalComma: boolean;
  readonly header: boolean;
  /** Absent: from the first line on. */
  readonly location?: TableLocation;
  /** Size of the file. */
  readonly bytes: number;
  /** The first rows as text, at most 10. */
  readonly firstRows: readonly (readonly string[])[];
  readonly repairs: readonly Repair[];
  readonly repairsOmitted: number;
}
