/** Numbers with a unit in one column: the unit that the column turns out to have, and where its cells are while they are few. */

/** Rows remembered: with more than these a column is read once more. */
const rowsKept = 4096;

export interface UnitCell {
  readonly row: number;
  readonly line: number;
  readonly text: string;
}

export class UnitCells {
  /** The unit met first; cells with another are no numbers of this column. */
  unit = '';
  count = 0;
  readonly cells: UnitCell[] = [];

  add(cell: UnitCell): void {
    this.count++;
    if (this.cells.length < rowsKept) this.cells.push(cell);
  }

  /** Whether every cell with the unit is known. */
  get isComplete(): boolean {
    return this.count === this.cells.length;
  }
}
