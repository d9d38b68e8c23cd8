/** Where marks and their words stand in a chart: marks that would lie on one another become one, words get rows of their own. */
import { localize } from '../kit/text/l10n.ts';
import { formatCount } from '../kit/text/number.ts';
import type { Mark } from '../../src/protocol/run.ts';
import type { StepRange } from './stepRange.ts';

export interface PlacedMark {
  /** Where the line stands. */
  readonly step: number;
  /** All marks here, ascending. */
  readonly marks: readonly Mark[];
  /** "α 0.03 → 0.1", with "(2 more)" behind it when there are; "" when no row has room, and a neighbour counts these in. */
  readonly label: string;
  /** Pixels that the words are moved from the middle of their line, or from where they are pushed inside from there. */
  readonly shift: number;
  /** Row of the words, 0 on top. */
  readonly row: number;
}

/** Lines closer than this are one. */
const least = 5;
/** Round words, and between the words of a line and the end of the chart when they are pushed inside. */
export const wordPadding = 4;

export interface MarkSpace {
  /** Pixels of the chart. */
  readonly width: number;
  /** How many rows of words there are. */
  readonly rows: number;
  /** Pixels of words. */
  readonly widthOf: (text: string) => number;
  /** Steps at which other lines stand. */
  readonly others: readonly number[];
}

/**
 * Places the marks of a stretch of steps. Later marks say what is in force now, so they choose first; words stand on their
 * line, or beside it where only so they cover no other. Marks outside are left out.
 */
export function placeMarks(marks: readonly Mark[], { from, to }: StepRange, space: MarkSpace): readonly PlacedMark[] {
  const { width, rows, widthOf, others } = space;
  const pixel = (step: number): number => ((step - from) / Math.max(1e-9, to - from)) * width;
  const groups: Mark[][] = [];
  for (const mark of marks.filter(({ step }) => step >= from && step <= to)) {
    const group = groups.at(-1);
    if (group?.[0] && pixel(mark.step) - pixel(group[0].step) < least) group.push(mark);
    else groups.push([mark]);
  }
  const lines = [...groups.map((group) => group.at(-1)?.step ?? 0), ...others].map(pixel);
  const taken: Span[][] = Array.from({ length: rows }, () => []);
  const placed: (PlacedMark & { readonly unsaid: number })[] = [];
  let unsaid = 0;
  for (const group of groups.toReversed()) {
    const last = group.at(-1);
    if (!last) continue;
    const more = group.length - 1 + unsaid;
    const label = more > 0 ? localize('{0} ({1} more)', last.label, more) : last.label;
    const line = pixel(last.step);
    const spans = spansAt(line, widthOf(label) + 2 * wordPadding, width);
    const choices = spans
      .map((span) => ({
        span,
        covers: lines.some((other) => other !== line && other >= span.start && other <= span.end),
      }))
      .sort((a, b) => Number(a.covers) - Number(b.covers))
      .map(({ span }) => ({ span, row: rowFor(span, taken) }));
    const { span, row } = choices.find((choice) => choice.row >= 0) ?? { span: null, row: -1 };
    if (span) taken[row]?.push(span);
    const shift = span && spans[0] ? span.start - spans[0].start : 0;
    placed.push({
      step: last.step,
      marks: group,
      label: span ? label : '',
      shift,
      row: Math.max(0, row),
      unsaid: more,
    });
    unsaid = span ? 0 : more + 1;
  }
  return placed.toReversed();
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The first row that has room, or −1. */
function rowFor(span: Span, rows: readonly (readonly Span[])[]): number {
  return rows.findIndex((spans) => spans.every((other) => span.end < other.start || span.start > other.end));
}

/** Where a label can lie: centered on its line, right of it or left of it, and pushed back inside the chart as the chart does it. */
function spansAt(line: number, size: number, width: number): readonly Span[] {
  return [line - size / 2, line, line - size].map((ideal, index) => {
    const edge = index === 0 ? wordPadding : 0;
    const start = Math.max(edge, Math.min(width - size - edge, ideal));
    return { start, end: start + size };
  });
}

/** Marks within some pixels of a place, in words. */
export function marksNear(marks: readonly Mark[], step: number, reach: number): readonly string[] {
  return marks
    .filter((mark) => Math.abs(mark.step - step) <= reach)
    .map(({ step: at, label }) => localize('{0} at step {1}', label, formatCount(at)));
}
