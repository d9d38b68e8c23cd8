/** A repair as every `--json` prints it, and repairs as lines beside what a command says. */
import { localize } from '../../config/wording/localize.ts';
import { repairText } from '../../config/wording/repairTexts.ts';
import type { Repair, RepairKind } from '../../data/csv/repair.ts';
import { locatedMessage } from '../terminal/failure.ts';
import { counted } from '../terminal/text.ts';

/** Repairs listed one by one. */
const maxListed = 50;

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

/** Each with its place in the table that is shown as `file`; a long list is cut. @param omitted repairs that nobody wrote down */
export function repairLines(file: string, repairs: readonly Repair[], omitted: number): string[] {
  const listed = repairs.slice(0, maxListed);
  const lines = listed.map((repair) => locatedMessage(file, repairText(repair), { line: repair.line }));
  const others = repairs.length - listed.length + omitted;
  if (others > 0) lines.push(locatedMessage(file, localize('And {0} of this kind.', counted(others, 'remark'))));
  return lines;
}
