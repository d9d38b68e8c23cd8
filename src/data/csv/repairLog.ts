/** Collects what the reader changed or dropped, in order, up to a limit: a broken file of a million rows must not fill memory. */

export type RepairKind =
  | 'encoding'
  | 'quote'
  | 'nul'
  | 'missingCells'
  | 'extraCells'
  | 'emptyRow'
  | 'header'
  | 'number'
  | 'droppedRow'
  | 'ignoredColumn'
  | 'delimiter';

/** Something the reader changed, dropped or ignored so that the file could be used. */
export interface Repair {
  /** 1-based line of the file; 0 where it is about the whole file. */
  readonly line: number;
  readonly kind: RepairKind;
  readonly message: string;
}

export const repairLimit = 1000;

export class RepairLog {
  readonly repairs: Repair[] = [];
  /** Repairs beyond the limit. */
  omitted = 0;

  /** `line` is 1-based; 0 speaks of the whole file. */
  add(line: number, kind: RepairKind, message: string): void {
    if (this.repairs.length < repairLimit) this.repairs.push({ line, kind, message });
    else this.omitted++;
  }
}
