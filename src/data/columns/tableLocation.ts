/** Where a table lies in its file; lines are 1-based. */
export interface TableLocation {
  /** The line that holds the names; 0 when none does, or several do together. */
  readonly headerLine: number;
  /** The line of the first row of values. */
  readonly firstLine: number;
  /** The header has no name for the first column, which holds names of rows. */
  readonly rowNames: boolean;
}
