/** The one error of reading and preparing tables. Its message says what, where, expected against found, and what to do. */

export type DataErrorReason =
  | 'empty'
  | 'binary'
  | 'encoding'
  | 'columns'
  | 'target'
  | 'features'
  | 'rows'
  | 'cancelled';

export class DataError extends Error {
  readonly reason: DataErrorReason;
  /** 1-based line of the file, where the trouble has a place. */
  readonly line: number | undefined;
  /** 1-based position of the column in its row. */
  readonly column: number | undefined;

  constructor(
    reason: DataErrorReason,
    message: string,
    place: { readonly line?: number; readonly column?: number } = {},
  ) {
    super(message);
    this.name = 'DataError';
    this.reason = reason;
    this.line = place.line;
    this.column = place.column;
  }
}
