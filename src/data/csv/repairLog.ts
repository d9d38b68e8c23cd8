/** Collects what the reader changed or dropped, in order, up to a limit: a broken file of a million rows must not fill memory. */
import type { Repair, RepairKind } from '../columns/summary.ts';

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
