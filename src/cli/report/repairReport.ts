/** A repair as every `--json` prints it. */
import { repairText } from '../../config/wording/repairTexts.ts';
import type { Repair, RepairKind } from '../../data/csv/repair.ts';

export interface RepairReport {
  readonly kind: RepairKind;
  readonly message: string;
  /** 1-based line where it happens first; 0 where it is about the whole file. */
  readonly line: number;
  /** The first lines. */
  readonly lines: readonly number[];
  readonly count: number;
}

export function repairReport(repair: Repair): RepairReport {
  const { kind, line, lines, count } = repair;
  return { kind, message: repairText(repair), line, lines, count };
}
