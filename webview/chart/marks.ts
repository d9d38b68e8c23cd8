/** Where marks and their words stand in a chart: marks that would lie on one another become one, words get rows of their own. */
import { t } from '../text/l10n.ts';
import { formatCount } from '../text/number.ts';
import type { Mark } from '../../src/protocol/run.ts';

export interface PlacedMark {
  /** Where the line stands. */
  readonly step: number;
  /** All marks here, ascending. */
  readonly marks: readonly Mark[];
  /** "α 0.03 → 0.1", with "+2" behind it when there are more; "" when no row has room, and a neighbour counts these in. */
  readonly label: string;
  /** Row of the words, 0 on top. */
  readonly row: number;
}

/** Lines closer than this are one. */
const least = 5;
const characterWidth = 5.7;
const padding = 10;

/**
 * Places marks in a chart of so many pixels that shows steps from `from` to `to`, with `rows` rows for words.
 * Later marks say what is in force now, so they choose first. Marks outside are left out.
 */
export function placeMarks(marks: readonly Mark[], from: number, to: number, width: number, rows: number): readonly PlacedMark[] {
  const pixel = (step: number): number => ((step - from) / Math.max(1e-9, to - from)) * width;
  const groups: Mark[][] = [];
  for (const mark of marks.filter(({ step }) => step >= from && step <= to)) {
    const group = groups.at(-1);
    if (group?.[0] && pixel(mark.step) - pixel(group[0].step) < least) group.push(mark);
    else groups.push([mark]);
  }
  const taken: Span[][] = Array.from({ length: rows }, () => []);
  const placed: (PlacedMark & { readonly unsaid: number })[] = [];
  let unsaid = 0;
  for (const group of groups.toReversed()) {
    const last = group.at(-1);
    if (!last) continue;
    const more = group.length - 1 + unsaid;
    const label = more > 0 ? `${last.label} +${more}` : last.label;
    const span = spanOf(pixel(last.step), label, width);
    const row = taken.findIndex((spans) => spans.every((other) => span.end < other.start || span.start > other.end));
    taken[row]?.push(span);
    placed.push({ step: last.step, marks: group, label: row < 0 ? '' : label, row: Math.max(0, row), unsaid: more });
    unsaid = row < 0 ? more + 1 : 0;
  }
  return placed.toReversed();
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a label lies that is centered on its line and pushed back inside the chart. */
function spanOf(center: number, label: string, width: number): Span {
  const size = label.length * characterWidth + padding;
  const start = Math.max(0, Math.min(width - size, center - size / 2));
  return { start, end: start + size };
}

/** Marks within some pixels of a place, in words. */
export function marksNear(marks: readonly Mark[], step: number, reach: number): readonly string[] {
  return marks
    .filter((mark) => Math.abs(mark.step - step) <= reach)
    .map(({ step: at, label }) => t('{0} at step {1}', label, formatCount(at)));
}
