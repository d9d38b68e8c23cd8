/** The one error of reading and preparing tables. Its notice says what, where, expected against found, and what to do. */
import { type Notice, NoticeError } from '../../core/notice.ts';
import type { DataErrorCode } from './dataNotice.ts';

export type DataErrorReason =
  | 'empty'
  | 'binary'
  | 'encoding'
  | 'columns'
  | 'target'
  | 'features'
  | 'rows'
  | 'cancelled';

export class DataError extends NoticeError<DataErrorCode> {
  readonly reason: DataErrorReason;
  /** 1-based line of the file, where the trouble has a place. */
  readonly line: number | undefined;
  /** 1-based position of the column in its row. */
  readonly column: number | undefined;

  constructor(
    reason: DataErrorReason,
    reported: Notice<DataErrorCode>,
    location: { readonly line?: number; readonly column?: number } = {},
  ) {
    super(reported);
    this.name = 'DataError';
    this.reason = reason;
    this.line = location.line;
    this.column = location.column;
  }
}
